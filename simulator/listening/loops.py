"""Cuts what recognizers invent when they fall into a loop: the same words over and over, or too many of them."""

import math

from simulator.audio.clock import SAMPLE_RATE, to_samples
from simulator.listening.recognition import Word

WORDS_PER_SECOND = 7.0
"""More than this is taken for invented; ordinary talk has 2 to 4."""

_SPARE_WORDS = 2
"""Words allowed beyond the rate, since the edges of a short segment are blurred."""

_BURST_WORDS, _BURST_LENGTH = 4, to_samples(0.2)
"""Four words in less than this were not said; Whisper's times have steps of 0.02 s."""

_LONGEST_LOOP = 12
"""Words in the longest loop looked for."""

_PHRASE_LENGTH, _PHRASE_TIMES = 3, 3
"""A phrase of three words or more, three times over, is a loop; people say a sentence twice at most."""

_WORD_TIMES = 6
"""One or two words may be said oftener ("thank you, thank you, thank you", "no no no no"), but not six times."""


def without_loops(text: str, n_samples: int) -> str:
    """Cut repetitions that nobody said from a transcript.

    Args:
        text: The transcript of one segment.
        n_samples: Length of the segment.

    Returns:
        The text with each loop kept once, and no more words than a mouth can say in that time.
    """
    tokens = text.split()
    kept: list[str] = []
    i = 0
    while i < len(tokens):
        length, after = _loop_at([_bare(token) for token in tokens[i:]])
        kept += tokens[i : i + length]
        i += after
    return " ".join(kept[: math.ceil(n_samples / SAMPLE_RATE * WORDS_PER_SECOND) + _SPARE_WORDS])


def without_bursts(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Drop the words that an engine put where there was no time to say them.

    Whisper's "Thank you very much for watching" after the end of the speech has all its words within
    a few hundredths of a second.
    """
    burst = [last.end - first.start < _BURST_LENGTH for first, last in zip(words, words[_BURST_WORDS - 1 :], strict=False)]
    in_burst = {i + k for i, is_burst in enumerate(burst) if is_burst for k in range(_BURST_WORDS)}
    return tuple(word for i, word in enumerate(words) if i not in in_burst)


def _bare(token: str) -> str:
    return "".join(character for character in token.lower() if character.isalnum())


def _loop_at(words: list[str]) -> tuple[int, int]:
    """Say how many of the first words to keep and how many to step over; 1 and 1 when no loop begins here."""
    for length in range(1, min(_LONGEST_LOOP, len(words) // 2) + 1):
        times = 1
        while words[times * length : (times + 1) * length] == words[:length]:
            times += 1
        if times >= (_PHRASE_TIMES if length >= _PHRASE_LENGTH else _WORD_TIMES):
            rest = words[times * length :]
            # A loop that runs into the end of the segment is cut off inside a repetition.
            is_cut_off = len(rest) < length and rest == words[: len(rest)]
            return length, len(words) if is_cut_off else times * length
    return 1, 1
