"""The act network once more, many texts at a time and with its slopes: what `simulator/listening/act_model.py` is taught by."""

from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from simulator.listening.act_model import CHANNELS, NEIGHBOURS, PHRASES
from simulator.listening.encoder import MEANING, Matrix

Indexes: TypeAlias = NDArray[np.int64]
Weights: TypeAlias = dict[str, Matrix]

FEATURES = MEANING + len(PHRASES) * CHANNELS
_BEFORE, _AFTER = 2, 2  # the longest phrase: two pieces before, two after
_STEADY = 1e-12


class Pack:
    """Texts laid end to end, so that each weight matrix is used once for all of them."""

    def __init__(self, lengths: list[int]) -> None:
        """Take each text's number of pieces, at least 1."""
        self.lengths = np.array(lengths)
        self.starts = np.cumsum(self.lengths) - self.lengths
        self.n_pieces = int(self.lengths.sum())
        self.text_of = np.repeat(np.arange(len(lengths)), self.lengths)
        first, last = self.starts[self.text_of], (self.starts + self.lengths)[self.text_of]
        at = np.arange(self.n_pieces)
        around = at[:, None] + np.arange(-_BEFORE, _AFTER + 1)
        # Places outside a piece's own text point at a row of zeros behind the last piece.
        self._windows = np.where((around >= first[:, None]) & (around < last[:, None]), around, self.n_pieces)
        self._first, self._last = np.maximum(at - NEIGHBOURS, first), np.minimum(at + NEIGHBOURS + 1, last)
        self._n_around = (self._last - self._first).astype(np.float32)[:, None]

    def windows(self, length: int, before: int) -> Indexes:
        """Say which rows make up each piece's phrase, shape `(n_pieces, length)`."""
        return self._windows[:, _BEFORE - before : _BEFORE - before + length]

    def sums(self, rows: Matrix) -> Matrix:
        """Add up each text's rows, shape `(n_texts, …)`."""
        return np.asarray(np.add.reduceat(rows, self.starts, axis=0))

    def means(self, rows: Matrix) -> Matrix:
        """Give each piece its text's mean row; the slopes' way back is the same step."""
        return np.asarray((self.sums(rows) / self.lengths[:, None].astype(np.float32))[self.text_of])

    def around(self, rows: Matrix) -> Matrix:
        """Give each piece the mean of the rows around it."""
        return np.asarray(self._box(rows) / self._n_around)

    def around_back(self, slopes: Matrix) -> Matrix:
        """Carry slopes back through `around`."""
        return self._box(slopes / self._n_around)

    def _box(self, rows: Matrix) -> Matrix:
        sums = np.concatenate([np.zeros((1, rows.shape[1])), np.cumsum(rows, axis=0, dtype=np.float64)])
        return np.asarray(sums[self._last] - sums[self._first], dtype=np.float32)


@dataclass
class Trace:
    """What a pass through the network leaves behind for the way back."""

    pack: Pack
    """How the texts lie."""

    text: Matrix = field(default_factory=lambda: np.empty((0, 0), np.float32))
    """Log-odds of each act in each text."""

    pieces: Matrix = field(default_factory=lambda: np.empty((0, 0), np.float32))
    """Log-odds of each act around each piece."""

    kept: dict[str, Matrix] = field(default_factory=dict)
    """Layers by name."""


def forward(
    weights: Weights, pack: Pack, meanings: Matrix, inputs: Matrix, *, drop: float = 0.0, rng: np.random.Generator | None = None
) -> Trace:
    """Score packed texts.

    Args:
        weights: The network.
        pack: How the texts lie.
        meanings: The pieces' vectors, shape `(n_pieces, MEANING)`.
        inputs: The same prepared for the phrase layers, shape `(n_pieces, PHRASE)`.
        drop: Share of each layer's numbers to leave out.
        rng: Draws which.
    """
    trace = Trace(pack)
    kept = trace.kept
    rows = _phrase_rows(weights, pack, meanings, inputs, kept)
    rows -= rows.mean(axis=1, keepdims=True)
    kept["spread"] = 1.0 / np.sqrt(np.einsum("ij,ij->i", rows, rows) / FEATURES + _STEADY)[:, None]
    rows *= kept["spread"]
    kept["rows"] = rows
    kept["features"] = _thin(rows * weights["gain"] + weights["bias"], "features", drop, rng, kept)
    near = np.maximum(kept["features"] @ weights["near"] + weights["near_bias"], 0.0)
    near = _thin(near, "near", drop, rng, kept)
    kept["seen"] = np.concatenate([near, pack.means(near), pack.around(near)], axis=1)
    wide = np.maximum(kept["seen"] @ weights["wide"] + weights["wide_bias"], 0.0)
    wide = _thin(wide, "wide", drop, rng, kept)
    kept["near"], kept["wide"] = near, wide
    kept["found"] = np.concatenate([wide, near], axis=1)
    trace.pieces = kept["found"] @ weights["value"] + weights["value_bias"]
    heed = kept["found"] @ weights["weight"] + weights["weight_bias"]
    heed = np.exp(heed - np.maximum.reduceat(heed, pack.starts, axis=0)[pack.text_of])
    kept["heed"] = heed / pack.sums(heed)[pack.text_of]
    trace.text = pack.sums(kept["heed"] * trace.pieces)
    return trace


def _phrase_rows(weights: Weights, pack: Pack, meanings: Matrix, inputs: Matrix, kept: dict[str, Matrix]) -> Matrix:
    rows = np.empty((pack.n_pieces, FEATURES), np.float32)
    rows[:, :MEANING] = meanings
    padded = np.zeros((pack.n_pieces + 1, CHANNELS), np.float32)
    for kind, (length, before) in enumerate(PHRASES):
        layer = inputs[:, kind * CHANNELS : (kind + 1) * CHANNELS]
        for depth in (1, 2):
            name = f"phrase{length}_{depth}"
            padded[:-1] = layer
            window = padded[pack.windows(length, before)].reshape(pack.n_pieces, -1)
            phrase = np.maximum(window @ weights[name] + weights[name + "_bias"], 0.0)
            kept[name], kept[name + "_on"] = window, phrase > 0.0
            layer = layer + phrase
        rows[:, MEANING + kind * CHANNELS : MEANING + (kind + 1) * CHANNELS] = layer
    return rows


def _thin(rows: Matrix, name: str, drop: float, rng: np.random.Generator | None, kept: dict[str, Matrix]) -> Matrix:
    if rng is None or drop == 0.0:
        return rows
    kept[name + "_left"] = (rng.random(rows.shape, dtype=np.float32) >= drop) * np.float32(1.0 / (1.0 - drop))
    return rows * kept[name + "_left"]


def backward(weights: Weights, trace: Trace, text_slopes: Matrix, piece_slopes: Matrix) -> Weights:
    """Carry the loss's slopes back to the weights.

    Args:
        weights: The network.
        trace: What `forward` left.
        text_slopes: Slope of the loss by `trace.text`.
        piece_slopes: Slope of the loss by `trace.pieces`, without what passes through `trace.text`.

    Returns:
        The slope by each weight.
    """
    pack, kept = trace.pack, trace.kept
    slopes: Weights = {}
    through = text_slopes[pack.text_of] * kept["heed"]
    values = piece_slopes + through
    heed = through * (trace.pieces - trace.text[pack.text_of])
    found = _linear(weights, slopes, "value", kept["found"], values) + _linear(weights, slopes, "weight", kept["found"], heed)
    n_wide = kept["wide"].shape[1]
    seen = _linear(weights, slopes, "wide", kept["seen"], _on(found[:, :n_wide], "wide", kept))
    n_near = kept["near"].shape[1]
    near = seen[:, :n_near] + found[:, n_wide:] + pack.means(seen[:, n_near : 2 * n_near])
    near += pack.around_back(seen[:, 2 * n_near :])
    features = _linear(weights, slopes, "near", kept["features"], _on(near, "near", kept))
    features = features * kept["features_left"] if "features_left" in kept else features
    slopes["gain"], slopes["bias"] = (features * kept["rows"]).sum(axis=0), features.sum(axis=0)
    rows = features * weights["gain"]
    inward = np.einsum("ij,ij->i", rows, kept["rows"])[:, None] / FEATURES
    rows = (rows - rows.mean(axis=1, keepdims=True) - kept["rows"] * inward) * kept["spread"]
    _phrases_back(weights, trace, np.asarray(rows, np.float32), slopes)
    return slopes


def _linear(weights: Weights, slopes: Weights, name: str, inputs: Matrix, outputs: Matrix) -> Matrix:
    slopes[name], slopes[name + "_bias"] = inputs.T @ outputs, outputs.sum(axis=0)
    return np.asarray(outputs @ weights[name].T)


def _on(slopes: Matrix, name: str, kept: dict[str, Matrix]) -> Matrix:
    """Pass slopes through a layer that cuts off below zero, where it was not cut or left out."""
    slopes = slopes * (kept[name] > 0.0)
    return slopes * kept[name + "_left"] if name + "_left" in kept else slopes


def _phrases_back(weights: Weights, trace: Trace, rows: Matrix, slopes: Weights) -> None:
    pack, kept = trace.pack, trace.kept
    for kind, (length, before) in enumerate(PHRASES):
        layer = rows[:, MEANING + kind * CHANNELS : MEANING + (kind + 1) * CHANNELS]
        windows = pack.windows(length, before)
        for depth in (2, 1):
            name = f"phrase{length}_{depth}"
            outputs = layer * kept[name + "_on"]
            slopes[name], slopes[name + "_bias"] = kept[name].T @ outputs, outputs.sum(axis=0)
            if depth == 1:  # what lies below is not taught
                continue
            inner = (outputs @ weights[name].T).reshape(pack.n_pieces, length, CHANNELS)
            padded = np.zeros((pack.n_pieces + 1, CHANNELS), np.float32)
            for shift in range(length):
                padded[windows[:, shift]] += inner[:, shift]
            layer = padded[:-1] + layer
