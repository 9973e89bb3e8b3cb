"""Cuts text into the pieces of words that the sentence encoder knows, and remembers where each one stood.

`pieces.txt` is the English part of the vocabulary of BERT (uncased; Apache-2.0): line n is piece n, from 0. Lines are
empty where the vocabulary has other scripts.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

BEGIN, END, UNKNOWN = 101, 102, 100
"""Pieces that stand before and after every text, and for a word that the vocabulary lacks."""

_INSIDE = "##"  # begins a piece that is not the first of its word
_CACHED_WORDS = 20_000

_TWINS = str.maketrans({"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-"})
_PART = re.compile(r"[^\W_]+|[^\w\s]|_")  # letters and figures together, each mark by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """A text as the encoder sees it, one entry a piece."""

    ids: tuple[int, ...]
    """Piece numbers; at least one unless the text is blank."""

    starts: tuple[int, ...]
    """First character of the word that each piece belongs to."""

    ends: tuple[int, ...]
    """One past that word's last character."""


class Vocabulary:
    """The pieces of a WordPiece vocabulary: each word is cut into the longest ones that fit, from its beginning on."""

    def __init__(self, pieces: Sequence[str]) -> None:
        """Take the pieces; an empty one is never found."""
        self._found: dict[str, tuple[int, ...]] = {}
        self._pieces = {piece: number for number, piece in enumerate(pieces) if piece}
        self._longest = max(map(len, self._pieces))

    def cut(self, text: str) -> Pieces:
        """Cut `text` at its white space into words, and each word into pieces."""
        ids: list[int] = []
        starts: list[int] = []
        ends: list[int] = []
        for word in re.finditer(r"\S+", text):
            pieces = self.word(word.group())
            ids.extend(pieces)
            starts.extend([word.start()] * len(pieces))
            ends.extend([word.end()] * len(pieces))
        return Pieces(ids=tuple(ids), starts=tuple(starts), ends=tuple(ends))

    def word(self, word: str) -> tuple[int, ...]:
        """Cut one word with the marks around it; capitals and accents do not matter."""
        found = self._found.get(word)
        if found is None:
            if len(self._found) >= _CACHED_WORDS:
                self._found.clear()
            letters = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", word).translate(_TWINS).lower())
            plain = "".join(letter for letter in letters if unicodedata.category(letter) != "Mn")
            found = tuple(piece for part in _PART.findall(plain) for piece in self._part(part)) or (UNKNOWN,)
            self._found[word] = found
        return found

    def _part(self, part: str) -> tuple[int, ...]:
        numbers: list[int] = []
        start = 0
        while start < len(part):
            number, start = self._longest_piece(part, start)
            if number == UNKNOWN:
                return (UNKNOWN,)
            numbers.append(number)
        return tuple(numbers)

    def _longest_piece(self, part: str, start: int) -> tuple[int, int]:
        for end in range(min(len(part), start + self._longest), start, -1):
            number = self._pieces.get((_INSIDE if start else "") + part[start:end])
            if number is not None:
                return number, end
        return UNKNOWN, start


def read_vocabulary() -> Vocabulary:
    """Read `pieces.txt`."""
    return Vocabulary((files("simulator.listening") / "pieces.txt").read_text(encoding="utf-8").split("\n"))
