"""Plays recorded callers through the whole program and compares what comes of it with what they expect."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from simulator import __version__
from simulator.audio.folder import SHEET, is_recording, read_recording
from simulator.audio.sheet import read_sheet
from simulator.audio.writing import RecordingWriter, replacing, write_recording, write_scorecard
from simulator.call.again import call_again
from simulator.call.session import Engines, Sink, place_call
from simulator.casting import Casting, cast, cast_again
from simulator.data import fixture_name, fixture_path
from simulator.engines import Room
from simulator.errors import ConfigError, InputError, RehearsalError, refusal
from simulator.lines.caller import RecordedCaller
from simulator.lines.fixture import FILE_NAME, Fixture, find_fixtures, load_fixture
from simulator.replaying.sources import source_of
from simulator.reporting.outcome import Outcome
from simulator.scoring.judge import compare, score
from simulator.scoring.scorecard import Scorecard


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplaySettings:
    """How fixtures are replayed; the same for all of them, and sent to every process."""

    room: Room
    """Where the engines come from."""

    personas: Path
    """Folder of the personas."""

    keep: Path | None = None
    """Where to leave the recordings, one folder a fixture."""

    watch: Callable[[Fixture, Casting], Sequence[Sink]] | None = None
    """Makes those who follow a call; only with one process, for they cannot be sent."""


def ring(
    fixture: Fixture, casting: Casting, engines: Engines, *, source: str, folder: Path | None = None,
    sinks: Sequence[Sink] = (),
) -> Scorecard:  # fmt: skip
    """Let a recorded caller ring, and score the call.

    Args:
        fixture: The caller.
        casting: Who answers.
        engines: Ears, understanding and voice.
        source: Name of the call.
        folder: Where to leave the recording; nowhere when None. Made once the clips are read.
        sinks: Who follows the call.

    Returns:
        The score, compared with what the fixture expects.
    """
    line = RecordedCaller(fixture.turns, fixture.clips())
    sheet = casting.sheet(fixture.brief, engines, fixture=fixture_name(Path(fixture.folder)))
    with nullcontext() if folder is None else RecordingWriter(folder, sheet) as writer:
        recording = place_call(
            line, source=source, brief=fixture.brief, persona=casting.persona, verdict=casting.verdict,
            seed=casting.seed, engines=engines, sinks=(*sinks, *([writer] if writer else [])), level=casting.level,
            surprise=casting.surprise,
        )  # fmt: skip
    card = score(recording, acts=engines.acts)
    expect = fixture.expect
    card = replace(card, expectations=compare(card, score_range=expect.score, checks=expect.checks))
    if folder is not None:
        write_scorecard(folder, card.as_json())
    return card


def replay(path: Path, *, settings: ReplaySettings) -> Scorecard:
    """Replay one fixture, or a call that this program ran, whose own scorecard is then what is expected.

    Args:
        path: Its folder.
        settings: How.

    Raises:
        InputError: If something is wrong with the fixture; then nothing is left behind.
        EngineError: If an engine failed.
    """
    if is_recording(path):
        return _replay_recording(path, settings)
    (folder,) = find_fixtures(path.resolve() if path.name in ("", "..", FILE_NAME) else path)
    fixture = load_fixture(folder)
    casting = cast(fixture, settings.personas)
    engines = settings.room.for_call(casting.persona)
    sinks = settings.watch(fixture, casting) if settings.watch else ()
    with _kept(settings.keep, fixture.source) as kept:
        return ring(fixture, casting, engines, source=fixture.source, folder=kept, sinks=sinks)


def _replay_recording(path: Path, settings: ReplaySettings) -> Scorecard:
    recording = read_recording(path)
    casting = cast_again(read_sheet(path / SHEET), settings.personas, asked_by=str(path / SHEET))
    engines = settings.room.for_call(casting.persona).gated(casting.gate_dbfs)
    again = call_again(recording, casting.persona, engines, level=casting.level, surprise=casting.surprise)
    card = score(again, acts=engines.acts)
    # What the recording's own journal says, not the file: that may be of another version.
    before = score(recording, acts=engines.acts)
    checks = {f"{step.id}.{check.id}": check.passed for step in before.steps for check in step.checks}
    expected = None if before.score is None else (before.score, before.score)
    card = replace(card, expectations=compare(card, score_range=expected, checks=checks))
    if settings.keep is not None:
        with replacing(settings.keep / card.source) as folder:
            write_recording(folder, again, versions={"simulator": __version__})
            write_scorecard(folder, card.as_json())
    return card


def fixtures_at(paths: Sequence[Path]) -> list[Path]:
    """Find the fixtures at or below each path, in order; a path with none stays, and is an error when its turn comes."""
    found: list[Path] = []
    for path in paths:
        try:
            found += find_fixtures(fixture_path(path))
        except (ConfigError, OSError):
            found.append(path)
    return found


def prepare(settings: ReplaySettings) -> Callable[[Path], Outcome]:
    """Load the engines of a process; what comes back replays a fixture whatever is wrong with it."""
    settings.room.load()
    return partial(attempt, work=partial(replay, settings=settings))


def attempt(path: Path, *, work: Callable[[Path], Scorecard]) -> Outcome:
    """Do the work on one path, and take an error for its outcome."""
    source = source_of(path)
    begun = time.perf_counter()
    try:
        card = work(path)
    except (RehearsalError, OSError) as found:
        error = found if isinstance(found, RehearsalError) else InputError(refusal(found))
        return Outcome(
            source=source, seconds=time.perf_counter() - begun, error=str(error), error_type=type(error).__name__,
            exit_code=error.exit_code,
        )  # fmt: skip
    return Outcome(source=card.source, seconds=time.perf_counter() - begun, card=card)


@contextmanager
def _kept(keep: Path | None, source: str) -> Iterator[Path | None]:
    if keep is None:
        yield None
        return
    with replacing(keep / source) as folder:
        yield folder
