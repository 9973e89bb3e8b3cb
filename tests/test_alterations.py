"""The rubric, tested by breaking it in writing: each change to a good caller flips its own checks and no other."""

from functools import cache, partial

import numpy as np
import pytest

from simulator.audio.clock import Samples, to_samples
from simulator.audio.recording import Recording
from simulator.lines.fixture import Cue
from simulator.listening.act_reader import open_act_reader
from simulator.listening.acts import ActReader
from simulator.listening.overlap import HeldFloor
from simulator.scoring.assembly import Announcement, assemble
from simulator.scoring.conversation import RecruiterTurn
from simulator.scoring.judge import judge
from simulator.scoring.stretch import Stretch
from tests.benchmarks.alterations import BREAKING, HARMLESS, SCRIPTS, Alteration, Clip, Script, altered

CHARACTER_S = 0.065
"""How long a character takes to say."""

LOOKUP_S, PAUSE_S, ANSWER_S = 14.0, (4.0, 7.0), 5.0
"""Length of the recruiter's announcement, where it pauses, and the length of an answer."""

reader = cache(partial(open_act_reader, in_call=True))


class Written:
    """A call laid out in writing, second after second."""

    def __init__(self) -> None:
        """The recruiter answers."""
        self.stretches: list[Stretch] = []
        self.recruiter: list[RecruiterTurn] = []
        self.now = 0.0
        self.recruiter_speaks(3.0, text="Hello, how can I help you?")

    def recruiter_speaks(self, seconds: float, *pauses: tuple[float, float], text: str = "") -> None:
        """Give the recruiter the floor."""
        silences = tuple((to_samples(self.now + a), to_samples(self.now + b)) for a, b in pauses)
        floor = HeldFloor(start=to_samples(self.now), end=to_samples(self.now + seconds), pauses=silences, finished=True)
        self.recruiter.append(RecruiterTurn(floor=floor, text=text))
        self.now += seconds

    def caller_speaks(self, clip: Clip, begin: float) -> float:
        """Lay out a clip's sentences from second `begin`; say when it ends."""
        for part in clip.parts:
            start = begin + part.gap
            begin = start + (CHARACTER_S * len(part.text) if part.text else 0.5)
            self.stretches.append(Stretch(start=to_samples(start), end=to_samples(begin), text=part.text, words=()))
        return begin


def failed(script: Script, acts: ActReader) -> frozenset[str]:
    """Score a caller from their written words; name the checks that were not met."""
    call = Written()
    first, *rest = script.clips
    call.now = call.caller_speaks(first, call.now + first.delay) + 1.0
    lookup = call.now
    for clip in [clip for clip in rest if clip.cue is not Cue.AFTER]:
        call.caller_speaks(clip, lookup + clip.delay + (PAUSE_S[0] if clip.cue is Cue.PAUSE else 0.0))
    call.recruiter_speaks(LOOKUP_S, PAUSE_S)
    announced = call.now
    for clip in [clip for clip in rest if clip.cue is Cue.AFTER]:
        call.now = call.caller_speaks(clip, call.now + clip.delay) + 1.0
        call.recruiter_speaks(ANSWER_S)
    near: Samples = np.full(to_samples(call.now), 0.1, dtype=np.float32)
    told = Announcement(verdict=script.verdict, at=to_samples(announced), lookup_at=to_samples(lookup))
    talk = assemble(call.stretches, call.recruiter, told, near=near, acts=acts, brief=script.brief)
    recording = Recording(
        source=script.id, brief=script.brief, persona=None, verdict=script.verdict, seed=None, near=near, far=near, events=()
    )
    return frozenset(f"{s.id}.{c.id}" for s in judge(talk, recording).steps for c in s.checks if not c.passed)


def named(pairs: list[tuple[Script, Alteration]]) -> list[object]:
    """Name each case by the caller and what is done to them."""
    return [pytest.param(script, change, id=f"{script.id}: {change.id}") for script, change in pairs]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.id)
def test_a_caller_who_does_everything_well_meets_every_check(script: Script) -> None:
    """Before anything is altered, nothing is missing."""
    assert failed(script, reader()) == frozenset()


@pytest.mark.parametrize(("script", "alteration"), named(altered(BREAKING)))
def test_what_is_broken_flips_its_own_checks_and_no_other(script: Script, alteration: Alteration) -> None:
    """One thing removed or altered is one thing noticed."""
    assert failed(alteration.change(script), reader()) == alteration.expected(script)


@pytest.mark.parametrize(("script", "alteration"), named(altered(HARMLESS)))
def test_what_is_harmless_flips_nothing(script: Script, alteration: Alteration) -> None:
    """Coughs, hum, hesitation and another order cost nothing."""
    assert failed(alteration.change(script), reader()) == frozenset()
