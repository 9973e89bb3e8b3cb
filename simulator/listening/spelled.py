"""Names that a caller spells out: `P, R, I, Y, A`, `P-R-I-Y-A`, `B for Bravo, E, double L`."""

from dataclasses import dataclass

from simulator.listening.words import Word

_FEWEST = 3
"""Letters below which a run is an abbreviation: `HR`, `a PA`."""

_LETTER_WORDS = {
    "ay": "a", "bee": "b", "be": "b", "see": "c", "sea": "c", "dee": "d", "eff": "f", "gee": "g", "aitch": "h",
    "eye": "i", "jay": "j", "kay": "k", "ell": "l", "el": "l", "em": "m", "en": "n", "oh": "o", "pee": "p",
    "cue": "q", "are": "r", "ar": "r", "ess": "s", "tea": "t", "tee": "t", "you": "u", "vee": "v", "ex": "x",
    "why": "y", "zee": "z", "zed": "z",
}  # fmt: skip
"""Words that a recogniser writes for a letter's name; they count only between real letters."""

_AS_IN = frozenset({"for", "like", "as"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SpelledRun:
    """Letters said one after another."""

    letters: str
    """The letters, in lower case."""

    first: int
    """Index of the first word of the run."""

    last: int
    """Index of its last word, inclusive."""


def find_spelled(words: tuple[Word, ...]) -> tuple[SpelledRun, ...]:
    """Find every run of at least three letters in `words`."""
    runs = []
    at = 0
    while at < len(words):
        letters, end = _run(words, at)
        if len(letters) >= _FEWEST and _is_letter(words[at]):
            runs.append(SpelledRun(letters=letters, first=at, last=end - 1))
        at = max(end, at + 1)
    return tuple(runs)


def _is_letter(word: Word) -> bool:
    return (len(word.low) == 1 and word.low.isalpha()) or word.low == "double"


def _run(words: tuple[Word, ...], at: int) -> tuple[str, int]:
    letters, certain, end = "", 0, at
    while end < len(words):
        step = _one(words, end)
        if step is None:
            break
        letters, certain, end = letters + step[0], certain + step[1], end + step[2]
    return (letters, end) if certain * 2 > len(letters) else ("", at)


def _one(words: tuple[Word, ...], at: int) -> tuple[str, int, int] | None:
    """Read one letter: the letters it gives, how many of them are certain, and the words it takes."""
    low = words[at].low
    if low == "double" and at + 1 < len(words) and len(words[at + 1].low) == 1:
        return words[at + 1].low * 2, 2, 2
    if len(low) == 1 and low.isalpha():
        return low, 1, 1 + _explained(words, at)
    if low in _LETTER_WORDS:
        return _LETTER_WORDS[low], 0, 1
    return None


def _explained(words: tuple[Word, ...], at: int) -> int:
    """Count the words of `for Bravo` or `as in Bravo` after the letter at `at`."""
    letter = words[at].low
    for n_words in (2, 3):
        tail = words[at + 1 : at + 1 + n_words]
        if len(tail) == n_words and tail[0].low in _AS_IN and tail[-1].low.startswith(letter):
            return n_words
    return 0
