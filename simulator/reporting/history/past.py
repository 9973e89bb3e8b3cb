"""What the history remembers of a call, and how to ask for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class StepScore:
    """Points of one step."""

    score: int
    """Points reached."""

    of: int
    """Points that could be judged; 0 when none could."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastCall:
    """One scored call."""

    id: int
    """Its number in this history; never given twice."""

    learner: str
    """Who practised."""

    made_at: datetime
    """When it was made, with a time zone."""

    source: str
    """Name of the recording."""

    fingerprint: str
    """Content of its scorecard, as disputes name it."""

    persona: str | None
    """Id of who answered."""

    verdict: str | None
    """What was announced."""

    seed: int | None
    """Seed of everything that was drawn."""

    score: int | None
    """Points of 100; None when nothing could be judged."""

    passed: bool
    """Whether it counted as passed."""

    duration: float
    """Length in seconds."""

    caller: str | None
    """The recorded caller who rang; None when the learner did."""

    recording: str | None
    """The folder that it left; None when it left none."""

    steps: Mapping[str, StepScore] = field(default_factory=dict)
    """Points by step, in the order of the scorecard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCall:
    """A call that has just been scored."""

    learner: str
    """Who practised."""

    made_at: datetime
    """When, with a time zone."""

    card: Mapping[str, Any]
    """The scorecard, as formats has it."""

    caller: str | None = None
    """The recorded caller who rang; None when the learner did."""

    recording: str | None = None
    """Where its sound lies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """How often one check was missed."""

    step: str
    """The step that it belongs to."""

    check: str
    """Its name."""

    n_missed: int
    """Calls in which it was missed."""

    n_judged: int
    """Calls in which it could be judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which calls are wanted; what is None does not matter."""

    learner: str | None = None
    """Who practised."""

    persona: str | None = None
    """Who answered."""

    verdict: str | None = None
    """What was announced."""

    since: datetime | None = None
    """The earliest moment, with a time zone."""

    newest: int | None = None
    """How many of them, the newest."""


class Reader(Protocol):
    """Where calls can be read: `History`, `QuickReader`."""

    def calls(self, choice: Choice) -> list[PastCall]:
        """List calls, oldest first, each with its steps."""
        ...

    def missed(self, choice: Choice) -> list[Missed]:
        """Count misses check by check, the most often missed first."""
        ...
