"""Step three: what the caller makes of the verdict."""

import re

from simulator.brief import Brief
from simulator.listening.acts import Act
from simulator.scoring.check import Check, Step, found_or_missed, met, missed
from simulator.scoring.conversation import Conversation, Evidence, quotes
from simulator.verdict import Verdict

_ASKED = {
    Verdict.HIRED: (
        "next_steps",
        (Act.ASK_NEXT_STEPS,),
        'Ask what happens now: "What are the next steps, and is there anything I should prepare?"',
    ),
    Verdict.REJECTED: (
        "feedback",
        # Whoever asks why it was somebody else is told the same things as whoever asks what to do better.
        (Act.ASK_FEEDBACK, Act.ASK_REASON),
        'Ask what you can learn from it: "Could you give me some feedback on what I could do better?"',
    ),
    Verdict.RUNNER_UP: (
        "keep_in_mind",
        (Act.ASK_KEEP_IN_MIND,),
        'Leave the door open: "Would you keep me in mind if your first choice changes their mind?"',
    ),
    Verdict.PENDING: (
        "timeline",
        (Act.ASK_DECISION,),
        'Ask when to expect it: "May I ask when you will decide, and whether I may call again?"',
    ),
}
_CHANCES = (Act.ASK_OTHER_OPENINGS, Act.ASK_KEEP_IN_MIND, Act.ASK_ANOTHER_INTERVIEW)
_KIND = (Act.THANKS, Act.ENTHUSIASM, Act.WELL_WISH)
_TAKES_IT_WELL = re.compile(
    r"\b(i (do )?(completely |totally |fully |quite )?(understand|appreciate|respect)"
    r"|fair enough|no hard feelings|that'?s (all right|alright|okay|fine|good to know|kind)|no problem|no worries"
    r"|happy to wait|congratulat\w+|i'?m (glad|happy|pleased))\b",
    re.IGNORECASE,
)
"""Kindness that is none of the acts."""


def reaction(talk: Conversation, brief: Brief | None, verdict: Verdict) -> Step:
    """Judge what was said once the verdict was out."""
    after = talk.after_verdict()
    check_id, acts, advice = _ASKED[verdict]
    checks = [found_or_missed(check_id, quotes(after, *acts), advice), _gracious(talk)]
    if verdict is not Verdict.HIRED:
        company = brief.company if brief and brief.company else "you"
        second = f'Ask for a second way in: "Are there other openings at {company}, or could you keep my details on file?"'
        checks.append(found_or_missed("second_chance", quotes(after, *_CHANCES), second))
    return Step(id="reaction", checks=tuple(checks))


def _gracious(talk: Conversation) -> Check:
    """Pass whoever thanked, was glad or took it well, and whose first words after the verdict were not unkind."""
    after = talk.after_verdict()
    thanks = quotes(after, *_KIND)
    first = next((turn for turn in talk.caller if talk.after(turn.end) and talk.after(turn.words[-1].start)), None)
    sour = () if first is None else tuple(first.quote(f.start, f.end) for f in first.findings if f.act is Act.NEGATIVE)
    kind = next(iter(thanks), None) or _well_taken(talk)
    if sour or kind is None:
        advice = 'Thank them for telling you, whatever it is: "Thank you for letting me know, I appreciate it."'
        return missed("gracious", advice, sour)
    return met("gracious", (kind,))


def _well_taken(talk: Conversation) -> Evidence | None:
    for turn in talk.caller:
        said = _TAKES_IT_WELL.search(turn.text)
        if said and talk.after(turn.quote(said.start(), said.end()).start):
            return turn.quote(said.start(), said.end())
    return None
