"""Step four: parting on a good note."""

from simulator.brief import Brief
from simulator.listening.acts import Act
from simulator.scoring import advice
from simulator.scoring.check import Check, Step, met, missed
from simulator.scoring.conversation import CallerTurn, Conversation, Evidence, quotes
from simulator.scoring.parting import goodbye_by_sound
from simulator.scoring.reaction import after_the_news
from simulator.verdict import Verdict

_KIND = (Act.THANKS, Act.WELL_WISH, Act.ENTHUSIASM)
_WARM = (*_KIND, Act.FAREWELL)


def ending(talk: Conversation, brief: Brief | None, verdict: Verdict) -> Step:
    """Judge how the call was closed."""
    said = (("thanks", Act.THANKS), ("well_wish", Act.WELL_WISH), ("goodbye", Act.FAREWELL))
    thanks, well_wish, goodbye = (after_the_news(talk, check_id, act, brief=brief, verdict=verdict) for check_id, act in said)
    if not goodbye.passed and (heard := goodbye_by_sound(talk)):
        goodbye = met("goodbye", heard)
    return Step(id="ending", checks=(thanks, well_wish, goodbye, _positive_note(talk)))


def _positive_note(talk: Conversation) -> Check:
    """Pass when nothing bitter was said from the verdict on and the last words were warm.

    A goodbye is warm in the mouth of somebody who was kind before; alone it is only a goodbye.
    """
    after = talk.after_verdict()
    if sour := quotes(after, Act.NEGATIVE):
        return missed("positive_note", advice.leave_unsaid(sour[0], "Thank you, I enjoyed meeting you all."), sour)
    warm = [(turn, finding) for turn, finding in after if finding.act in _WARM]
    last = [turn for turn in talk.caller if talk.after(turn.end) and turn.findings]
    if quotes(after, *_KIND) and last and warm[-1][0] is last[-1]:
        return met("positive_note", quotes([warm[-1]], warm[-1][1].act))
    words = _last_words(talk)
    which = f"Your last words were {advice.quoted(words.text)}. Make them warm" if words else "Make your last words warm"
    return missed("positive_note", f'{which}: "Thank you, and have a great day."', (words,) if words else ())


def _last_words(talk: Conversation) -> Evidence | None:
    """Find the last sentence that the caller said after the verdict."""
    last = next((turn for turn in reversed(talk.caller) if talk.after(turn.end)), None)
    return None if last is None else _last_sentence(last)


def _last_sentence(turn: CallerTurn) -> Evidence:
    text = turn.text.rstrip()
    start = max(text.rfind(mark, 0, len(text) - 1) for mark in ".?!") + 1
    return turn.quote(start, len(text))
