"""Step one: who calls, which job, when the interview was, why they call, and in what spirits."""

from simulator.brief import Brief
from simulator.listening.acts import QUESTIONS, Act
from simulator.scoring.check import Check, Step, found_or_missed, met, missed
from simulator.scoring.conversation import Conversation, quotes


def introduction(talk: Conversation, brief: Brief | None) -> Step:
    """Judge what was said before the verdict."""
    brief = brief or Brief()
    before = talk.before_verdict()
    return Step(
        id="introduction",
        checks=(
            _slot_check(talk, "name", Act.NAME, wanted=brief.name, advice=_say_name(brief), wrong=_WRONG_NAME),
            _slot_check(talk, "role", Act.ROLE, wanted=brief.role, advice=_say_role(brief), wrong=_WRONG_ROLE),
            _slot_check(talk, "when", Act.INTERVIEW_WHEN, wanted=brief.interviewed, advice=_say_when(brief), wrong=_WRONG_WHEN),
            found_or_missed(
                "purpose", quotes(before, Act.PURPOSE, *QUESTIONS),
                'Say why you call: "I\'m calling to ask whether you have come to a decision."',
            ),
            found_or_missed(
                "enthusiasm", quotes(before, Act.ENTHUSIASM),
                f'Let them hear that you want the job: "I really enjoyed our conversation, and I\'d love to {_join(brief)}."',
            ),
        ),
    )  # fmt: skip


_CHECK_IDS = {"name": "name", "role": "role", "when": "interview_when"}
_WRONG_NAME = "You gave the name {said}; the call was made for {wanted}. Give the name that they have on file."
_WRONG_ROLE = "You said {said}; the interview was for {wanted}. Name the job as it was advertised."
_WRONG_WHEN = "You said {said}; the interview was on {wanted}. Check the date before you ring."


def _slot_check(talk: Conversation, kind: str, act: Act, *, wanted: object, advice: str, wrong: str) -> Check:
    check_id = _CHECK_IDS[kind]
    slots = talk.slots_before_verdict(kind)
    fitting = [(turn, slot) for turn, slot in slots if slot.fits]
    contrary = [(turn, slot) for turn, slot in slots if slot.fits is False]
    acted = quotes(talk.before_verdict(), act)
    if kind == "when" and contrary:  # a day that fits does not make up for an hour that does not
        fitting = []
    if fitting:
        return met(check_id, tuple(turn.quote(slot.start, slot.end) for turn, slot in fitting))
    if wanted and contrary:
        evidence = tuple(turn.quote(slot.start, slot.end) for turn, slot in contrary)
        slot = contrary[0][1]
        return missed(check_id, wrong.format(said=slot.said, wanted=slot.wanted), evidence)
    unnamed = tuple(turn.quote(slot.start, slot.end) for turn, slot in slots if slot.fits is None)
    return found_or_missed(check_id, acted or unnamed, advice)


def _say_name(brief: Brief) -> str:
    return f'Say who you are first: "Hello, this is {brief.name or "…"} speaking."'


def _say_role(brief: Brief) -> str:
    return f'Name the job: "I interviewed with you for the {brief.role or "…"} position."'


def _say_when(brief: Brief) -> str:
    day = f"{brief.interviewed:%A}" if brief.interviewed else "Tuesday"
    return f'Say when you met, so that they can find you: "We met on {day}."'


def _join(brief: Brief) -> str:
    return f"join {brief.company}" if brief.company else "join you"
