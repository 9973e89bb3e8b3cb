"""Counts word errors the way recognizers are compared: case, punctuation and spelling of numbers do not count."""

import re

_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = (
    *("zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    *("eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth"),
    "nineteenth",
)
_HUNDRED = 100
"""From here on numbers are read in many ways ("twenty twenty-six"), and stay digits."""

_SPELLINGS = {"ok": "okay", "mr": "mister", "mrs": "missus", "dr": "doctor", "cannot": "can not", "am": "a m", "pm": "p m"}


def normalized(text: str) -> list[str]:
    """Part a text into words that compare equal when they sound equal: `"It's 10:30, OK?"` is `its ten thirty okay`."""
    text = text.lower().replace("\u2019", "'").replace("'", "").replace(":00", " oclock")
    words: list[str] = []
    for token in re.findall(r"\d+(?:st|nd|rd|th)\b|\d+|[a-z]+", text):
        words += (_spoken(token) if token[0].isdigit() else _SPELLINGS.get(token, token)).split()
    return words


def _spoken(token: str) -> str:
    number = int(re.sub(r"\D", "", token))
    if number >= _HUNDRED:
        return token
    if token.isdigit():
        return _ONES[number] if number < len(_ONES) else _joined(number, _ONES)
    return _ORDINALS[number] if number < len(_ORDINALS) else _joined(number, _ORDINALS)


def _joined(number: int, last: tuple[str, ...]) -> str:
    tens, ones = _TENS[number // 10 - 2], number % 10
    if ones:
        return f"{tens} {last[ones]}"
    return tens if last is _ONES else f"{tens.removesuffix('y')}ieth"


def word_errors(reference: str, heard: str) -> tuple[int, int]:
    """Count the fewest words to change, add or leave out to get from what was said to what was heard.

    Args:
        reference: What was said.
        heard: What a recognizer made of it.

    Returns:
        Errors, and words in the reference.
    """
    said, got = normalized(reference), normalized(heard)
    row = list(range(len(got) + 1))
    for i, word in enumerate(said, start=1):
        above, row = row, [i]
        for j, other in enumerate(got, start=1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + (word != other)))
    return row[-1], len(said)
