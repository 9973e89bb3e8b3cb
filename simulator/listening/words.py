"""An utterance as words with places: transcripts are trusted for letters, hardly for punctuation or case."""

import re
from dataclasses import dataclass
from functools import lru_cache

from simulator.listening.spelling import plain

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_TITLES = frozenset({"mr", "mrs", "ms", "dr", "st", "prof"})
_BREAK = re.compile(r"[.,;:?!…—\u2013]")


def listed(words: str) -> frozenset[str]:
    """Take words from a text in which spaces and lines part them; quotes round each would hide them."""
    return frozenset(words.split())


COMMON = listed(
    """
    a able about absolutely actually afraid after again all already also always am an and another any anyone
    anybody anything applied are around as asking at available aware awful back bad be been before being best
    better between big bit both bother both but by bye call called calling calls came can can't cannot chance
    check checking come coming could couldn't curious day days dead decided decision definitely delighted did
    didn't different do does doesn't doing don't done down each early either else email end enough even evening
    ever every everybody everyone everything excited exactly excellent fair fantastic feedback few find fine
    first follow following for forward found free from full fun further get getting give glad go goes going gone
    gonna good goodbye got grand grateful great grateful guess guy had happy hard has have haven't having he
    hear heard hello help her here hers hey hi him his holding hope hoping how however hundred i i'd i'll i'm
    i've if important in indeed inside interested interview interviewed interviewing into is isn't it it'd it'll
    it's its job just keen keep kind know last late lately later least left less let let's letter like line
    listen little live long look looking lost lot lovely lucky made make making many matter may maybe me mean
    meet meeting message met might mind mine minute moment month more morning most mr mrs ms much must my myself
    name name's named near need nervous never new news next nice night no nobody none not nothing now number
    obviously of off offer office often oh ok okay old on once one only onto open or other others our out over
    own panel past people perfect person phone phoned phoning place please pleased position possible post pretty
    probably problem put question quick quickly quite rang ready really regarding result results right ring
    ringing role round said same sat saw say saying says second see seen sent set shall she should so some
    somebody someone something soon sorry speak speaking spoke still stopped such sure surprised take taken
    taking talk talked talking tell test than thank thanks that that'd that's the their them then there there's
    these they they're they've thing things think this those though thought three thrilled through time times
    tired to today told tomorrow too took touch tried true try trying two uh um until up upset us usually very
    wait waiting want wanted wanting was wasn't way we we'd we'll we're we've week weeks well went were weren't
    what what's when where which while who who's whole why will with without won't wonder wondering work worked
    working worried would wouldn't writing wrong year years yep yes yesterday yet you you'd you'll you're you've
    your yours sir madam mate candidate applicant ridiculous disappointed gutted honoured honored grand happy
    interviewee awesome unacceptable unbelievable amazing great unfair urgent noon midday afternoon
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august
    september october november december vacancy opening company hr recruitment receiving serious alright anyway
    moving feeling running unless seriously understand understood whatever
    """
)
"""Words that a sentence of such a call is made of, and a name mostly is not; from reading our own examples."""

FILLERS = listed(
    """
    uh um er erm ah oh yeah yes yep yup hi hello hey hiya well so okay ok right now good morning afternoon evening
    day there actually just only sorry please look listen quick one sir madam ma'am again it's me
    """
)
"""Words that come before a caller gets to their name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word of an utterance."""

    text: str
    """The word as written."""

    start: int
    """First character in the utterance."""

    end: int
    """One past the last character."""

    low: str
    """The word in lower case without accents, with straight apostrophes."""

    opens: bool
    """Whether the utterance or a clause begins here, as far as the punctuation can be trusted."""

    @property
    def capital(self) -> bool:
        """Whether it is written like a name."""
        return self.text[0].isupper()

    @property
    def common(self) -> bool:
        """Whether it is an everyday word."""
        return self.low in COMMON or self.text.isdigit()


def _is_shortened(word: Word) -> bool:
    """Tell whether the full stop after a word belongs to it: `Ms. J. Cito` is one clause."""
    return word.low in _TITLES or (word.capital and len(word.low) == 1 and word.low != "i")


@lru_cache(maxsize=64)
def read_words(text: str) -> tuple[Word, ...]:
    """Cut an utterance into words.

    Args:
        text: What a recogniser wrote; may be empty, or of any script.

    Returns:
        The words in order, with their places in `text`.
    """
    words: list[Word] = []
    end = 0
    for match in _WORD.finditer(text):
        gap = text[end : match.start()]
        opens = not words or (bool(_BREAK.search(gap)) and not (gap.strip() == "." and _is_shortened(words[-1])))
        low = plain(match[0]).replace("\u2019", "'")
        words.append(Word(text=match[0], start=match.start(), end=match.end(), low=low, opens=opens))
        end = match.end()
    return tuple(words)


def is_cased(words: tuple[Word, ...]) -> bool:
    """Tell whether capitals mark names here: some recognisers write none, or only at the start of a sentence."""
    return any(word.capital and not word.opens and not word.text.isupper() and not word.low.startswith("i'") for word in words)
