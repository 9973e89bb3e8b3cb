"""Turns the network's odds into honest confidences, and chooses from which confidence on an act counts."""

import numpy as np
from numpy.typing import NDArray

from simulator.listening.encoder import Matrix

_PRIOR = 4.0  # pulls slopes towards 1: rare acts have only some dozens of held-out examples

_LOWEST, _HIGHEST = 0.40, 0.86
"""Thresholds that are tried."""

_CAUTION = 0.02
"""F1 that a threshold must gain for lying 0.5 away from one half."""

_SAMPLES = 50
"""Samples of the held-out text on which thresholds are chosen."""


def calibrate(odds: Matrix, truth: Matrix) -> tuple[Matrix, Matrix]:
    """Fit a line a column so that `chances(slope * odds + offset)` is the share of ones (Platt, by Newton's method).

    Args:
        odds: Held-out log-odds, shape `(n, n_acts)`.
        truth: Ones and zeros of the same shape.

    Returns:
        Slopes and offsets, each shape `(n_acts,)`.
    """
    lines = [_line(odds[:, act].astype(float), truth[:, act].astype(float)) for act in range(odds.shape[1])]
    slopes, offsets = zip(*lines, strict=True)
    return np.array(slopes, np.float32), np.array(offsets, np.float32)


def _line(odds: NDArray[np.float64], truth: NDArray[np.float64]) -> tuple[float, float]:
    points = np.stack([odds, np.ones_like(odds)], axis=1)
    at, loss = np.array([1.0, 0.0]), np.inf
    move = np.zeros(2)
    for _ in range(100):
        new = _line_loss(points, truth, at + move)
        if new > loss:  # Newton's step went too far: the curve is flat far out
            move = move / 2.0
            continue
        at, loss = at + move, new
        share = 1.0 / (1.0 + np.exp(-np.clip(points @ at, -30.0, 30.0)))
        slope = points.T @ (share - truth) + _PRIOR * (at - [1.0, 0.0])
        bend = (points * (share * (1.0 - share))[:, None]).T @ points + _PRIOR * np.eye(2)
        move = -np.linalg.solve(bend, slope)
    return max(0.1, float(at[0])), float(at[1])


def _line_loss(points: NDArray[np.float64], truth: NDArray[np.float64], at: NDArray[np.float64]) -> float:
    odds = points @ at
    return float((np.logaddexp(0.0, odds) - truth * odds).sum() + _PRIOR / 2.0 * np.square(at - [1.0, 0.0]).sum())


def thresholds(confidences: Matrix, truth: Matrix, *, weights: NDArray[np.float64] | None = None) -> Matrix:
    """Choose each act's threshold for the best F1 on held-out text: the mean of what is best on many samples of it.

    What is best on the text itself hangs on a few lines; between samples it moves by 0.2 (bagging, Breiman 1996).

    Args:
        confidences: Calibrated, shape `(n, n_acts)`.
        truth: Ones and zeros of the same shape.
        weights: What a false finding in each text counts, shape `(n,)`; 1 when None.

    Returns:
        Thresholds, shape `(n_acts,)`.
    """
    steps = np.arange(_LOWEST, _HIGHEST, 0.02)
    drawn = np.random.default_rng(1).poisson(1.0, (_SAMPLES, len(truth))).astype(np.float32)
    costs = drawn if weights is None else drawn * weights.astype(np.float32)
    chosen = []
    for act in range(confidences.shape[1]):
        real = truth[:, act : act + 1] > 0
        found = confidences[:, act : act + 1] >= steps
        right, wrong = drawn @ (found & real).astype(np.float32), costs @ (found & ~real).astype(np.float32)
        gains = 2.0 * right / np.maximum(1.0, right + wrong + drawn @ real.astype(np.float32))
        chosen.append(steps[(gains - _CAUTION * 2.0 * np.abs(steps - 0.5)).argmax(axis=1)].mean())
    return np.array(chosen, np.float32)


def f1(found: NDArray[np.bool_], truth: NDArray[np.bool_]) -> float:
    """Harmonic mean of precision and recall; 0 when nothing is there to find or was found."""
    return 2.0 * float((found & truth).sum()) / max(1.0, float(found.sum() + truth.sum()))


def reliability(confidences: Matrix, truth: Matrix, n_bins: int = 5) -> list[tuple[float, float, int]]:
    """Compare confidence with truth: mean confidence, share of ones and count in each equal slice from 0 to 1."""
    flat, ones = confidences.ravel(), truth.ravel()
    bins = np.minimum((flat * n_bins).astype(int), n_bins - 1)
    slices = [(flat[bins == number], ones[bins == number]) for number in range(n_bins)]
    return [(float(said.mean()), float(were.mean()), len(said)) for said, were in slices if len(said)]


def chances(odds: Matrix) -> Matrix:
    """Turn log-odds into chances."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(odds, -30.0, 30.0))), np.float32)
