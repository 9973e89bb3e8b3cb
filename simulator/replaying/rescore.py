"""Scores calls that are over: two-channel files made anywhere, and the folders that our own calls leave behind."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from simulator import __version__
from simulator.audio.files import read_two_channels
from simulator.audio.folder import SCORECARD, read_recording
from simulator.audio.recording import Recording
from simulator.audio.writing import replacing, write_recording, write_scorecard
from simulator.brief import Brief
from simulator.engines import Room
from simulator.replaying.replay import attempt
from simulator.replaying.sources import source_of
from simulator.reporting.outcome import Outcome
from simulator.scoring.judge import judge, score
from simulator.scoring.scorecard import Scorecard
from simulator.verdict import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreSettings:
    """How recordings are scored; the same for all of them, and sent to every process."""

    room: Room
    """Where the engines come from."""

    listens: bool = True
    """Whether any of them has no journal, so that its words must be recognised."""

    brief: Brief | None = None
    """What the caller was meant to know; None takes what the recording says."""

    verdict: Verdict | None = None
    """What was announced; None takes what the recording says, or what is heard in it."""

    keep: Path | None = None
    """Where to leave the recordings, one folder each."""


def must_listen(paths: Sequence[Path]) -> bool:
    """Tell whether any of the paths is no folder of ours, so that its words must be recognised."""
    try:
        return not all(path.is_dir() for path in paths)
    except OSError:  # said when its turn comes
        return True


def prepare(settings: ScoreSettings) -> Callable[[Path], Outcome]:
    """Load the engines of a process; what comes back scores a path whatever is wrong with it."""
    if settings.listens:
        settings.room.load()
    return partial(attempt, work=partial(rescore, settings=settings))


def rescore(path: Path, *, settings: ScoreSettings) -> Scorecard:
    """Score one recording.

    Args:
        path: A two-channel file or a recording's folder.
        settings: How.

    Raises:
        InputError: If it cannot be read; the message names the file and what was expected.
    """
    recording = read_call(path)
    recording = replace(recording, brief=settings.brief or recording.brief, verdict=settings.verdict or recording.verdict)
    card = _scored(recording, settings.room)
    if settings.keep is not None:
        _keep(recording, card, settings.keep / recording.source)
    elif path.is_dir() and not (path / SCORECARD).exists() and not (settings.brief or settings.verdict):
        write_scorecard(path, card.as_json())  # the call was cut off before it was scored
    return card


def read_call(path: Path) -> Recording:
    """Read a file or a folder.

    Raises:
        InputError: If it cannot be read.
    """
    if path.is_dir():
        return read_recording(path)
    near, far = read_two_channels(path)
    return Recording(source=source_of(path), brief=None, persona=None, verdict=None, seed=None, near=near, far=far, events=())


def _scored(recording: Recording, room: Room) -> Scorecard:
    if recording.events:
        return score(recording, acts=room.acts)
    from simulator.scoring.listen import conversation_from_audio

    talk = conversation_from_audio(
        recording, voice_activity=room.voice_activity(), recognizer=room.recognizer, acts=room.acts, brief=recording.brief
    )
    return judge(talk, recording)


def _keep(recording: Recording, card: Scorecard, folder: Path) -> None:
    with replacing(folder) as new:
        write_recording(new, recording, versions={"simulator": __version__})
        write_scorecard(new, card.as_json())
