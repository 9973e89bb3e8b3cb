"""A recorded caller on disk: `fixture.toml` and the clips that it names."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import msgspec

from simulator.audio.clock import Samples, on_pcm16_grid
from simulator.audio.files import read_mono
from simulator.brief import Brief
from simulator.errors import ConfigError
from simulator.tables import convert, read_toml
from simulator.verdict import Verdict

FILE_NAME = "fixture.toml"
"""What makes a folder a fixture."""

LONGEST_DELAY_S = 600.0
"""A caller who waits longer than ten minutes is a mistake in the file."""

LONGEST_CLIP_S = 4 * 3600.0
"""Longest clip that is read, in seconds."""


class Cue(StrEnum):
    """What a clip waits for."""

    AFTER = "after"
    DURING = "during"
    PAUSE = "pause"


class _Brief(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: str = ""
    role: str = ""
    company: str = ""
    interviewed: datetime | None = None
    calling: datetime | None = None


class FixtureTurn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing the caller says."""

    audio: str
    """File name of the clip, inside the fixture's folder."""

    text: str = ""
    """Reference words: for measuring the recogniser, never for scoring."""

    cue: Cue = Cue.AFTER
    """What the clip waits for."""

    delay: float = 0.6
    """Seconds from the cue to the clip's first sample."""

    hang_up: bool = False
    """Whether the caller hangs up when the clip ends."""

    def __post_init__(self) -> None:
        """Check the range of the delay."""
        if not 0 <= self.delay <= LONGEST_DELAY_S:
            message = f"expected delay from 0 to {LONGEST_DELAY_S:.0f} seconds, got {self.delay}"
            raise ValueError(message)


class Expect(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the scorecard should say."""

    score: tuple[int, int] | None = None
    """Lowest and highest score, both included."""

    checks: dict[str, bool | None] = msgspec.field(default_factory=dict)
    """Outcome of single checks, by `step.check`."""


class Fixture(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A recorded caller plus what is expected of the score."""

    folder: str
    """Where it lies."""

    title: str = ""
    """What happens in it, in a few words."""

    persona: str = ""
    """Who answers; the default persona when empty."""

    verdict: Verdict | None = None
    """What is announced; drawn with the seed when None."""

    seed: int = 0
    """Seed of everything that is drawn; 0 or more."""

    brief_file: _Brief = msgspec.field(name="brief", default_factory=_Brief)
    """The brief as the file has it."""

    turns: list[FixtureTurn] = msgspec.field(default_factory=list)
    """What the caller says, in order."""

    expect: Expect = msgspec.field(default_factory=Expect)
    """What the scorecard should say."""

    def __post_init__(self) -> None:
        """Check the range of the seed."""
        if not 0 <= self.seed < 2**63:
            message = f"expected seed from 0 to 2^63 - 1, got {self.seed}"
            raise ValueError(message)

    @property
    def source(self) -> str:
        """The folder's name, which is the fixture's name on scorecards."""
        return Path(self.folder).name

    @property
    def brief(self) -> Brief:
        """What the caller is meant to know."""
        brief = self.brief_file
        return Brief(
            name=brief.name, role=brief.role, company=brief.company, interviewed=brief.interviewed, calling=brief.calling
        )

    def clips(self) -> list[Samples]:
        """Read every clip, on the 16-bit grid, so that a replay and its recording hold the same samples.

        Raises:
            ConfigError: If a clip lies outside the fixture's folder.
            AudioFormatError: If a clip cannot be read; the message names it.
        """
        return [on_pcm16_grid(read_mono(self._inside(turn.audio), max_seconds=LONGEST_CLIP_S)) for turn in self.turns]

    def _inside(self, name: str) -> Path:
        folder = Path(self.folder).resolve()
        try:
            path = (folder / name).resolve()
        except (ValueError, RuntimeError):  # a NUL in the name, a link to itself
            path = folder.parent
        if not path.is_relative_to(folder):
            message = f"{Path(self.folder) / FILE_NAME}: turns.audio: expected a file inside the fixture's folder, got {name!r}"
            raise ConfigError(message)
        return path


def load_fixture(path: Path) -> Fixture:
    """Read and check a fixture's folder, or its `fixture.toml`.

    Raises:
        ConfigError: If there is none or it is wrong; the message names file, key and what was expected.
    """
    file = path if path.name == FILE_NAME else path / FILE_NAME
    table: dict[str, Any] = read_toml(file)
    if "folder" in table:
        message = f"{file}: folder: expected no such key"
        raise ConfigError(message)
    return convert(file, {"folder": str(file.parent)} | table, Fixture)


def find_fixtures(path: Path) -> list[Path]:
    """Find the fixtures at or below a path, sorted by name.

    Raises:
        ConfigError: If there is none.
    """
    if path.name == FILE_NAME or (path / FILE_NAME).is_file():
        return [path if path.name != FILE_NAME else path.parent]
    found = sorted(file.parent for file in path.rglob(FILE_NAME)) if path.is_dir() else []
    if not found:
        message = f"{path}: expected a fixture (a folder with {FILE_NAME}) or a folder of fixtures"
        raise ConfigError(message)
    return found
