"""What else enters a call, noted so that it can be run again exactly: sounds that were ready, and keys that were pressed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRendered:
    """The sound of a line entered the call."""

    line: int
    """Which line."""

    arrived_at: int
    """Sample at which it did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatAsked:
    """The caller asked by a key, not aloud, that the last line be said again."""

    at: int
    """Sample at which they did."""
