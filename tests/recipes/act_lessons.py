"""Teaches the act network: draws rough copies of the training text, and steps down the loss (AdamW)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np

from simulator.listening.act_model import PHRASES, shapes
from simulator.listening.acts import Act
from simulator.listening.encoder import MEANING, PHRASE, Matrix, PieceEncoder
from simulator.listening.pieces import BEGIN, END
from tests.recipes.act_network import Indexes, Pack, Trace, Weights, backward, forward
from tests.recipes.act_noise import roughen
from tests.recipes.act_text import Clause, Utterance, acts_of

ACTS = tuple(Act)

Clauses = tuple[Clause, ...]


@dataclass(frozen=True, kw_only=True)
class Lessons:
    """How to teach; found by trying on a fifth of the text that was kept back (see the comments)."""

    epochs: int = 8
    """How often every utterance is seen, each time roughened anew."""

    batch: int = 32
    """Utterances a step."""

    near: int = 192
    """Numbers a piece after the first new layer."""

    wide: int = 128
    """Numbers a piece after the second."""

    rate: float = 2e-3
    """Step of the new layers at its highest."""

    phrase_rate: float = 6e-4
    """Step of the encoder's phrase layers; with 2.5e-4 they learn half as fast, and frozen the loss stays twice as high."""

    drop: float = 0.15
    """Share of each layer's numbers left out."""

    decay: float = 0.02
    """Share of a weight lost in a step of size 1."""

    piece_loss: float = 0.5
    """What the loss of single pieces counts beside that of whole utterances."""

    joined: float = 0.1
    """Share of utterances with another one behind them."""

    parted: float = 0.15
    """Share of utterances with several clauses of which only some are read."""

    memory: float = 0.995
    """How much of the mean of the last weights each step leaves; the mean is kept, not the last weights."""

    seed: int = 20
    """Seeds everything that is drawn."""


class Shelf:
    """Piece vectors, each looked up once."""

    def __init__(self, encoder: PieceEncoder) -> None:
        self._encoder = encoder
        self._row: dict[int, int] = {}
        self._meanings = np.empty((0, MEANING), np.float32)
        self._inputs = np.empty((0, PHRASE), np.float32)

    def rows(self, clauses: Clauses) -> tuple[Indexes, Indexes]:
        """Find an utterance's pieces on the shelf, and the clause that each belongs to (-1 for its two ends)."""
        ids, clause_of = [BEGIN], [-1]
        for number, clause in enumerate(clauses):
            pieces = self._encoder.vocabulary.cut(" ".join(clause.words)).ids
            ids.extend(pieces)
            clause_of.extend([number] * len(pieces))
        return self._find([*ids, END]), np.array([*clause_of, -1])

    def vectors(self, rows: Indexes) -> tuple[Matrix, Matrix]:
        """Take pieces from the shelf: their vectors, and those prepared for the phrase layers."""
        return self._meanings[rows], self._inputs[rows]

    def _find(self, ids: list[int]) -> Indexes:
        new = tuple(dict.fromkeys(number for number in ids if number not in self._row))
        if new:
            meanings = self._encoder.meanings(new)
            self._row |= {number: len(self._row) + at for at, number in enumerate(new)}
            if len(self._row) > len(self._meanings):
                spare = np.zeros((2 * len(self._row) - len(self._meanings), MEANING), np.float32)
                self._meanings = np.concatenate([self._meanings, spare])
                self._inputs = np.concatenate([self._inputs, np.zeros((len(spare), PHRASE), np.float32)])
            self._meanings[len(self._row) - len(new) : len(self._row)] = meanings
            self._inputs[len(self._row) - len(new) : len(self._row)] = self._encoder.phrase_inputs(meanings)
        return np.array([self._row[number] for number in ids])


def begin(phrases: Weights, lessons: Lessons) -> Weights:
    """Draw the new layers; the phrase layers are the encoder's."""
    rng = np.random.default_rng(lessons.seed)
    weights = dict(phrases)
    for name, shape in shapes(near=lessons.near, wide=lessons.wide).items():
        if name not in weights and name.endswith("_bias"):
            # An utterance does one act in ten: log-odds of -2.5 to begin with.
            weights[name] = np.full(shape, -2.5 if name == "value_bias" else 0.0, np.float32)
        elif name not in weights:
            spread = {"value": 0.5, "weight": 0.2}.get(name, 1.0) * np.sqrt(2.0 / shape[0])
            weights[name] = (rng.standard_normal(shape) * spread).astype(np.float32)
    return weights


def teach(
    text: Sequence[Utterance], shelf: Shelf, phrases: Weights, lessons: Lessons, told: Callable[[str], None] = lambda _: None
) -> Weights:
    """Train on `text`; the same text, lessons and processor give the same weights."""
    rng, drawn = Random(lessons.seed), np.random.default_rng(lessons.seed + 1)  # noqa: S311 - not a secret
    weights = begin({name: rows.copy() for name, rows in phrases.items()}, lessons)
    adam = Adam(weights)
    means = {name: value.copy() for name, value in weights.items()}
    n_steps = lessons.epochs * -(-len(text) // lessons.batch)
    step = 0
    for epoch in range(lessons.epochs):
        losses = []
        copies = _draw(text, lessons, rng)
        for at in range(0, len(copies), lessons.batch):
            rates = _rates(weights, lessons, pace=min(1.0, step / 60) * max(0.02, 1.0 - step / n_steps))
            loss, slopes = _step(copies[at : at + lessons.batch], shelf, weights, lessons, drawn)
            adam.step(weights, slopes, rates, lessons.decay)
            losses.append(loss)
            step += 1
            memory = np.float32(min(lessons.memory, step / (step + 10)))
            for name, value in weights.items():
                means[name] += (np.float32(1.0) - memory) * (value - means[name])
        told(f"epoch {epoch + 1}/{lessons.epochs}: loss {np.mean(losses):.3f}")
    return means


def _rates(weights: Weights, lessons: Lessons, *, pace: float) -> dict[str, float]:
    """Say how far each weight may move; what the encoder's makers taught moves less."""
    taught_before = {name for name in weights if name.startswith("phrase") or name in {"gain", "bias"}}
    return {name: pace * (lessons.phrase_rate if name in taught_before else lessons.rate) for name in weights}


def _draw(text: Sequence[Utterance], lessons: Lessons, rng: Random) -> list[Clauses]:
    order = list(text)
    rng.shuffle(order)
    copies = []
    for utterance in order:
        clauses = utterance.clauses
        if rng.random() < lessons.joined:
            clauses += text[rng.randrange(len(text))].clauses
        elif len(clauses) > 1 and rng.random() < lessons.parted:
            first = rng.randrange(len(clauses))
            clauses = clauses[first : first + 1] if rng.random() < 0.5 else clauses[first:]
        copies.append(roughen(clauses, rng))
    return copies


def _step(
    copies: Sequence[Clauses], shelf: Shelf, weights: Weights, lessons: Lessons, drawn: np.random.Generator
) -> tuple[float, Weights]:
    rows = [shelf.rows(clauses) for clauses in copies]
    pack = Pack([len(row) for row, _ in rows])
    meanings, inputs = shelf.vectors(np.concatenate([row for row, _ in rows]))
    trace = forward(weights, pack, meanings, inputs, drop=lessons.drop, rng=drawn)
    text_goal = np.stack([targets(acts_of(clauses)) for clauses in copies])
    goals = [_piece_goals(clauses, clause_of) for clauses, (_, clause_of) in zip(copies, rows, strict=True)]
    counts = np.concatenate([clause_of >= 0 for _, clause_of in rows])[:, None]
    odds = chances(trace.text)
    sure = np.where(text_goal > 0, odds, 1.0 - odds)
    piece_slopes = (chances(trace.pieces) - np.concatenate(goals)) * (counts * (lessons.piece_loss / counts.sum()))
    slopes = backward(weights, trace, (odds - text_goal) / np.float32(len(copies)), piece_slopes.astype(np.float32))
    return float(-np.log(sure + 1e-7).sum() / len(copies)), slopes


def targets(acts: frozenset[Act]) -> Matrix:
    """Write acts as ones in a row of zeros."""
    return np.array([act in acts for act in ACTS], np.float32)


def _piece_goals(clauses: Clauses, clause_of: Indexes) -> Matrix:
    whole = acts_of(clauses)
    each = np.stack([*(targets(clause.acts & whole) for clause in clauses), targets(frozenset())])
    return np.asarray(each[clause_of])


def chances(odds: Matrix) -> Matrix:
    """Turn log-odds into chances."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(odds, -30.0, 30.0))), np.float32)


def score(text: Sequence[Clauses], shelf: Shelf, weights: Weights) -> Matrix:
    """Score utterances, shape `(n, n_acts)`: log-odds."""
    found = []
    for at in range(0, len(text), 64):
        rows = [shelf.rows(clauses)[0] for clauses in text[at : at + 64]]
        trace: Trace = forward(weights, Pack([len(row) for row in rows]), *shelf.vectors(np.concatenate(rows)))
        found.append(trace.text)
    return np.concatenate(found)


class Adam:
    """AdamW with slopes cut to a length of 1.5 (Loshchilov and Hutter, arXiv 1711.05101)."""

    def __init__(self, weights: Weights) -> None:
        self._mean = {name: np.zeros_like(value) for name, value in weights.items()}
        self._square = {name: np.zeros_like(value) for name, value in weights.items()}
        self._n_steps = 0

    def step(self, weights: Weights, slopes: Weights, rates: dict[str, float], decay: float) -> None:
        """Move `weights` in place."""
        self._n_steps += 1
        length = np.sqrt(sum(float(np.vdot(slope, slope)) for slope in slopes.values()))
        cut = np.float32(min(1.0, 1.5 / (length + 1e-9)))
        for name, raw in slopes.items():
            slope = np.asarray(raw * cut, np.float32)
            mean, square = self._mean[name], self._square[name]
            mean += np.float32(0.1) * (slope - mean)
            square += np.float32(0.001) * (slope * slope - square)
            move = mean / (np.sqrt(square / np.float32(1 - 0.999**self._n_steps)) + np.float32(1e-8))
            if weights[name].ndim > 1:
                weights[name] *= np.float32(1.0 - rates[name] * decay)
            weights[name] -= move * np.float32(rates[name] / (1 - 0.9**self._n_steps))


def phrase_layers(encoder_arrays: Weights) -> Weights:
    """Rename the encoder's phrase layers and gains to ours."""
    found = {"gain": encoder_arrays["ln_g"], "bias": encoder_arrays["ln_b"]}
    for length, _ in PHRASES:
        for depth in (1, 2):
            found[f"phrase{length}_{depth}"] = encoder_arrays[f"w{depth}_{length}"]
            found[f"phrase{length}_{depth}_bias"] = encoder_arrays[f"b{depth}_{length}"]
    return {name: np.asarray(value, np.float32) for name, value in found.items()}
