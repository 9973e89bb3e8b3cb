"""Places in an utterance where callers put their own name: after "this is", before "speaking", at the start."""

import re
from dataclasses import dataclass
from typing import Literal

from simulator.listening.words import FILLERS, Word

_LONGEST_NAME = 4
"""Words in a name, as far as frames go."""

_LEAD = re.compile(
    r"\b(?:(?P<strong>name(?:['\u2019]s| is| was)|calls? me|known as|i go by|surname(?:['\u2019]s|"
    r" is)?|first name|last name"
    r"|you(?:['\u2019]re| are) (?:speaking|talking) (?:to|with)|(?:^|[.!?,] ?)myself)"
    r"|(?<!is )this is|i['\u2019]?m|i am|it['\u2019]?s(?: only| just)?(?: me)?|it is(?: me)?"
    r")(?!['\u2019\w])[\s,.:]*"
    r"(?:(?:uh|um|er|erm|called|just|actually|mr|mrs|ms|miss|dr)\b[\s,.]*)*",
    re.IGNORECASE,
)

_TAIL = re.compile(
    r"\b(?:here|speaking|talking|calling|phoning|ringing|this side|on the (?:line|phone)|again|is (?:my|the) name|"
    r"from the \w+ interviews?)(?!['\u2019\w])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A place where the caller's own name is expected."""

    side: Literal["lead", "tail", "opening"]
    """Whether the name begins at `first`, ends at `last`, or is all that the opening clause holds."""

    first: int
    """The first word that may belong to the name."""

    last: int
    """The last word that may belong to it, inclusive."""

    strong: bool = False
    """Whether nothing but a name can stand here: "my name is" is, "this is" is not."""


def find_frames(text: str, words: tuple[Word, ...]) -> tuple[Frame, ...]:
    """Find where the caller's own name is expected.

    Args:
        text: One utterance.
        words: Its words, as `read_words` gives them.

    Returns:
        Leads, then tails, then the opening; they may overlap.
    """
    at = {word.start: index for index, word in enumerate(words)}
    leads = [
        Frame(side="lead", first=first, last=_reach(words, first), strong=bool(match["strong"]))
        for match in _LEAD.finditer(text)
        if (first := at.get(match.end())) is not None
    ]
    tails = [
        Frame(side="tail", first=_clause_start(words, after - 1), last=after - 1)
        for match in _TAIL.finditer(text)
        if (after := at.get(match.start(), 0)) > 0
    ]
    return (*leads, *tails, *_opening(words))


def _reach(words: tuple[Word, ...], first: int) -> int:
    """Find the last word of a name that begins at `first`: before the next break, and not too far."""
    last = first
    while last + 1 < min(first + _LONGEST_NAME, len(words)) and not words[last + 1].opens:
        last += 1
    return last


def _clause_start(words: tuple[Word, ...], last: int) -> int:
    first = last
    while first > 0 and last - first < _LONGEST_NAME - 1 and not words[first].opens:
        first -= 1
    return first


def _opening(words: tuple[Word, ...]) -> tuple[Frame, ...]:
    first = next((index for index, word in enumerate(words) if word.low not in FILLERS), None)
    if first is None:
        return ()
    return (Frame(side="opening", first=first, last=_reach(words, first)),)
