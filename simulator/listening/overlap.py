"""What it means when the caller makes a sound while the floor is the recruiter's; one rule for the call and the score."""

import re
from dataclasses import dataclass
from enum import StrEnum

from simulator.audio.clock import to_samples
from simulator.listening.acts import QUESTIONS, Act, Finding, is_backchannel

COLLISION_WINDOW = to_samples(0.55)
"""Speech that goes on this soon after the recruiter began was not over: nobody reacts to a voice and speaks so fast. Even to
name what one sees takes some 0.6 s (Indefrey and Levelt 2004, doi 10.1016/j.cognition.2002.06.001)."""

OWN_PAUSE = to_samples(1.0)
"""A silence up to this long between two stretches of the caller's is a pause inside their turn: a recruiter who began in
it was too quick, however far they got. Somebody who breaks in does so later: they have heard an answer begin."""

COLLISION_REACH = to_samples(3.0)
"""How long before the recruiter's first word the caller may have spoken last for it still to be the same turn."""

TAIL = to_samples(0.3)
"""Speech that begins this close to the end of the recruiter's line is eager, not rude: turns overlap by as much
in any friendly talk."""

LONGEST_BACKCHANNEL = to_samples(1.2)
"""A sound longer than this takes the floor whatever its words."""

LONGEST_MURMUR = to_samples(1.0)
"""A sound up to this long takes the floor only with words that ask for it: recognisers write a hummed "mm-hm"
as words of its length ("in a moment", "and then they tell me")."""

SHORT_SOUND = to_samples(0.45)
"""A sound shorter than this is no attempt at the floor, whatever a recogniser makes of it (a cough, "mm-hm")."""


_CLAIMS = re.compile(
    r"\?|\b(wait|sorry|excuse|but|no|hold on|hang on|stop|can i|could i|may i|let me|listen|just|what|why|when|how|where|actually"
    r"|so did|did i|do i|am i|i want|i need|i have|tell me (what|why|when|if))\b",
    re.IGNORECASE,
)
"""Words with which people ask for the floor."""


class Overlap(StrEnum):
    """What a sound over the recruiter's turn was."""

    INTERRUPTION = "interruption"
    BACKCHANNEL = "backchannel"
    PAUSE = "pause"
    COLLISION = "collision"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldFloor:
    """A stretch of time in which the floor was the recruiter's."""

    start: int
    """First sample of their first word."""

    end: int
    """One past their last sample, played to the end or cut off."""

    pauses: tuple[tuple[int, int], ...]
    """Their silences inside it, half-open, in samples."""

    finished: bool
    """Whether they got to the end of what they meant to say."""

    @property
    def n_talking(self) -> int:
        """Samples of it in which they spoke."""
        return self.end - self.start - sum(end - start for start, end in self.pauses)


def collides(*, onset: int, floor_start: int, spoke_until: int | None) -> bool:
    """Tell whether the recruiter began before the caller's turn was over.

    Args:
        onset: First sample of the caller's speech.
        floor_start: First sample of the recruiter's turn.
        spoke_until: End of the caller's speech before that; None when they had not spoken.
    """
    if onset < floor_start:
        return True
    if spoke_until is None or floor_start - spoke_until >= COLLISION_REACH:
        return False
    return onset - floor_start < COLLISION_WINDOW or onset - spoke_until < OWN_PAUSE


def only_listens(text: str, findings: tuple[Finding, ...], n_samples: int) -> bool:
    """Tell whether a sound over the recruiter's turn did no more than show that the caller is there.

    Args:
        text: What was heard; empty when nothing was.
        findings: What its words do.
        n_samples: How long it lasted.
    """
    if not text:
        return n_samples <= LONGEST_BACKCHANNEL
    if is_backchannel(findings):
        return n_samples <= LONGEST_BACKCHANNEL
    asks = any(finding.act in (*QUESTIONS, Act.NEGATIVE) for finding in findings)
    return n_samples <= LONGEST_MURMUR and not asks and not _CLAIMS.search(text)


def classify(*, start: int, end: int, floor: HeldFloor, spoke_until: int | None, only_listening: bool) -> Overlap | None:
    """Say what a stretch of the caller's speech over the recruiter's turn was.

    Args:
        start: First sample of the speech.
        end: One past its last sample.
        floor: The recruiter's turn; the speech begins before its end.
        spoke_until: End of the caller's speech before the recruiter's turn; None when they had not spoken.
        only_listening: What `only_listens` says of it.

    Returns:
        The kind; None for a turn begun a moment early, over the recruiter's last sounds.
    """
    if collides(onset=start, floor_start=floor.start, spoke_until=spoke_until):
        return Overlap.COLLISION
    if only_listening or end - start < SHORT_SOUND:
        return Overlap.BACKCHANNEL
    if any(pause_start <= start < pause_end for pause_start, pause_end in floor.pauses):
        return Overlap.PAUSE
    if floor.finished and floor.end - start <= TAIL:
        return None
    return Overlap.INTERRUPTION
