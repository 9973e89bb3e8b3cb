"""What else enters a call: sounds that were ready, keys that were pressed, sound that was lost; noted to run it again exactly."""

from dataclasses import dataclass
from enum import Enum, auto


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


@dataclass(frozen=True, slots=True, kw_only=True)
class NearEndLost:
    """Samples of the caller did not arrive; silence stands in their place so that the clock stays true."""

    at: int
    """First lost sample."""

    n_samples: int
    """How many."""


class Wish(Enum):
    """What the person at the desk may ask for by a key."""

    HANG_UP = auto()
    """To end the call."""

    PAUSE = auto()
    """To stop the clock, or let it go on."""

    SAY_AGAIN = auto()
    """To hear the last line again."""

    MUTE = auto()
    """Not to be heard, or to be heard again."""
