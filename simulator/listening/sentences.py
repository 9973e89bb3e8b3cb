"""Cuts a caller's talk into sentences, and those into passages short enough to be read at once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

LONGEST_PASSAGE = 60
"""Words in a passage; nine in ten training texts are shorter than 30, and a long turn wears one act thin."""

_OVERLAP = 15
"""Words that two passages share where a longer stretch has no full stop to cut at."""

_SENTENCE = re.compile(r"\S.*?(?:[.?!]+(?=\s|$)|\u2026|$)", re.DOTALL)
_WORD = re.compile(r"\S+")
_ABBREVIATION = re.compile(r"\b(?:mr|mrs|ms|dr|st|prof|jr|sr)\.$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Some of a text, and where it stands."""

    start: int
    """Its first character."""

    text: str
    """Its words."""

    @property
    def end(self) -> int:
        """One past its last character."""
        return self.start + len(self.text)


def sentences(text: str) -> tuple[Stretch, ...]:
    """Cut at full stops, question and exclamation marks; without any, the text is one sentence."""
    found: list[Stretch] = []
    for match in _SENTENCE.finditer(text):
        cut = Stretch(start=match.start(), text=match.group().rstrip())
        if found and _ABBREVIATION.search(found[-1].text):
            cut = _join(text, found.pop(), cut)
        if cut.text:
            found.append(cut)
    return tuple(found)


def with_silences(texts: Sequence[str]) -> str:
    """Write stretches of speech behind each other, letter for letter as long, the silences between as ends of sentences.

    A recogniser that hears the voice go on after a silence writes a comma there; what is said before and after it are as
    a rule two things.
    """
    return " ".join([*(re.sub(r",$", ".", text) for text in texts[:-1]), *texts[-1:]])


def passages(text: str) -> tuple[Stretch, ...]:
    """Gather whole sentences into passages of at most `LONGEST_PASSAGE` words; a longer sentence is cut with an overlap."""
    found: list[Stretch] = []
    room = 0
    for sentence in (part for whole in sentences(text) for part in _parts(whole)):
        n_words = len(_WORD.findall(sentence.text))
        if found and n_words <= room and sentence.start >= found[-1].end:
            found[-1] = _join(text, found[-1], sentence)
            room -= n_words
        else:
            found.append(sentence)
            room = LONGEST_PASSAGE - n_words
    return tuple(found)


def _parts(sentence: Stretch) -> list[Stretch]:
    words = list(_WORD.finditer(sentence.text))
    firsts = range(0, max(1, len(words) - _OVERLAP), LONGEST_PASSAGE - _OVERLAP)
    if len(words) <= LONGEST_PASSAGE:
        return [sentence]
    cuts = [(words[first].start(), words[min(first + LONGEST_PASSAGE, len(words)) - 1].end()) for first in firsts]
    return [Stretch(start=sentence.start + start, text=sentence.text[start:end]) for start, end in cuts]


def _join(text: str, first: Stretch, second: Stretch) -> Stretch:
    return Stretch(start=first.start, text=text[first.start : second.end])
