"""A recording on disk: written while the call goes on, readable whenever it stopped, and read back with every doubt."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
import soundfile

from simulator.audio.clock import HOP_LENGTH, SAMPLE_RATE, Samples
from simulator.audio.files import N_CHANNELS, TwoChannelWriter, read_two_channels
from simulator.audio.recording import Recording
from simulator.audio.sheet import Sheet, read_sheet, sheet_text
from simulator.errors import AudioFormatError, InputError
from simulator.events import Event, HungUp, Transcribed
from simulator.journal import from_json, to_json

AUDIO = "call.flac"
JOURNAL = "journal.jsonl"
SHEET = "call.toml"
SCORECARD = "scorecard.json"

PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600
"""What a person says in a practice call is nobody else's."""

BLOCK_LENGTH = SAMPLE_RATE
"""Samples collected before they are written, so that encoding is not called 31 times a second."""

FLUSH_LENGTH = 5 * SAMPLE_RATE
"""Samples of a call that may be lost when the machine stops."""


class RecordingWriter:
    """Follows a call and writes it down; use it in a `with`, so that an interrupted call is closed properly."""

    def __init__(self, folder: Path, sheet: Sheet) -> None:
        """Create the folder and say in it what call this is.

        Args:
            folder: Where; must not be there yet. Its name is the recording's name.
            sheet: What `call.toml` will say.

        Raises:
            InputError: If the folder is there already.
        """
        self.folder = folder
        """Where the recording is."""
        folder.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        try:
            folder.mkdir(mode=PRIVATE_FOLDER)
        except FileExistsError as error:
            message = f"{folder}: expected a new folder, there is one already; name another"
            raise InputError(message) from error
        _new_file(folder / SHEET).write_text(sheet_text(sheet), encoding="utf-8", newline="\n")
        self._journal = _new_file(folder / JOURNAL).open("w", encoding="utf-8", newline="\n")
        self._audio = TwoChannelWriter(_new_file(folder / AUDIO))
        self._blocks: list[tuple[Samples, Samples]] = []
        self._n_waiting = self._n_unflushed = self._n_samples = 0
        self._open_call = False

    def heard(self, near: Samples, far: Samples) -> None:
        """Take one block of both channels, each of shape `(n,)`."""
        self._blocks.append((near, far))
        self._n_waiting += len(near)
        self._n_samples += len(near)
        if self._n_waiting >= BLOCK_LENGTH:
            self._write()

    def happened(self, event: Event) -> None:
        """Take one event; it is on disk when this returns."""
        # What was still being recognised may follow the end.
        self._open_call = not isinstance(event, HungUp | Transcribed) or (self._open_call and isinstance(event, Transcribed))
        self._journal.write(to_json(event) + "\n")
        self._journal.flush()

    def close(self) -> None:
        """Finish audio and journal; a call that was going on and that nobody hung up was cut off by the line."""
        if self._journal.closed:
            return
        self._write()
        self._audio.close()
        if self._open_call:
            self.happened(HungUp(at=self._n_samples, by="line"))
        self._journal.close()

    def __enter__(self) -> Self:
        """Return the writer itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Finish the files, whatever happened."""
        self.close()

    def _write(self) -> None:
        if not self._blocks:
            return
        near, far = (np.concatenate(channel) for channel in zip(*self._blocks, strict=True))
        self._audio.write(near, far)
        self._n_unflushed += self._n_waiting
        self._blocks, self._n_waiting = [], 0
        if self._n_unflushed >= FLUSH_LENGTH:
            self._audio.flush()
            self._n_unflushed = 0


def write_recording(folder: Path, recording: Recording, *, versions: Mapping[str, str]) -> None:
    """Write a call that is over; one that was recorded elsewhere has an empty journal.

    Raises:
        InputError: If the folder is there already.
    """
    sheet = Sheet(
        persona=recording.persona, verdict=recording.verdict, seed=recording.seed, brief=recording.brief,
        versions=dict(versions),
    )  # fmt: skip
    with RecordingWriter(folder, sheet) as writer:
        for event in recording.events:
            writer.happened(event)
        for start in range(0, len(recording.near), BLOCK_LENGTH):
            writer.heard(recording.near[start : start + BLOCK_LENGTH], recording.far[start : start + BLOCK_LENGTH])


def write_scorecard(folder: Path, card: Mapping[str, Any]) -> None:
    """Put the score beside a call, whole or not at all."""
    handle, name = tempfile.mkstemp(dir=folder, prefix=f".{SCORECARD}.")  # 0600, as mkstemp makes them
    with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="\n") as file:
        file.write(json.dumps(card, ensure_ascii=False, indent=1) + "\n")
    Path(name).replace(folder / SCORECARD)


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """Give a place to write a new folder; at the end it takes the old one's place, after an error it is gone."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    workshop = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".new-"))
    try:
        yield workshop / folder.name
        if folder.exists():
            folder.rename(workshop / "old")
        (workshop / folder.name).rename(folder)
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


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
    # When the caller hangs up, what the recruiter would have said in the next hop is decided already, and nobody hears it.
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


def _new_file(path: Path) -> Path:
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE))
    return path
