"""Plays recorded callers through the whole program and compares what comes of it with what they expect."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from simulator import __version__
from simulator.audio.folder import RecordingWriter, replacing, write_scorecard
from simulator.audio.sheet import Sheet
from simulator.call.session import Engines, Sink, draw_verdict, place_call
from simulator.data import DEFAULT_PERSONA, find_persona
from simulator.engines import EngineRoom
from simulator.errors import RehearsalError
from simulator.lines.caller import RecordedCaller
from simulator.lines.fixture import FILE_NAME, Fixture, load_fixture
from simulator.persona import Persona
from simulator.scoring.judge import compare, score
from simulator.scoring.scorecard import Scorecard
from simulator.verdict import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Casting:
    """Who answers a call and what they will say."""

    persona: Persona
    """The recruiter."""

    verdict: Verdict
    """What they announce."""

    seed: int
    """Seed of everything else that is drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one fixture, recording or file."""

    source: str
    """Its name."""

    seconds: float
    """Time that it took."""

    card: Scorecard | None = None
    """Its score; None when it could not be run."""

    error: str = ""
    """What was wrong with it; empty when it was run."""

    exit_code: int = 0
    """Exit status that the error asks for."""

    @property
    def unmet(self) -> tuple[str, ...]:
        """Expectations that were not met, in words."""
        expectations = self.card.expectations if self.card else ()
        return tuple(f"{e.what}: expected {_said(e.expected)}, got {_said(e.got)}" for e in expectations if not e.met)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplaySettings:
    """How fixtures are replayed; the same for all of them, and sent to every process."""

    room: EngineRoom
    """Where the engines come from."""

    personas: Path
    """Folder of the personas."""

    keep: Path | None = None
    """Where to leave the recordings, one folder a fixture."""


def cast(fixture: Fixture, personas: Path) -> Casting:
    """Find who answers a fixture, and with which verdict.

    Raises:
        ConfigError: If there is no such persona.
    """
    asked_by = f"{Path(fixture.folder) / FILE_NAME}: persona"
    persona = find_persona(fixture.persona or DEFAULT_PERSONA, personas, asked_by=asked_by)
    return Casting(persona=persona, verdict=fixture.verdict or draw_verdict(persona, fixture.seed), seed=fixture.seed)


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
    sheet = Sheet(
        brief=fixture.brief, persona=casting.persona.id, verdict=casting.verdict, seed=casting.seed,
        versions={"simulator": __version__, "recognizer": engines.recognizer.key, "voice": engines.voice.key},
    )  # fmt: skip
    with nullcontext() if folder is None else RecordingWriter(folder, sheet) as writer:
        recording = place_call(
            line, source=source, brief=fixture.brief, persona=casting.persona, verdict=casting.verdict,
            seed=casting.seed, engines=engines, sinks=(*sinks, *([writer] if writer else [])),
        )  # fmt: skip
    card = score(recording, acts=engines.acts)
    expect = fixture.expect
    card = replace(card, expectations=compare(card, score_range=expect.score, checks=expect.checks))
    if folder is not None:
        write_scorecard(folder, card.as_json())
    return card


def replay(path: Path, *, settings: ReplaySettings, sinks: Sequence[Sink] = ()) -> Scorecard:
    """Replay one fixture.

    Args:
        path: Its folder.
        settings: How.
        sinks: Who follows the call.
    """
    fixture = load_fixture(path.resolve() if path.name in ("", "..") else path)
    casting = cast(fixture, settings.personas)
    engines = settings.room.for_call(casting.persona)
    with _kept(settings.keep, fixture.source) as folder:
        return ring(fixture, casting, engines, source=fixture.source, folder=folder, sinks=sinks)


def prepare(settings: ReplaySettings) -> Callable[[Path], Outcome]:
    """Load the engines of a process; what comes back replays a fixture whatever is wrong with it."""
    settings.room.load()
    return partial(attempt, work=partial(replay, settings=settings))


def attempt(path: Path, *, work: Callable[[Path], Scorecard]) -> Outcome:
    """Do the work on one path, and take an error for its outcome."""
    source = path.resolve().name
    begun = time.perf_counter()
    try:
        card = work(path)
    except RehearsalError as error:
        return Outcome(source=source, seconds=time.perf_counter() - begun, error=str(error), exit_code=error.exit_code)
    return Outcome(source=card.source, seconds=time.perf_counter() - begun, card=card)


@contextmanager
def _kept(keep: Path | None, source: str) -> Iterator[Path | None]:
    if keep is None:
        yield None
        return
    with replacing(keep / source) as folder:
        yield folder


def _said(value: object) -> str:
    match value:
        case None:
            return "not judged"
        case bool():
            return str(value).lower()
        case [low, high]:
            return f"{low} to {high}"
        case _:
            return str(value)
