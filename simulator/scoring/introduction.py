"""Step one: who calls, which job, when the interview was, why they call, and in what spirits."""

from simulator.brief import Brief
from simulator.listening.acts import QUESTIONS, Act
from simulator.listening.slot import SlotKind
from simulator.scoring import advice
from simulator.scoring.check import Check, Step, found_or_missed, met, missed
from simulator.scoring.conversation import Conversation, quotes


def introduction(talk: Conversation, brief: Brief | None) -> Step:
    """Judge what was said before the verdict."""
    before = talk.before_verdict()
    return Step(
        id="introduction",
        checks=(
            _slot_check(talk, "name", "name", Act.NAME, brief=brief),
            _slot_check(talk, "role", "role", Act.ROLE, brief=brief),
            _slot_check(talk, "interview_when", "when", Act.INTERVIEW_WHEN, brief=brief),
            found_or_missed("purpose", quotes(before, Act.PURPOSE, *QUESTIONS), advice.say("purpose", brief)),
            found_or_missed("enthusiasm", quotes(before, Act.ENTHUSIASM), advice.say("enthusiasm", brief)),
        ),
    )


def _slot_check(talk: Conversation, check_id: str, kind: SlotKind, act: Act, *, brief: Brief | None) -> Check:
    slots = talk.slots_before_verdict(kind)
    fitting = [(turn, slot) for turn, slot in slots if slot.fits]
    contrary = [(turn, slot) for turn, slot in slots if slot.fits is False]
    if fitting and not (kind == "when" and contrary):  # a day that fits does not make up for an hour that does not
        return met(check_id, tuple(turn.quote(slot.start, slot.end) for turn, slot in fitting))
    if brief is not None and contrary:
        evidence = tuple(turn.quote(slot.start, slot.end) for turn, slot in contrary)
        return missed(check_id, advice.correct(check_id, brief, contrary[0][1]), evidence)
    said = quotes(talk.before_verdict(), act) or tuple(turn.quote(s.start, s.end) for turn, s in slots if s.fits is None)
    if said:
        return met(check_id, said)
    late = quotes(talk.after_verdict(), act)
    return missed(check_id, advice.say_earlier(check_id, brief) if late else advice.say(check_id, brief), late)
