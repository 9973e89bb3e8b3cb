"""Step three: what the caller makes of the verdict."""

import re

from simulator.brief import Brief
from simulator.listening.acts import Act
from simulator.scoring import advice
from simulator.scoring.check import Check, Step, met, missed
from simulator.scoring.conversation import Conversation, Evidence, quotes
from simulator.verdict import Verdict

_ASKED = {
    Verdict.HIRED: ("next_steps", (Act.ASK_NEXT_STEPS,)),
    # Whoever asks why it was somebody else is told the same things as whoever asks what to do better.
    Verdict.REJECTED: ("feedback", (Act.ASK_FEEDBACK, Act.ASK_REASON)),
    Verdict.RUNNER_UP: ("keep_in_mind", (Act.ASK_KEEP_IN_MIND,)),
    Verdict.PENDING: ("timeline", (Act.ASK_DECISION,)),
}
"""The question that each verdict calls for."""

_CHANCES = (Act.ASK_OTHER_OPENINGS, Act.ASK_KEEP_IN_MIND, Act.ASK_ANOTHER_INTERVIEW)
_KIND = (Act.THANKS, Act.WELL_WISH)
_TAKES_IT_WELL = re.compile(
    r"\b(i (do )?(completely |totally |fully |quite )?(understand|appreciate|respect)|fair enough|makes sense"
    r"|(that|it)('?s| is) (totally |perfectly |quite )?(all right|alright|okay|ok|fine|understandable|good to know|kind)"
    r"|no (problem|worries|harm done|issues?|rush|hard feelings)|not in a (rush|hurry)|take (all )?(your|the) time|take time"
    r"|happy to wait|congratulat\w+|i'?m (glad|happy|pleased))\b",
    re.IGNORECASE,
)
"""Kindness that is none of the acts."""


def reaction(talk: Conversation, brief: Brief | None, verdict: Verdict) -> Step:
    """Judge what was said once the verdict was out."""
    check_id, acts = _ASKED[verdict]
    checks = [after_the_news(talk, check_id, *acts, brief=brief, verdict=verdict), _gracious(talk, brief, verdict)]
    if verdict is not Verdict.HIRED:
        checks.append(after_the_news(talk, "second_chance", *_CHANCES, brief=brief, verdict=verdict))
    return Step(id="reaction", checks=tuple(checks))


def after_the_news(talk: Conversation, check_id: str, *acts: Act, brief: Brief | None, verdict: Verdict) -> Check:
    """Pass when one of `acts` was done once the verdict was out; before it does not count, and is told."""
    if found := quotes(talk.after_verdict(), *acts):
        return met(check_id, found)
    # Whether there is any news is what everybody rings to ask; when there will be is another question.
    early = () if check_id == "timeline" else quotes(talk.before_verdict(), *acts)
    better = advice.say_later if early else advice.say
    return missed(check_id, better(check_id, brief, verdict=verdict), early)


def _gracious(talk: Conversation, brief: Brief | None, verdict: Verdict) -> Check:
    """Pass whoever thanked, was glad of good news or took it well, before anything unkind."""
    after = talk.after_verdict()
    # To want the job is no kindness to somebody who has just refused it.
    kinds = (*_KIND, Act.ENTHUSIASM) if verdict is Verdict.HIRED else _KIND
    kind = min((*quotes(after, *kinds), *_well_taken(talk)), key=lambda quote: quote.start, default=None)
    first = next((turn for turn in talk.caller if talk.after(turn.end) and talk.after(turn.words[-1].start)), None)
    sour = [(t, f) for t, f in after if f.act is Act.NEGATIVE]
    unkind = tuple(t.quote(f.start, f.end) for t, f in sour if t is first or kind is None or t.end < kind.start)
    if unkind:
        return missed("gracious", advice.leave_unsaid(unkind[0], advice.example("gracious", brief, None)), unkind)
    return met("gracious", (kind,)) if kind is not None else missed("gracious", advice.say("gracious", brief))


def _well_taken(talk: Conversation) -> tuple[Evidence, ...]:
    """Find the first words that take it well without thanking."""
    for turn in talk.caller:
        said = _TAKES_IT_WELL.search(turn.text)
        if said and talk.after(turn.quote(said.start(), said.end()).start):
            return (turn.quote(said.start(), said.end()),)
    return ()
