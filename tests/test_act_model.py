"""The network that reads acts is the one that was taught."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from simulator.errors import EngineError
from simulator.listening.act_model import ActModel, ActScores, read_weights
from simulator.listening.acts import Act
from simulator.listening.encoder import WIDTH, Matrix, encoder_path, read_base
from simulator.listening.pieces import read_vocabulary
from simulator.listening.sentences import Stretch, sentences
from tests.recipes.act_text import Utterance, parse

N_ACTS = len(Act)


def scores(pieces: Matrix, worth: Matrix) -> ActScores:
    """Lay out pieces as words of one letter, with blanks between them, whose odds are the same for all acts."""
    rows = tuple(range(0, 2 * len(pieces), 2))
    spread = np.repeat(pieces[:, None], N_ACTS, axis=1)
    heard = np.repeat(worth[:, None], N_ACTS, axis=1)
    text = np.full(N_ACTS, -1.0, np.float32)
    return ActScores(starts=rows, ends=tuple(row + 1 for row in rows), pieces=spread[None], worth=heard[None], text=text)


def test_odds_of_a_stretch_are_the_weighed_mean_of_its_pieces() -> None:
    """Only pieces inside the stretch count, each as much as it is worth hearing."""
    found = scores(np.array([1.0, 4.0, 9.0], np.float32), np.array([1.0, 2.0, 5.0], np.float32))
    np.testing.assert_allclose(found.within(Stretch(start=0, text="a b")), np.full(N_ACTS, 3.0), rtol=1e-5)


def test_the_best_sentence_speaks_for_the_text() -> None:
    """An act that one sentence does plainly is not drowned by the others; but listening must be all that a text does."""
    found = scores(np.array([-5.0, 5.0], np.float32), np.ones(2, np.float32))
    best = found.best((Stretch(start=0, text="a"), Stretch(start=2, text="b")))
    assert best[0] == pytest.approx(5.0)
    assert best[tuple(Act).index(Act.BACKCHANNEL)] == -1.0


def test_networks_that_disagree_meet_in_the_middle() -> None:
    """The log-odds of a stretch are the mean of what each network makes of it, however much each piece is worth to it."""
    one = scores(np.array([2.0, 2.0], np.float32), np.array([1.0, 1.0], np.float32))
    other = scores(np.array([-6.0, 9.0], np.float32), np.array([8.0, 0.0], np.float32))
    both = replace(one, pieces=np.concatenate([one.pieces, other.pieces]), worth=np.concatenate([one.worth, other.worth]))
    np.testing.assert_allclose(both.within(Stretch(start=0, text="a b")), np.full(N_ACTS, -2.0), rtol=1e-5)


def test_foreign_weights_are_refused(tmp_path: Path) -> None:
    """A weights file for something else is an error that says what to do."""
    np.savez(tmp_path / "other.npz", value=np.zeros(3))
    with pytest.raises(EngineError, match="train_acts"):
        read_weights(tmp_path / "other.npz")


def test_damaged_weights_are_refused(tmp_path: Path) -> None:
    """A damaged weights file is an error that says what to do."""
    (tmp_path / "acts.npz").write_bytes(b"not weights")
    with pytest.raises(EngineError, match="install"):
        read_weights(tmp_path / "acts.npz")


def test_teaching_and_reading_agree() -> None:
    """The network that reads one text scores it nearly as the one that teaches many, in halves, does."""
    torch = pytest.importorskip("torch")
    from tests.recipes.act_network import Network, lay

    lines = ["[] Hi.", "[name] It's Ana Lim here, [thanks] thanks.", "[farewell] " + "well then goodbye " * 12]
    base, vocabulary = read_base(encoder_path()), read_vocabulary()
    network = Network(base, rank=2, first=4, seed=0)
    with torch.no_grad():
        for value in network.taught.values():
            value.add_(0.02 * torch.randn(value.shape, generator=torch.Generator().manual_seed(1)))
        taught = network.odds(lay([parse(line) for line in lines], vocabulary)).text.numpy()
    weights = {name: value.detach().numpy() for name, value in network.taught.items()}
    model = ActModel(base, vocabulary, [weights])
    alone = np.stack([model.score(Utterance(source="", clauses=parse(line)).text).text for line in lines])
    np.testing.assert_allclose(taught, alone, atol=0.1)


def test_teaching_twice_gives_the_same_network() -> None:
    """The same text and seed give the same weights, bit for bit."""
    pytest.importorskip("torch")
    from tests.recipes.act_lessons import Lessons, teach

    text = [Utterance(source="x-1", clauses=parse(line)) for line in ("[greeting] Hi.", "[thanks] Thanks, [farewell] bye.")]
    first, second = (teach(text, Lessons(epochs=2, rank=2, first=5)) for _ in range(2))
    assert all((first[name] == second[name]).all() for name in first)


def test_a_text_longer_than_the_encoder_is_cut() -> None:
    """What lies beyond the encoder's reach is left out, not an error."""
    rng = np.random.default_rng(0)
    weights = {name: rng.standard_normal((WIDTH, N_ACTS)).astype(np.float32) for name in ("value", "weight")}
    weights |= {name: np.zeros(N_ACTS, np.float32) for name in ("value_bias", "weight_bias")}
    model = ActModel(read_base(encoder_path()), read_vocabulary(), [weights])
    text = "hello " * 600
    assert model.score(text).best(sentences(text)).shape == (N_ACTS,)
