"""Finds in a recruiter's words where the verdict fell, and where it began to be looked up."""

from collections.abc import Sequence
from itertools import pairwise

from simulator.audio.clock import to_samples
from simulator.listening.verdicts import find_verdict
from simulator.scoring.assembly import Announcement
from simulator.scoring.floors import LEAST_PAUSE, Held, keeps_floor
from simulator.scoring.stretch import Stretch
from simulator.verdict import Verdict

INTERJECTION = to_samples(1.5)
"""Speech of the caller shorter than this is a gasp at the news; the recruiter may still be telling it."""


def announcement(floors: Sequence[Held], caller: Sequence[Stretch], *, known: Verdict | None = None) -> Announcement | None:
    """Find where the verdict fell.

    Args:
        floors: The recruiter's turns in order.
        caller: The caller's speech in order.
        known: The verdict, when somebody said what it was: then only its place is looked for, and where no words
            announce it, it is taken to be what came of the first looking up.

    Returns:
        The first verdict; None when there was none. A refusal may turn out to be a second place as long as the
        caller has said no more to it than "oh".
    """
    found = [(held, told) for held in floors if (told := find_verdict(held.text)) is not None]
    looked_up = [held for held in floors if _looks_up(held)]
    if not found:
        if known is None or not looked_up:
            return None
        return Announcement(verdict=known, at=looked_up[0].end, lookup_at=looked_up[0].start)
    own, told = found[0]
    if told.verdict is Verdict.REJECTED:
        later = ((h, t) for h, t in found[1:] if t.verdict is Verdict.RUNNER_UP and _goes_on(own, h, caller))
        own, told = next(later, (own, told))
    first = next((held for held in looked_up if held.start <= own.start), own)
    return Announcement(verdict=known or told.verdict, at=own.heard_until(told.end), lookup_at=first.start)


def _looks_up(held: Held) -> bool:
    """Tell whether one of a turn's pauses was for looking something up."""
    text = ""
    for before, after in pairwise(held.stretches):
        text = f"{text} {before.text}"
        if after.start - before.end >= LEAST_PAUSE and keeps_floor(text):
            return True
    return False


def _goes_on(first: Held, second: Held, caller: Sequence[Stretch]) -> bool:
    """Tell whether a second turn still belongs to the telling of the first."""
    said = sum(s.end - s.start for s in caller if first.start <= s.start < second.start)
    return said <= INTERJECTION or not first.finished
