"""A small network that says for every piece of a text, and for the text as a whole, which acts it does.

Phrase layers (two convolutions each over 2, 3 and 5 pieces, first taught by the sentence encoder and
then on calls) see what stands next to a piece; an average over ten pieces on either side and one over
the whole text say what it is about; and each act weighs the pieces by how much they tell about it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from simulator.errors import EngineError
from simulator.listening.acts import Act
from simulator.listening.encoder import MEANING, Matrix, PieceEncoder
from simulator.listening.pieces import BEGIN, END

PHRASES = ((2, 0), (3, 1), (5, 2))
"""Pieces in a phrase, and how many of them stand before the piece that it is about."""

CHANNELS = 256
"""Numbers that each kind of phrase gives to a piece."""

NEIGHBOURS = 10
"""Pieces on either side that the nearer average looks at: about one clause."""

_STEADY = 1e-12  # keeps a division by a variance of zero finite, as in the encoder


@dataclass(frozen=True, slots=True, kw_only=True)
class ActScores:
    """What the network thinks of one text."""

    starts: tuple[int, ...]
    """First character of each piece's word."""

    ends: tuple[int, ...]
    """One past its last character."""

    pieces: Matrix
    """Log-odds that the clause around each piece does each act, shape `(n_pieces, n_acts)`."""

    text: Matrix
    """Log-odds that the text does each act, shape `(n_acts,)`."""


class ActModel:
    """The trained network with its encoder; the acts are in the order of `Act`."""

    def __init__(self, encoder: PieceEncoder, weights: Mapping[str, Matrix]) -> None:
        """Take the weights that `tests/recipes/train_acts.py` makes."""
        self._encoder = encoder
        self._weights = {name: np.asarray(value, dtype=np.float32) for name, value in weights.items()}

    def score(self, text: str) -> ActScores:
        """Score a text of at least one word."""
        cut = self._encoder.vocabulary.cut(text)
        meanings = self._encoder.meanings((BEGIN, *cut.ids, END))
        features = self._features(meanings)
        found = self._thoughts(features)
        values = found @ self._weights["value"] + self._weights["value_bias"]
        weights = found @ self._weights["weight"] + self._weights["weight_bias"]
        weights = np.exp(weights - weights.max(axis=0))
        weights /= weights.sum(axis=0)
        total = np.asarray((weights * values).sum(axis=0), dtype=np.float32)
        return ActScores(starts=cut.starts, ends=cut.ends, pieces=values[1:-1], text=total)

    def _features(self, meanings: Matrix) -> Matrix:
        """Say what each piece means where it stands, shape `(n, MEANING + 3 * CHANNELS)`, each row with mean 0, variance 1."""
        inputs = self._encoder.phrase_inputs(meanings)
        parts = [meanings]
        for kind, (length, before) in enumerate(PHRASES):
            layer = inputs[:, kind * CHANNELS : (kind + 1) * CHANNELS]
            for depth in (1, 2):
                layer = layer + self._phrases(layer, f"phrase{length}_{depth}", length, before)
            parts.append(layer)
        rows = np.concatenate(parts, axis=1)
        rows -= rows.mean(axis=1, keepdims=True)
        rows /= np.sqrt(np.square(rows).mean(axis=1, keepdims=True) + _STEADY)
        return np.asarray(rows * self._weights["gain"] + self._weights["bias"], dtype=np.float32)

    def _phrases(self, rows: Matrix, name: str, length: int, before: int) -> Matrix:
        padded = np.pad(rows, ((before, length - 1 - before), (0, 0)))
        windows = np.concatenate([padded[shift : shift + len(rows)] for shift in range(length)], axis=1)
        return np.asarray(np.maximum(windows @ self._weights[name] + self._weights[name + "_bias"], 0.0), dtype=np.float32)

    def _thoughts(self, features: Matrix) -> Matrix:
        near = np.maximum(features @ self._weights["near"] + self._weights["near_bias"], 0.0)
        whole = np.broadcast_to(near.mean(axis=0), near.shape)
        wide = np.concatenate([near, whole, around(near)], axis=1)
        wide = np.maximum(wide @ self._weights["wide"] + self._weights["wide_bias"], 0.0)
        return np.asarray(np.concatenate([wide, near], axis=1), dtype=np.float32)


def around(rows: Matrix) -> Matrix:
    """Average each row with its up to `NEIGHBOURS` neighbours on either side; same shape."""
    n = len(rows)
    sums = np.concatenate([np.zeros((1, rows.shape[1])), np.cumsum(rows, axis=0, dtype=np.float64)])
    first = np.maximum(np.arange(n) - NEIGHBOURS, 0)
    last = np.minimum(np.arange(n) + NEIGHBOURS + 1, n)
    return np.asarray((sums[last] - sums[first]) / (last - first)[:, None], dtype=np.float32)


def shapes(*, near: int, wide: int) -> dict[str, tuple[int, ...]]:
    """Name the trained arrays and their shapes.

    Args:
        near: Numbers a piece after the first trained layer.
        wide: Numbers a piece after the second, which sees the clause and the text.
    """
    features = MEANING + len(PHRASES) * CHANNELS
    found: dict[str, tuple[int, ...]] = {"gain": (features,), "bias": (features,)}
    for length, _ in PHRASES:
        for depth in (1, 2):
            found[f"phrase{length}_{depth}"] = (length * CHANNELS, CHANNELS)
    found |= {"near": (features, near), "wide": (3 * near, wide)}
    found |= {"value": (wide + near, len(Act)), "weight": (wide + near, len(Act))}
    biases = {f"{name}_bias": shape[1:] for name, shape in found.items() if len(shape) == 2}  # noqa: PLR2004 - matrices
    return found | biases


def read_weights(path: Path) -> dict[str, Matrix]:
    """Read a weights file.

    Raises:
        EngineError: If it is missing, damaged, or made for other acts.
    """
    try:
        with np.load(path, allow_pickle=False) as file:
            found = {name: np.asarray(file[name], dtype=np.float32) for name in file.files}
        missing = [name for name in (*shapes(near=1, wide=1), "threshold", "slope", "offset") if name not in found]
        if missing or len(found["threshold"]) != len(Act):
            message = f"{path} was made for another program (missing: {missing}): run tests/recipes/train_acts.py"
            raise EngineError(message)
    except (OSError, ValueError) as error:
        message = f"the act weights did not load ({error}): install the program again"
        raise EngineError(message) from error
    return found
