"""A stretch of somebody's speech: the smallest piece that a conversation is put together from."""

from dataclasses import dataclass

from simulator.events import HeardWord


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Speech without a long silence inside."""

    start: int
    """First sample."""

    end: int
    """One past the last sample."""

    text: str
    """What was heard; empty when nothing was."""

    words: tuple[HeardWord, ...]
    """Its words in call time."""
