"""Step four: parting on a good note."""

from simulator.listening.acts import Act
from simulator.scoring.check import Check, Step, found_or_missed, met, missed
from simulator.scoring.conversation import Conversation, quotes

_WARM = (Act.THANKS, Act.WELL_WISH, Act.FAREWELL, Act.ENTHUSIASM)


def ending(talk: Conversation) -> Step:
    """Judge how the call was closed."""
    after = talk.after_verdict()
    return Step(
        id="ending",
        checks=(
            found_or_missed("thanks", quotes(after, Act.THANKS), 'Thank them for their time: "Thank you so much for your time."'),
            found_or_missed("well_wish", quotes(after, Act.WELL_WISH), 'Wish them something: "Have a lovely rest of the day."'),
            found_or_missed("goodbye", quotes(after, Act.FAREWELL), 'Say goodbye before you hang up: "Goodbye, and take care."'),
            _positive_note(talk),
        ),
    )


def _positive_note(talk: Conversation) -> Check:
    """Pass when nothing bitter was said from the verdict on and the last words were warm."""
    after = talk.after_verdict()
    sour = quotes(after, Act.NEGATIVE)
    if sour:
        return missed("positive_note", 'Leave that unsaid: end with "Thank you, I enjoyed meeting you all."', sour)
    warm = [(turn, finding) for turn, finding in after if finding.act in _WARM]
    last = [turn for turn in talk.caller if talk.after(turn.end) and _says_something(turn.findings)]
    if not warm or not last or warm[-1][0] is not last[-1]:
        return missed("positive_note", 'Make your last words warm ones: "Thank you, and have a great day."')
    return met("positive_note", quotes([warm[-1]], warm[-1][1].act))


def _says_something(findings: tuple[object, ...]) -> bool:
    return bool(findings)
