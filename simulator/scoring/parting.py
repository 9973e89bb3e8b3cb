"""The goodbye that a recogniser spelt as something else: the last word before the line closed, by its sound."""

from simulator.listening.sounds import hear, readings
from simulator.scoring.conversation import Conversation, Evidence

_GOODBYES = ("bye", "goodbye", "cheerio")

_FAR = 0.325
"""Share of a goodbye's sounds that may be lost or changed. A sentence seldom ends in "by" or "buy", and the last one of a
call hardly ever; anywhere else that likeness would mean nothing."""


def goodbye_by_sound(talk: Conversation) -> tuple[Evidence, ...]:
    """Find a goodbye in the last word that the caller said, if it was said after the verdict."""
    last = talk.caller[-1] if talk.caller else None
    if last is None or not last.words or not talk.after(last.words[-1].start):
        return ()
    words = tuple(last.text[word.at : word.until] for word in last.words)
    heard = hear(words)
    near = [
        found.distance
        for goodbye in _GOODBYES
        for sound in readings((goodbye,))
        if (found := heard.nearest(sound, starts=range(max(len(words) - 2, 0), len(words)), last=len(words) - 1))
    ]
    word = last.words[-1]
    return (last.quote(word.at, word.until),) if near and min(near) <= _FAR else ()
