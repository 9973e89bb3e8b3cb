"""Cuts text into the pieces of words that the sentence encoder knows, and remembers where each one stood."""

import re
import struct
import unicodedata
from dataclasses import dataclass

BEGIN, END, UNKNOWN = 1, 2, 0
"""Pieces that stand before and after every text, and for a letter that the vocabulary lacks."""

_WORD_START = "\u2581"
_UNKNOWN_PENALTY = 10.0  # as sentencepiece: an unknown letter scores this much below the rarest piece
_CACHED_WORDS = 20_000

_PIECE, _SCORE = 0x0A, 0x15  # tags of a protocol buffer: field 1 with a length before it; field 2, four bytes

_TWINS = str.maketrans({"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-"})


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
    """The pieces of a sentencepiece unigram model, and the likeliest way to put a word together from them."""

    def __init__(self, model: bytes) -> None:
        """Read the model file's pieces and their log-probabilities."""
        self._found: dict[str, tuple[int, ...]] = {}
        self._pieces = {piece: (number, score) for number, (piece, score) in enumerate(_read_pieces(model))}
        self._longest = max(map(len, self._pieces))
        self._unknown = min(score for _, score in self._pieces.values()) - _UNKNOWN_PENALTY

    def cut(self, text: str) -> Pieces:
        """Cut `text` at its white space into words, and each word into pieces."""
        ids: list[int] = []
        starts: list[int] = []
        ends: list[int] = []
        for word in re.finditer(r"\S+", text):
            pieces = self._word(word.group())
            ids.extend(pieces)
            starts.extend([word.start()] * len(pieces))
            ends.extend([word.end()] * len(pieces))
        return Pieces(ids=tuple(ids), starts=tuple(starts), ends=tuple(ends))

    def _word(self, word: str) -> tuple[int, ...]:
        found = self._found.get(word)
        if found is None:
            if len(self._found) >= _CACHED_WORDS:
                self._found.clear()
            plain = unicodedata.normalize("NFKC", word.translate(_TWINS)).replace(" ", _WORD_START)
            found = self._found[word] = self._likeliest(_WORD_START + plain)
        return found

    def _likeliest(self, word: str) -> tuple[int, ...]:
        """Put `word` together from pieces (Viterbi); ties go to the longer first piece, as sentencepiece does."""
        best: list[tuple[float, int, int]] = [(0.0, 0, 0)] + [(float("-inf"), 0, 0)] * len(word)
        for start in range(len(word)):
            base = best[start][0]
            for end in range(start + 1, min(len(word), start + self._longest) + 1):
                number, score = self._pieces.get(word[start:end], (UNKNOWN, float("-inf")))
                if end == start + 1 and score == float("-inf"):
                    score = self._unknown
                if base + score > best[end][0]:
                    best[end] = (base + score, start, number)
        pieces: list[int] = []
        end = len(word)
        while end > 0:
            _, end, number = best[end]
            pieces.append(number)
        return tuple(reversed(pieces))


def _read_pieces(model: bytes) -> list[tuple[str, float]]:
    """Read field 1 of the protocol buffer, again and again: a message with the piece (1) and its score (2)."""
    found: list[tuple[str, float]] = []
    at = 0
    while at < len(model) and model[at] == _PIECE:
        at += 1
        # A piece is some dozens of bytes long, but its length is a varint all the same.
        length, shift = 0, 0
        while model[at] & 0x80:
            length |= (model[at] & 0x7F) << shift
            at, shift = at + 1, shift + 7
        length |= model[at] << shift
        at += 1
        n_text = model[at + 1]
        text = model[at + 2 : at + 2 + n_text].decode()
        score_at = at + 2 + n_text
        has_score = score_at < at + length and model[score_at] == _SCORE
        score = struct.unpack_from("<f", model, score_at + 1)[0] if has_score else 0.0
        found.append((text, score))
        at += length
    return found
