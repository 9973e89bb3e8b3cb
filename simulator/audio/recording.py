"""A call that is over: both sides' samples and the journal.

It lives beside the samples, below both the rooms that make one and the rooms that read one.
"""

from dataclasses import dataclass, field

from simulator.audio.clock import Samples
from simulator.brief import Brief
from simulator.events import Event
from simulator.verdict import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """A call, in memory."""

    source: str
    """Name of the fixture, folder or file."""

    brief: Brief | None
    """What the caller was meant to know; None when nobody said."""

    persona: str | None
    """Id of who answered; None when unknown."""

    verdict: Verdict | None
    """What was to be announced; None when unknown."""

    seed: int | None
    """Seed of everything drawn; None when unknown."""

    near: Samples = field(repr=False)
    """The caller's channel, shape `(n,)`."""

    far: Samples = field(repr=False)
    """The recruiter's channel, shape `(n,)`."""

    events: tuple[Event, ...] = field(repr=False)
    """The journal; empty when the call was recorded elsewhere."""
