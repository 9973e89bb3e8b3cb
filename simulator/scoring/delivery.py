"""How the caller spoke, described and not judged."""

import re
from dataclasses import dataclass
from itertools import pairwise

from simulator.audio.clock import SAMPLE_RATE, to_seconds
from simulator.listening.overlap import Overlap
from simulator.scoring.conversation import Conversation

_FILLER = re.compile(r"\b(u+m+|u+h+|e+r+m*|a+h+m|hmm+|you know|i mean)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Pace and fillers."""

    words_per_minute: int | None
    """Words a minute of the caller's own speech; None when nothing was said."""

    fillers: int
    """How many "um", "er", "you know" were heard."""

    longest_turn: float
    """The caller's longest turn, in seconds; 0 when nothing was said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """How the floor changed hands."""

    response_gaps: tuple[float, ...]
    """Seconds from the caller's last word to the recruiter's first sound, one a reply."""

    talk_share: float | None
    """The caller's share of all speech, from 0 to 1; None when nobody spoke."""


def delivery(talk: Conversation) -> Delivery:
    """Measure how the caller spoke."""
    n_words = sum(len(turn.text.split()) for turn in talk.caller)
    n_voiced = sum(turn.n_voiced for turn in talk.caller)
    return Delivery(
        words_per_minute=round(n_words * 60 * SAMPLE_RATE / n_voiced) if n_voiced else None,
        fillers=sum(len(_FILLER.findall(turn.text)) for turn in talk.caller),
        longest_turn=max((to_seconds(turn.end - turn.start) for turn in talk.caller), default=0.0),
    )


def timing(talk: Conversation) -> Timing:
    """Measure how the floor changed hands."""
    caller = sum(turn.n_voiced for turn in talk.caller)
    recruiter = sum(turn.floor.n_talking for turn in talk.recruiter)
    share = round(caller / (caller + recruiter), 2) if caller + recruiter else None
    return Timing(response_gaps=tuple(_gaps(talk)), talk_share=share)


def _gaps(talk: Conversation) -> list[float]:
    collided = [o.evidence.start for o in talk.overlaps if o.kind is Overlap.COLLISION]
    gaps = []
    for before, turn in pairwise((None, *talk.recruiter)):
        since = before.floor.end if before else 0
        ends = [t.end for t in talk.caller if since <= t.end <= turn.floor.start] if turn else []
        if turn and ends and not any(turn.floor.start <= at < turn.floor.end for at in collided):
            gaps.append(to_seconds(turn.floor.start - ends[-1]))
    return gaps
