"""Numbers as callers say them and recognisers write them: `3`, `three`, `third`, `3rd`, `twenty first`."""

import re
from collections.abc import Iterable

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
)
_ORDINALS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
)

_COUNTS = {word: value for value, word in enumerate([*_ONES, *_TEENS], start=1)}
_COUNTS |= {
    f"{tens} {word}": base + value
    for tens, base in (("twenty", 20), ("thirty", 30), ("forty", 40), ("fifty", 50))
    for value, word in enumerate(_ONES, start=1)
}
_COUNTS |= {"thirty": 30, "forty": 40, "fifty": 50, "a": 1, "an": 1, "couple": 2, "few": 4, "several": 5}
_COUNTS |= {f"oh {word}": value for value, word in enumerate(_ONES, start=1)}
_RANKS = {word: value for value, word in enumerate(_ORDINALS, start=1)}
_RANKS |= {f"twenty {word}": 20 + value for value, word in enumerate(_ORDINALS[:9], start=1)}
_RANKS |= {"thirtieth": 30, "thirty first": 31}


def either(words: Iterable[str]) -> str:
    """Write a pattern for any of `words`, the longest first; a space in a word may be a hyphen."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"[ -]") for word in ordered)


COUNT = rf"(?:\d{{1,2}}|{either(word for word in _COUNTS if word not in {'a', 'an', 'couple', 'few', 'several'})})"
"""Pattern of a whole number up to 59."""

RANK = rf"(?:\d{{1,2}}(?:st|nd|rd|th)|{either(_RANKS)})\b"
"""Pattern of a day of the month as an ordinal."""


def value_of(text: str) -> int:
    """Read what `COUNT` or `RANK` matched, or `a`, `couple`, `few`.

    Returns:
        The number; 0 when the text is none.
    """
    words = text.lower().replace("-", " ").strip()
    digits = re.match(r"\d+", words)
    if digits:
        return int(digits[0])
    return _COUNTS.get(words) or _RANKS.get(words, 0)


_TEEN_RANKS = range(11, 14)


def ordinal(number: int) -> str:
    """Write a day of the month with its ending: `3rd`."""
    ending = "th" if number in _TEEN_RANKS else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
