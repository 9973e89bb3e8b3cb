"""Confidences say how often findings are right."""

import numpy as np

from tests.recipes.act_calibration import calibrate, chances, f1, reliability, thresholds


def test_calibration_finds_the_line() -> None:
    """Odds that are twice too bold and shifted are brought back."""
    rng = np.random.default_rng(0)
    honest = rng.normal(0.0, 2.0, (20_000, 1)).astype(np.float32)
    truth = (rng.random((20_000, 1)) < chances(honest)).astype(np.float32)
    slope, offset = calibrate(2.0 * honest + 1.0, truth)
    np.testing.assert_allclose([slope[0], offset[0]], [0.5, -0.5], atol=0.05)


def test_threshold_separates_what_can_be_separated() -> None:
    """With all ones above 0.7 and all zeros below 0.3 nothing is lost."""
    confidences = np.array([[0.1], [0.3], [0.7], [0.9]], np.float32)
    truth = np.array([[0.0], [0.0], [1.0], [1.0]], np.float32)
    limit = thresholds(confidences, truth)
    assert f1((confidences >= limit)[:, 0], truth[:, 0] > 0) == 1.0


def test_f1_of_nothing_is_zero() -> None:
    """Nothing to find and nothing found is no success."""
    assert f1(np.zeros(3, bool), np.zeros(3, bool)) == 0.0


def test_reliability_counts_every_number_once() -> None:
    """The slices hold all numbers, the ends included."""
    rows = reliability(np.array([[0.0, 1.0, 0.5]], np.float32), np.array([[0.0, 1.0, 1.0]], np.float32))
    assert [n for _, _, n in rows] == [1, 1, 1]


def test_false_findings_that_weigh_more_are_shunned() -> None:
    """A threshold rises above what such talk reaches, where in a call it would not."""
    confidences = np.repeat(np.array([[0.55], [0.62], [0.7], [0.9]], np.float32), 50, axis=0)
    truth = np.repeat(np.array([[0.0], [1.0], [0.0], [1.0]], np.float32), 50, axis=0)
    counts = np.repeat([1.0, 1.0, 4.0, 1.0], 50)
    calm, wary = thresholds(confidences, truth), thresholds(confidences, truth, weights=counts)
    assert calm[0] <= 0.62 < wary[0]


def test_a_threshold_hangs_on_no_single_line() -> None:
    """One line more of a hundred moves it by little, although the best for the text itself leaps."""
    rng = np.random.default_rng(3)
    truth = (rng.random((400, 1)) < 0.3).astype(np.float32)
    confidences = chances(np.asarray(3.0 * truth - 1.5 + 1.5 * rng.standard_normal(truth.shape), np.float32))
    limits = [float(thresholds(np.delete(confidences, at, axis=0), np.delete(truth, at, axis=0))[0]) for at in range(20)]
    assert max(limits) - min(limits) < 0.1
