"""Reads the arrays of an ONNX file and writes a small ONNX model, both of which are protocol buffers.

Of reading, only what the sentence encoder's file holds is understood: arrays of 32-bit floats and of 8-bit integers.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float32] | NDArray[np.int8]

# Numbers of fields, from onnx.proto: ModelProto.graph, GraphProto.initializer; then those of a TensorProto.
_GRAPH, _ARRAY = 7, 5
_DIMS, _KIND, _NAME, _RAW = 1, 2, 8, 9
_KINDS = {1: np.float32, 3: np.int8}
_KIND_OF = {"float32": 1, "int8": 3, "int64": 7}

_FLOAT, _INT, _TEXT, _INTS = 1, 2, 3, 7  # AttributeProto.type
_OPERATORS, _FORMAT = 20, 9  # versions of the operators (the first that has Gelu) and of the file's own format

_VARINT, _BYTES = 0, 2  # how a field is written
_SKIPPED = {1: 8, 5: 4}  # other ways, and their bytes


def read_arrays(path: Path) -> dict[str, Array]:
    """Read the named arrays of an ONNX file, in the file's order; the arrays are read-only.

    Raises:
        OSError: If there is no such file.
        ValueError: If it is cut short, or no protocol buffer.
    """
    found: dict[str, Array] = {}
    for number, value in _fields(memoryview(path.read_bytes())):
        if number == _GRAPH and isinstance(value, memoryview):
            arrays = (part for field, part in _fields(value) if field == _ARRAY and isinstance(part, memoryview))
            found |= dict(read for part in arrays if (read := _array(part)))
    return found


def _array(content: memoryview) -> tuple[str, Array] | None:
    shape: list[int] = []
    kind, name, raw = 0, "", memoryview(b"")
    for number, value in _fields(content):
        if number == _DIMS:
            shape.extend([value] if isinstance(value, int) else _varints(value))
        elif number == _KIND and isinstance(value, int):
            kind = value
        elif number == _NAME and isinstance(value, memoryview):
            name = bytes(value).decode()
        elif number == _RAW and isinstance(value, memoryview):
            raw = value
    if kind not in _KINDS:
        return None
    return name, np.frombuffer(raw, _KINDS[kind]).reshape(shape)


def _fields(content: memoryview) -> Iterator[tuple[int, int | memoryview]]:
    """Read each field's number with its value: a whole number, or the bytes of whatever it is."""
    at = 0
    while at < len(content):
        key, at = _varint(content, at)
        number, kind = key >> 3, key & 7
        if kind == _VARINT:
            value, at = _varint(content, at)
            yield number, value
        elif kind == _BYTES:
            length, at = _varint(content, at)
            if at + length > len(content):
                message = f"expected {length} bytes, got {len(content) - at}: the file is cut short"
                raise ValueError(message)
            yield number, content[at : at + length]
            at += length
        elif kind in _SKIPPED:
            at += _SKIPPED[kind]
        else:
            message = f"expected a protocol buffer, got a field of kind {kind}"
            raise ValueError(message)


def _varints(content: memoryview) -> Iterator[int]:
    at = 0
    while at < len(content):
        value, at = _varint(content, at)
        yield value


def _varint(content: memoryview, at: int) -> tuple[int, int]:
    value, shift = 0, 0
    while at < len(content):
        byte = content[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:  # noqa: PLR2004 - the highest bit says that more follows
            return value, at
    message = "expected another byte of a number, got the end: the file is cut short"
    raise ValueError(message)


def model(nodes: Sequence[bytes], arrays: Mapping[str, NDArray[Any]], *, given: str, found: str, width: int) -> bytes:
    """Write a model that takes rows of `width` floats named `given`, and gives rows of as many named `found`."""
    graph = b"".join(_field(1, node) for node in nodes) + _field(2, b"encoder")
    graph += b"".join(_field(_ARRAY, _tensor(name, array)) for name, array in arrays.items())
    graph += _field(11, _rows(given, width)) + _field(12, _rows(found, width))
    return _field(1, _FORMAT) + _field(8, _field(1, b"") + _field(2, _OPERATORS)) + _field(_GRAPH, graph)


def node(kind: str, inputs: Sequence[str], outputs: Sequence[str], **attributes: float | str | Sequence[int]) -> bytes:
    """Write one operation."""
    content = b"".join(_field(1, name.encode()) for name in inputs) + b"".join(_field(2, name.encode()) for name in outputs)
    return content + _field(4, kind.encode()) + b"".join(_field(5, _attribute(*one)) for one in attributes.items())


def _attribute(name: str, value: float | str | Sequence[int]) -> bytes:
    content = _field(1, name.encode())
    if isinstance(value, str):
        return content + _field(4, value.encode()) + _field(20, _TEXT)
    if isinstance(value, int):
        return content + _field(3, value) + _field(20, _INT)
    if isinstance(value, float):
        return content + b"\x15" + np.float32(value).tobytes() + _field(20, _FLOAT)  # field 2, four bytes
    return content + b"".join(_field(8, number) for number in value) + _field(20, _INTS)


def _tensor(name: str, array: NDArray[Any]) -> bytes:
    content = b"".join(_field(_DIMS, size) for size in array.shape) + _field(_KIND, _KIND_OF[array.dtype.name])
    return content + _field(_NAME, name.encode()) + _field(_RAW, array.tobytes())


def _rows(name: str, width: int) -> bytes:
    sizes = _field(1, _field(2, b"n")) + _field(1, _field(1, width))
    return _field(1, name.encode()) + _field(2, _field(1, _field(1, _KIND_OF["float32"]) + _field(2, sizes)))


def _field(number: int, value: int | bytes) -> bytes:
    if isinstance(value, int):
        return _as_varint(number << 3 | _VARINT) + _as_varint(value % 2**64)
    return _as_varint(number << 3 | _BYTES) + _as_varint(len(value)) + value


def _as_varint(value: int) -> bytes:
    found = bytearray()
    while value > 0x7F:  # noqa: PLR2004 - seven bits a byte
        found.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*found, value])
