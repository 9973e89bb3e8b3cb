"""One thing that a caller said about themselves or their interview, and whether it fits the brief."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

SlotKind: TypeAlias = Literal["name", "role", "company", "when"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """Words that fill in a name, a role, a company or the time of the interview."""

    kind: SlotKind
    """What the words fill in."""

    text: str
    """The words, as they stand in the utterance."""

    start: int
    """First character of the words in the utterance."""

    end: int
    """One past their last character."""

    fits: bool | None
    """Whether they agree with the brief; None when the brief has nothing to compare with."""

    said: str
    """What was said, in one form: `Thursday`, `3 March`, `14:30`, `Tom Baker`."""

    wanted: str
    """What the brief has, in the same form as `said`; empty when it has nothing."""
