"""Small heads upon the sentence encoder: which acts a text, a sentence of it, and the words around each piece do.

Each act has a line along which a piece speaks for it, and another along which the piece is worth hearing about it; the
odds of a stretch are the mean of its pieces' odds, weighed by how much each is worth hearing. Several networks, each
an encoder with its head, read the same text, and the mean of their log-odds counts: where one errs the others seldom do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from simulator.errors import EngineError
from simulator.listening.acts import Act
from simulator.listening.encoder import LONGEST, WIDTH, Encoder, Matrix
from simulator.listening.onnx_file import Array
from simulator.listening.pieces import BEGIN, END, Vocabulary
from simulator.listening.sentences import Stretch

BELIEF = ("threshold", "call_threshold", "slope", "offset")
"""What the weights file says of how far to believe the networks, in any text and in a call: one number an act each."""

_BACKCHANNEL = tuple(Act).index(Act.BACKCHANNEL)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActScores:
    """What the networks think of one text."""

    starts: tuple[int, ...]
    """First character of each piece's word."""

    ends: tuple[int, ...]
    """One past its last character."""

    pieces: Matrix
    """Log-odds that the clause around each piece does each act, shape `(n_networks, n_pieces, n_acts)`."""

    worth: Matrix
    """How much each piece is worth hearing about each act, above 0, same shape."""

    text: Matrix
    """Log-odds that the text does each act, shape `(n_acts,)`."""

    def within(self, stretch: Stretch) -> Matrix:
        """Give the log-odds that a stretch of the text, of at least one word, does each act; shape `(n_acts,)`."""
        inside = np.array([stretch.start <= start < stretch.end for start in self.starts])
        return _weighed(self.pieces[:, inside], self.worth[:, inside])

    def best(self, sentences: tuple[Stretch, ...]) -> Matrix:
        """Give the log-odds that the text or some sentence of it does each act, shape `(n_acts,)`.

        What does three things in a breath says each of them plainly only within its own sentence. But a sentence that only
        shows that somebody listens is worth nothing beside others.
        """
        if len(sentences) < 2:  # noqa: PLR2004 - a single sentence is the text
            return self.text
        found = np.max([self.text, *(self.within(sentence) for sentence in sentences)], axis=0)
        found[_BACKCHANNEL] = self.text[_BACKCHANNEL]
        return np.asarray(found, np.float32)


class ActModel:
    """The trained networks; the acts are in the order of `Act`."""

    def __init__(self, base: Mapping[str, Array], vocabulary: Vocabulary, networks: Sequence[Mapping[str, Matrix]]) -> None:
        """Take the encoder as its makers taught it (`read_base`), and the networks that `tests/recipes/train_acts.py` makes."""
        self._vocabulary = vocabulary
        self._networks = [_Network(base, weights) for weights in networks]

    def score(self, text: str) -> ActScores:
        """Score a text of at least one word; what lies beyond `LONGEST` pieces is not read."""
        cut = self._vocabulary.cut(text)
        ids = cut.ids[: LONGEST - 2]
        found = np.stack([network.read((BEGIN, *ids, END)) for network in self._networks])
        values, worth = found[..., : len(Act)], found[..., len(Act) :]
        worth = np.asarray(np.exp(worth - worth.max(axis=1, keepdims=True)), np.float32)
        # The two ends speak for the text, but for no words of it.
        return ActScores(
            starts=cut.starts[: len(ids)],
            ends=cut.ends[: len(ids)],
            pieces=values[:, 1:-1],
            worth=worth[:, 1:-1],
            text=_weighed(values, worth),
        )


class _Network:
    """One encoder with its head."""

    def __init__(self, base: Mapping[str, Array], weights: Mapping[str, Matrix]) -> None:
        self._encoder = Encoder(base, weights)
        self._lines = np.concatenate([weights["value"], weights["weight"]], axis=1).astype(np.float32)
        self._shifts = np.concatenate([weights["value_bias"], weights["weight_bias"]]).astype(np.float32)

    def read(self, ids: tuple[int, ...]) -> Matrix:
        """Score pieces, shape `(n, 2 * n_acts)`: log-odds, then how much each is worth hearing."""
        return np.asarray(self._encoder.vectors(ids) @ self._lines + self._shifts, np.float32)


def _weighed(values: Matrix, worth: Matrix) -> Matrix:
    each = (values * worth).sum(axis=1) / (worth.sum(axis=1) + np.float32(1e-9))
    return np.asarray(each.mean(axis=0), np.float32)


def read_weights(path: Path) -> dict[str, Matrix]:
    """Read a weights file; what belongs to a network has one row a network.

    Raises:
        EngineError: If it is missing, damaged, or made for other acts.
    """
    try:
        with np.load(path, allow_pickle=False) as file:
            found = {name: np.asarray(file[name], dtype=np.float32) for name in file.files}
    except (OSError, ValueError) as error:
        message = f"the act weights did not load ({error}): install the program again"
        raise EngineError(message) from error
    n_networks = len(found["value"]) if "value" in found else 0
    wanted: dict[str, tuple[int, ...]] = dict.fromkeys(("value", "weight"), (n_networks, WIDTH, len(Act)))
    wanted |= dict.fromkeys(("value_bias", "weight_bias"), (n_networks, len(Act))) | dict.fromkeys(BELIEF, (len(Act),))
    wrong = [name for name, shape in wanted.items() if name not in found or found[name].shape != shape]
    if wrong or not n_networks:
        message = f"{path} was made for another program (missing or other: {wrong}): run tests/recipes/train_acts.py"
        raise EngineError(message)
    return found


def networks(weights: Mapping[str, Matrix]) -> list[dict[str, Matrix]]:
    """Take what `read_weights` gives apart into networks, without what tells how far to believe them."""
    own = {name: value for name, value in weights.items() if name not in (*BELIEF, "held_out")}
    return [{name: value[number] for name, value in own.items()} for number in range(len(weights["value"]))]
