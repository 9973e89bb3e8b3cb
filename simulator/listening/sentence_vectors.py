"""One vector for a whole sentence: what it is about, whatever its words."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from simulator.listening.encoder import LONGEST, WIDTH, Encoder, Matrix, encoder_path, read_base
from simulator.listening.pieces import BEGIN, END, Vocabulary, read_vocabulary

LENGTH = WIDTH
"""Numbers in a sentence's vector."""

_STEADY = np.float32(1e-9)  # keeps a division by a length of zero finite


class SentenceEncoder(Protocol):
    """Says what a sentence is about."""

    def vectors(self, texts: Sequence[str]) -> Matrix:
        """Encode texts, shape `(n, LENGTH)`, each row of length 1; a text without words gives zeros."""
        ...


class MeanEncoder:
    """The sentence encoder as its makers taught it: the mean of its pieces (what is taught about acts is left out)."""

    def __init__(self, encoder: Encoder, vocabulary: Vocabulary) -> None:
        """Take the encoder and what cuts texts for it."""
        self._encoder = encoder
        self._vocabulary = vocabulary

    def vectors(self, texts: Sequence[str]) -> Matrix:
        """Encode texts, shape `(n, LENGTH)`, each row of length 1; a text without words gives zeros."""
        return np.stack([self._vector(text) for text in texts]) if texts else np.zeros((0, LENGTH), np.float32)

    def _vector(self, text: str) -> Matrix:
        ids = self._vocabulary.cut(text).ids[: LONGEST - 2]
        if not ids:
            return np.zeros(LENGTH, np.float32)
        mean = self._encoder.vectors((BEGIN, *ids, END)).mean(axis=0)
        return np.asarray(mean / (np.sqrt(np.square(mean).sum()) + _STEADY), dtype=np.float32)


def open_sentence_encoder() -> MeanEncoder:
    """Load the encoder.

    Raises:
        EngineError: If its package is not installed or not whole.
    """
    return MeanEncoder(Encoder(read_base(encoder_path()), {}), read_vocabulary())
