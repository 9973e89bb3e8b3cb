"""A small head upon the sentence encoder: which acts a text, a sentence of it, and the words around each piece do.

Each act has a line along which a piece speaks for it, and another along which the piece is worth hearing about it; the
odds of a stretch are the mean of its pieces' odds, weighed by how much each is worth hearing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from simulator.errors import EngineError
from simulator.listening.acts import Act
from simulator.listening.encoder import LONGEST, WIDTH, Encoder, Matrix
from simulator.listening.pieces import BEGIN, END, Vocabulary
from simulator.listening.sentences import Stretch

_BACKCHANNEL = tuple(Act).index(Act.BACKCHANNEL)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActScores:
    """What the network thinks of one text."""

    starts: tuple[int, ...]
    """First character of each piece's word."""

    ends: tuple[int, ...]
    """One past its last character."""

    pieces: Matrix
    """Log-odds that the clause around each piece does each act, shape `(n_pieces, n_acts)`."""

    worth: Matrix
    """How much each piece is worth hearing about each act, above 0, same shape."""

    text: Matrix
    """Log-odds that the text does each act, shape `(n_acts,)`."""

    def within(self, stretch: Stretch) -> Matrix:
        """Give the log-odds that a stretch of the text, of at least one word, does each act; shape `(n_acts,)`."""
        inside = np.array([stretch.start <= start < stretch.end for start in self.starts])
        return _weighed(self.pieces[inside], self.worth[inside])

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
    """The trained head with its encoder; the acts are in the order of `Act`."""

    def __init__(self, encoder: Encoder, vocabulary: Vocabulary, weights: Mapping[str, Matrix]) -> None:
        """Take the weights that `tests/recipes/train_acts.py` makes."""
        self._encoder = encoder
        self._vocabulary = vocabulary
        self._lines = np.concatenate([weights["value"], weights["weight"]], axis=1).astype(np.float32)
        self._shifts = np.concatenate([weights["value_bias"], weights["weight_bias"]]).astype(np.float32)

    def score(self, text: str) -> ActScores:
        """Score a text of at least one word; what lies beyond `LONGEST` pieces is not read."""
        cut = self._vocabulary.cut(text)
        ids = cut.ids[: LONGEST - 2]
        found = self._encoder.vectors((BEGIN, *ids, END)) @ self._lines + self._shifts
        values, worth = np.asarray(found[:, : len(Act)], np.float32), found[:, len(Act) :]
        worth = np.asarray(np.exp(worth - worth.max(axis=0)), np.float32)
        # The two ends speak for the text, but for no words of it.
        return ActScores(
            starts=cut.starts[: len(ids)],
            ends=cut.ends[: len(ids)],
            pieces=values[1:-1],
            worth=worth[1:-1],
            text=_weighed(values, worth),
        )


def _weighed(values: Matrix, worth: Matrix) -> Matrix:
    return np.asarray((values * worth).sum(axis=0) / (worth.sum(axis=0) + np.float32(1e-9)), np.float32)


def read_weights(path: Path) -> dict[str, Matrix]:
    """Read a weights file.

    Raises:
        EngineError: If it is missing, damaged, or made for other acts.
    """
    try:
        with np.load(path, allow_pickle=False) as file:
            found = {name: np.asarray(file[name], dtype=np.float32) for name in file.files}
    except (OSError, ValueError) as error:
        message = f"the act weights did not load ({error}): install the program again"
        raise EngineError(message) from error
    wanted = {"value": (WIDTH, len(Act)), "weight": (WIDTH, len(Act)), "value_bias": (len(Act),), "weight_bias": (len(Act),)}
    wanted |= dict.fromkeys(("threshold", "slope", "offset"), (len(Act),))
    wrong = [name for name, shape in wanted.items() if name not in found or found[name].shape != shape]
    if wrong:
        message = f"{path} was made for another program (missing or other: {wrong}): run tests/recipes/train_acts.py"
        raise EngineError(message)
    return found
