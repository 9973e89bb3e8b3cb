"""What the recruiter will say if the caller's turn is over, known before it is."""

from dataclasses import dataclass

from simulator.call.heard import Heard
from simulator.call.talk import Talk, Utterance


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """An answer that is ready."""

    heard: Heard
    """What it answers."""

    talk: Talk
    """Where the conversation stands then."""

    utterance: Utterance
    """The words."""
