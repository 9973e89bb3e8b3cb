"""The network that reads acts is the one that was taught, and its slopes are right."""

from pathlib import Path

import numpy as np
import pytest

from simulator.errors import EngineError
from simulator.listening.act_model import ActModel, around, read_weights, shapes
from simulator.listening.acts import Act
from simulator.listening.encoder import MEANING, PHRASE, Matrix, open_encoder
from tests.recipes.act_lessons import Lessons, Shelf, score, teach
from tests.recipes.act_network import Pack, backward, forward
from tests.recipes.act_text import Utterance, parse


def drawn_weights(seed: int, *, spread: float = 0.04) -> dict[str, Matrix]:
    """Draw a network nobody taught."""
    rng = np.random.default_rng(seed)
    return {name: (rng.standard_normal(shape) * spread).astype(np.float32) for name, shape in shapes(near=16, wide=8).items()}


def test_teaching_and_reading_agree() -> None:
    """The network that reads one text scores it as the one that teaches many does."""
    encoder = open_encoder()
    weights = drawn_weights(0)
    lines = ["[] Hi.", "[name] It's Ana Lim here, [thanks] thanks.", "[] So.", "[farewell] " + "well then goodbye " * 12]
    clauses = [parse(line) for line in lines]
    model = ActModel(encoder, weights)
    alone = np.stack([model.score(" ".join(word for clause in one for word in clause.words)).text for one in clauses])
    np.testing.assert_allclose(score(clauses, Shelf(encoder), weights), alone, atol=1e-5)


def test_around_is_the_mean_of_the_neighbours() -> None:
    """A running sum gives what averaging each neighbourhood by itself gives."""
    rows = np.random.default_rng(1).standard_normal((30, 3)).astype(np.float32)
    slow = np.stack([rows[max(0, at - 10) : at + 11].mean(axis=0) for at in range(30)])
    np.testing.assert_allclose(around(rows), slow, atol=1e-6)


def test_slopes_are_those_of_the_loss() -> None:
    """Each weight's slope is what the loss does when that weight is moved a little."""
    rng = np.random.default_rng(2)
    pack = Pack([1, 4, 25])
    meanings = rng.standard_normal((pack.n_pieces, MEANING))
    inputs = rng.standard_normal((pack.n_pieces, PHRASE))
    weights = {name: value.astype(np.float64) for name, value in drawn_weights(3, spread=0.1).items()}
    text_pull, piece_pull = rng.standard_normal((3, len(Act))), rng.standard_normal((pack.n_pieces, len(Act)))

    def loss() -> float:
        trace = forward(weights, pack, meanings, inputs)  # type: ignore[arg-type] # doubles, for exact differences
        return float((trace.text * text_pull).sum() + (trace.pieces * piece_pull).sum())

    slopes = backward(weights, forward(weights, pack, meanings, inputs), text_pull, piece_pull)  # type: ignore[arg-type]
    for name, values in weights.items():
        place = tuple(int(rng.integers(size)) for size in values.shape)
        before = values[place]
        values[place] = before + 1e-3
        above = loss()
        values[place] = before - 1e-3
        below = loss()
        values[place] = before
        assert slopes[name][place] == pytest.approx((above - below) / 2e-3, rel=0.05, abs=0.02), name


def test_teaching_twice_gives_the_same_network() -> None:
    """The same text and seed give the same weights, bit for bit."""
    text = [Utterance(source="x-1", clauses=parse(line)) for line in ("[greeting] Hi.", "[thanks] Thanks, [farewell] bye.")]
    phrases = {name: value for name, value in drawn_weights(4).items() if name.startswith(("phrase", "gain", "bias"))}
    first, second = (teach(text, Shelf(open_encoder()), phrases, Lessons(epochs=2, near=16, wide=8)) for _ in range(2))
    assert all((first[name] == second[name]).all() for name in first)


def test_foreign_weights_are_refused(tmp_path: Path) -> None:
    """A weights file for something else is an error that says what to do."""
    np.savez(tmp_path / "other.npz", near=np.zeros(3))
    with pytest.raises(EngineError, match="train_acts"):
        read_weights(tmp_path / "other.npz")


def test_damaged_weights_are_refused(tmp_path: Path) -> None:
    """A damaged weights file is an error that says what to do."""
    (tmp_path / "acts.npz").write_bytes(b"not weights")
    with pytest.raises(EngineError, match="install"):
        read_weights(tmp_path / "acts.npz")
