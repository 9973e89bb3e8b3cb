"""Who answers a call, with which verdict, and who rings where there is no microphone."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from simulator import __version__
from simulator.audio.sheet import Sheet
from simulator.brief import Brief
from simulator.call.levels import AS_WRITTEN, LEVELS, Level, at_level
from simulator.call.session import Engines, draw_verdict
from simulator.call.surprises import Surprise, draw_surprise
from simulator.data import DEFAULT_PERSONA, find_persona, fixture_path, persona_ids
from simulator.errors import InputError
from simulator.lines.fixture import FILE_NAME, Fixture, find_fixtures, load_fixture
from simulator.persona import Persona
from simulator.telephone.carrier import LineSettings
from simulator.verdict import Verdict

SEEDS = 10_000
"""Seeds that are drawn lie below this, so that they can be typed again."""

LIVELY_SCORE = 60
"""A caller who is expected to score less shows too little of a call to be drawn as an example."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Casting:
    """Who answers a call and what they will say."""

    persona: Persona
    """The recruiter."""

    verdict: Verdict
    """What they announce."""

    seed: int
    """Seed of everything else that is drawn."""

    level: Level = AS_WRITTEN
    """How hard the call is."""

    surprise: Surprise | None = None
    """What comes between the caller and the verdict."""

    gate_dbfs: float | None = None
    """Level below which a voice in the caller's room is not taken for theirs; None to hear everything."""

    def line(self, *, band: bool) -> LineSettings:
        """Say what a telephone line does to this recruiter's voice.

        Args:
            band: Whether it sounds like a telephone.
        """
        return LineSettings(
            seed=self.seed, sounds=self.persona.manner.sounds, band=band, breaks_up=self.surprise is Surprise.BAD_LINE
        )  # fmt: skip

    def sheet(self, brief: Brief, engines: Engines, *, fixture: str | None = None) -> Sheet:
        """Write down what is known of a call before it begins.

        Args:
            brief: What the caller knows.
            engines: What makes the call.
            fixture: The recorded caller; None when a person rings.
        """
        return Sheet(
            brief=brief, persona=self.persona.id, verdict=self.verdict, seed=self.seed, level=self.level.number or None,
            surprise=self.surprise, gate_dbfs=self.gate_dbfs, fixture=fixture,
            versions={"simulator": __version__, "recognizer": engines.recognizer.key, "voice": engines.voice.key},
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What was asked for; what is None is left to the seed."""

    seed: int
    """Seed of everything that is drawn."""

    persona: str | None = None
    """Id of who should answer."""

    verdict: Verdict | None = None
    """What they should announce."""

    fixture: Path | None = None
    """Who should ring."""

    level: int | None = None
    """Step of the ladder; the persona as written when None."""

    surprise: bool = False
    """Whether something unexpected should happen."""

    @property
    def hardness(self) -> Level:
        """The level that was asked for."""
        return AS_WRITTEN if self.level is None else LEVELS[self.level]

    def drawn_surprise(self) -> Surprise | None:
        """Draw what comes between the caller and the verdict."""
        return draw_surprise(self.seed, share=1.0 if self.surprise else self.hardness.surprise)


def draw_seed() -> int:
    """Draw a seed that is short enough to be typed again."""
    return secrets.randbelow(SEEDS)


def cast(fixture: Fixture, personas: Path) -> Casting:
    """Find who answers a fixture, and with which verdict.

    Raises:
        ConfigError: If there is no such persona.
    """
    persona = _persona_of(fixture, personas)
    return Casting(persona=persona, verdict=fixture.verdict or draw_verdict(persona, fixture.seed), seed=fixture.seed)


def cast_again(sheet: Sheet, personas: Path, *, asked_by: str) -> Casting:
    """Find who answered a call that is over.

    Args:
        sheet: What its recording says of it.
        personas: Folder of the personas.
        asked_by: What the sheet is called in messages.

    Raises:
        InputError: If it does not say who answered what, or there is no such persona.
    """
    if sheet.persona is None or sheet.verdict is None or sheet.seed is None:
        message = f"{asked_by}: expected a call that this program made, with persona, verdict and seed"
        raise InputError(message)
    if sheet.surprise not in (None, *Surprise):
        message = f"{asked_by}: surprise: expected {', '.join(Surprise)}, got {sheet.surprise!r}"
        raise InputError(message)
    return Casting(
        persona=find_persona(sheet.persona, personas, asked_by=f"{asked_by}: persona"), verdict=sheet.verdict, seed=sheet.seed,
        level=AS_WRITTEN if sheet.level is None else LEVELS.get(sheet.level, AS_WRITTEN),
        surprise=None if sheet.surprise is None else Surprise(sheet.surprise), gate_dbfs=sheet.gate_dbfs,
    )  # fmt: skip


def set_up(wishes: Wishes, *, personas: Path, fixtures: Path) -> tuple[Fixture, Casting]:
    """Choose who rings and who answers; the same wishes choose the same.

    A recorded caller knows whom they call and what they came for. So a persona or a verdict that was only
    drawn gives way to theirs; one that was asked for stands.

    Args:
        wishes: What was asked for.
        personas: Folder of the personas.
        fixtures: Folder of the recorded callers to choose from.

    Raises:
        InputError: If what was asked for is not there.
    """
    chosen = None if wishes.persona is None else find_persona(wishes.persona, personas, asked_by="--persona")
    if wishes.fixture is not None:
        fixture = _only_fixture(wishes.fixture)
        persona = chosen or _persona_of(fixture, personas)
        verdict = wishes.verdict or fixture.verdict or draw_verdict(at_level(persona, wishes.hardness), wishes.seed)
        return fixture, _casting(persona, verdict, wishes)
    drawn = cast_live(wishes, personas=personas)
    fixture = _fitting([load_fixture(path) for path in find_fixtures(fixtures)], drawn.persona.id, drawn.verdict, wishes.seed)
    return fixture, replace(drawn, persona=chosen or _persona_of(fixture, personas))


def cast_live(wishes: Wishes, *, personas: Path) -> Casting:
    """Choose who answers a person, and with which verdict; the same wishes choose the same.

    Raises:
        InputError: If what was asked for is not there.
    """
    ids = persona_ids(personas)
    asked_by = str(personas) if wishes.persona is None else "--persona"
    persona = find_persona(wishes.persona or _drawn(ids, wishes.seed), personas, asked_by=asked_by)
    verdict = wishes.verdict or draw_verdict(at_level(persona, wishes.hardness), wishes.seed)
    return _casting(persona, verdict, wishes)


def _casting(persona: Persona, verdict: Verdict, wishes: Wishes) -> Casting:
    return Casting(
        persona=persona, verdict=verdict, seed=wishes.seed, level=wishes.hardness, surprise=wishes.drawn_surprise()
    )  # fmt: skip


def _persona_of(fixture: Fixture, personas: Path) -> Persona:
    asked_by = f"{Path(fixture.folder) / FILE_NAME}: persona"
    return find_persona(fixture.persona or DEFAULT_PERSONA, personas, asked_by=asked_by)


def _only_fixture(path: Path) -> Fixture:
    found = find_fixtures(fixture_path(path))
    if len(found) > 1:
        message = f"--fixture: expected one recorded caller, {path} has {len(found)}; name one of them"
        raise InputError(message)
    return load_fixture(found[0])


def _fitting(fixtures: Sequence[Fixture], persona: str, verdict: Verdict, seed: int) -> Fixture:
    lively = [f for f in fixtures if f.expect.score is not None and f.expect.score[0] >= LIVELY_SCORE] or list(fixtures)
    of_verdict = [f for f in lively if f.verdict is verdict]
    of_both = [f for f in of_verdict if (f.persona or DEFAULT_PERSONA) == persona]
    candidates = of_both or of_verdict or lively
    return candidates[int(np.random.default_rng([seed, 1]).integers(len(candidates)))]


def _drawn(ids: Sequence[str], seed: int) -> str:
    return ids[int(np.random.default_rng([seed, 2]).integers(len(ids)))]
