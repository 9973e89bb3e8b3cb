"""A recording on disk, read back with every doubt."""

from pathlib import Path

import soundfile

from simulator.audio.clock import HOP_LENGTH, SAMPLE_RATE
from simulator.audio.files import N_CHANNELS, read_two_channels
from simulator.audio.recording import Recording
from simulator.audio.sheet import read_sheet
from simulator.errors import AudioFormatError, InputError
from simulator.events import Event, HungUp, Transcribed
from simulator.journal import from_json, to_json

AUDIO = "call.flac"
MICROPHONE = "microphone.flac"
JOURNAL = "journal.jsonl"
SHEET = "call.toml"
SCORECARD = "scorecard.json"


def is_recording(path: Path) -> bool:
    """Tell whether a path is a folder that a call left behind."""
    return (path / SHEET).is_file() and (path / JOURNAL).is_file()


def read_recording(folder: Path) -> Recording:
    """Read a recording.

    A call that was killed has lost its last seconds of sound: what its journal says of them is left out.

    Raises:
        InputError: If a file is missing, damaged, or does not fit the others; the message names it and what was expected.
    """
    missing = [name for name in (AUDIO, JOURNAL, SHEET) if not (folder / name).is_file()]
    if missing:
        message = f"{folder}: expected a recording ({AUDIO}, {JOURNAL}, {SHEET}), found no {missing[0]}"
        raise InputError(message)
    sheet = read_sheet(folder / SHEET)
    _check_audio(folder / AUDIO)
    near, far = read_two_channels(folder / AUDIO)
    return Recording(
        source=folder.resolve().name, brief=sheet.brief, persona=sheet.persona, verdict=sheet.verdict,
        seed=sheet.seed, near=near, far=far, events=_read_journal(folder / JOURNAL, n_samples=len(near)),
    )  # fmt: skip


def _check_audio(path: Path) -> None:
    try:
        found = soundfile.info(str(path))
    except RuntimeError:
        return  # read_two_channels says what is wrong with it
    if (found.channels, found.samplerate) != (N_CHANNELS, SAMPLE_RATE):
        got = f"{found.channels} at {found.samplerate} Hz"
        message = f"{path}: expected {N_CHANNELS} channels at {SAMPLE_RATE} Hz as a recording has, got {got}"
        raise AudioFormatError(message)


def _read_journal(path: Path, *, n_samples: int) -> tuple[Event, ...]:
    lines = path.read_bytes().splitlines(keepends=True)
    if lines and not lines[-1].endswith(b"\n"):
        lines.pop()  # the program was killed in the middle of it
    events = [_read_event(path, number, line) for number, line in enumerate(lines, start=1)]
    if events and not any(isinstance(event, HungUp) for event in events):
        events = [event for event in events if _last_sample(event) <= n_samples]
        events.append(HungUp(at=n_samples, by="line"))
    for number, event in enumerate(events, start=1):
        _check_clock(path, number, event, n_samples)
    return tuple(events)


def _read_event(path: Path, number: int, line: bytes) -> Event:
    try:
        return from_json(line.decode("utf-8"))
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        message = f"{path}: line {number}: expected an event as JSON: {error}"
        raise InputError(message) from error


def _check_clock(path: Path, number: int, event: Event, n_samples: int) -> None:
    if isinstance(event, HungUp) and event.at != n_samples:
        message = f"{path}: line {number}: the call ended at sample {event.at}, but {AUDIO} has {n_samples}: not of one call"
        raise InputError(message)
    times = _times(event)
    # What the last hop decided would have sounded in the next one, which never came.
    if min(times) < 0 or max(times) > n_samples + HOP_LENGTH or _reversed(event):
        message = f"{path}: line {number}: expected samples from 0 to {n_samples} in order, got {to_json(event)[:200]}"
        raise InputError(message)


def _times(event: Event) -> list[int]:
    """List the samples that an event names; a result may arrive after the end."""
    times = [getattr(event, name, 0) for name in ("at", "start", "end", "decided_at", "onset")]
    words = event.words if isinstance(event, Transcribed) else ()
    return times + [at for word in words for at in (word.start, word.end)]


def _last_sample(event: Event) -> int:
    return max(_times(event))


def _reversed(event: Event) -> bool:
    start = getattr(event, "start", 0)
    return bool(start > getattr(event, "end", start))
