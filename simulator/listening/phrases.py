"""A notation for things that people say in many wordings: one phrase a line, read as the words that were heard.

```
we|they chose _3 someone+else      we chose in the end someone else
not offer* you                     not offering you
good? news !but                    good news, news; not "news but"
@other got it                      what @other stands for, then "got it"
$                                  the clause ends here
```
"""

import re
from collections.abc import Mapping

_WORD = r"[\w'.]+ "


def plain(text: str) -> str:
    """Bring words into the form that phrases are matched with.

    Args:
        text: Words as written or heard, in any case.

    Returns:
        The words in small letters, contractions written out, one space after each, `", "` for what parts clauses.
    """
    text = text.lower()
    for pattern, spelling in _SPELLINGS:
        text = pattern.sub(spelling, text)
    return text.strip() + " " if text.strip() else ""


def phrases(lines: str, parts: Mapping[str, str] | None = None) -> re.Pattern[str]:
    """Compile phrases.

    Args:
        lines: One phrase a line: `a|b` either word, `a+b` a word of two, `a*` any ending, `a?` may be missing,
            `_3` up to three words of the same clause, `!a` not before this, `@name` a part, `$` the clause's end.
        parts: What names stand for, in the same notation.

    Returns:
        A pattern to search `plain` text with; a match begins and ends with whole words.
    """
    known = {name: _either(part, {}) for name, part in (parts or {}).items()}
    return re.compile(r"(?<![\w'])" + _either(lines, known))


def _either(lines: str, known: Mapping[str, str]) -> str:
    found = ["".join(_token(token, known) for token in line.split()) for line in lines.strip().splitlines()]
    return f"(?:{'|'.join(found)})"


def _token(token: str, known: Mapping[str, str]) -> str:
    match token[0]:
        case "_":
            return f"(?:{_WORD}){{0,{token[1:]}}}?"
        case "@":
            return known[token[1:].rstrip("?")] + ("?" if token.endswith("?") else "")
        case "!":
            return f"(?!{_words(token[1:])})"
        case "$":
            return r"(?=, |$)"
        case _:
            return _words(token.rstrip("?")) + ("?" if token.endswith("?") else "")


def _words(token: str) -> str:
    words = (re.escape(word).replace(r"\*", r"[\w']*").replace(r"\+", " ") for word in token.split("|"))
    return "(?:" + "|".join(f"{word} " for word in words) + ")"


_SPELLINGS = tuple(
    (re.compile(pattern), spelling)
    for pattern, spelling in (
        (r"[\u2018\u2019`]", "'"),
        (r"\b(can)(?:'?t|not)\b", r"\1 not"),
        (r"\bwon'?t\b", "will not"),
        (r"\b(have|has|had|did|do|does|is|are|was|were|could|would|should)n'?t\b", r"\1 not"),
        (r"\b(we|you|they|i)'?ve\b", r"\1 have"),
        (r"'re\b", " are"),
        (r"'ll\b", " will"),
        (r"'m\b", " am"),
        (r"'d\b", " would"),
        (r"'s\b", " is"),
        (r"[,:;()\[\]\u2013\u2014]+|(?<=\s)-+(?=\s)", " , "),
        (r"[^\w', ]+", " "),
        (r"\s+", " "),
        (r"\b(some|any|every|no) (one|body)\b(?! of)", r"\1\2"),
        (r"\bnoone\b", "nobody"),
    )
)
"""How the same words are written by different recognisers; `'s` is nearly always "is" in these sentences."""
