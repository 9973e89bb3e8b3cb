"""How hard a call is made: manner and luck, never what is scored."""

from dataclasses import dataclass

import msgspec

from simulator.persona import PAUSE_RANGE_S, Persona
from simulator.verdict import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One step of the ladder."""

    number: int
    """Which step, from 1; 0 for none."""

    title: str
    """What it is like, in a few words."""

    longer_s: float
    """Seconds that a pause is longer than the persona's own; below 0 shorter."""

    hanging: float
    """Share of calls in which half a sentence is left hanging before the verdict."""

    terse: bool
    """Whether kind words are cut short."""

    colder: bool
    """Whether feedback has to be asked for twice where it would come at once."""

    worse: float
    """What the weight of every verdict but `hired` is multiplied with."""

    surprise: float
    """Share of calls in which something unexpected happens."""


AS_WRITTEN = Level(
    number=0, title="as the persona's file has it", longer_s=0.0, hanging=0.0, terse=False, colder=False, worse=1.0, surprise=0.0
)
"""A call without a level."""

LEVELS = {
    1: Level(
        number=1, title="patient, with short pauses and mostly good news",
        longer_s=-0.8, hanging=0.0, terse=False, colder=False, worse=0.5, surprise=0.0,
    ),
    2: Level(
        number=2, title="the recruiter's own manner",
        longer_s=0.0, hanging=0.2, terse=False, colder=False, worse=1.0, surprise=0.0,
    ),
    3: Level(
        number=3, title="longer pauses, sentences left hanging",
        longer_s=0.6, hanging=0.6, terse=False, colder=False, worse=1.5, surprise=0.15,
    ),
    4: Level(
        number=4, title="brusque, long pauses, bad news more often, now and then a surprise",
        longer_s=1.2, hanging=0.8, terse=True, colder=True, worse=2.5, surprise=0.35,
    ),
    5: Level(
        number=5, title="brusque, the longest pauses, mostly bad news, often a surprise",
        longer_s=2.0, hanging=1.0, terse=True, colder=True, worse=4.0, surprise=0.7,
    ),
}  # fmt: skip
"""The ladder; the rubric is the same on every step."""


def at_level(persona: Persona, level: Level) -> Persona:
    """Turn a persona into themselves on another day.

    Args:
        persona: The recruiter as written.
        level: How hard.

    Returns:
        The recruiter with other pauses, weights and willingness; their words stay their own.
    """
    shortest, longest = PAUSE_RANGE_S
    low, high = (min(max(limit + level.longer_s, shortest), longest) for limit in persona.manner.pause_s)
    colder = level.colder and persona.manner.feedback == "open" and "withheld" in persona.answers["feedback"]
    manner = msgspec.structs.replace(
        persona.manner, pause_s=(low, high), feedback="asked-twice" if colder else persona.manner.feedback
    )
    weights = {v: w if v is Verdict.HIRED else w * level.worse for v, w in persona.verdicts.items()}
    return msgspec.structs.replace(persona, manner=manner, verdicts=weights)
