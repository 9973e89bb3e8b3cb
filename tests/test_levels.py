"""Levels have known values on known signals."""

import math

import numpy as np
import pytest

from simulator.audio.clock import SAMPLE_RATE, Samples
from simulator.audio.levels import BLOCK_LENGTH, peak_dbfs, rms_dbfs, share_clipped


def sine(amplitude: float, n_samples: int = SAMPLE_RATE) -> Samples:
    """Make a 100 Hz sine of whole periods."""
    return (amplitude * np.sin(2 * np.pi * 100 * np.arange(n_samples) / SAMPLE_RATE)).astype(np.float32)


def test_sine_is_three_decibels_below_its_peak() -> None:
    """A sine's level lies 3.01 dB under its peak."""
    assert rms_dbfs(sine(1.0)) == pytest.approx(-3.0103, abs=1e-3)
    assert peak_dbfs(sine(1.0)) == pytest.approx(0.0, abs=1e-3)
    assert rms_dbfs(sine(0.1)) == pytest.approx(-23.0103, abs=1e-3)


@pytest.mark.parametrize("n_samples", [0, 1, 100])
def test_silence_is_infinitely_quiet(n_samples: int) -> None:
    """Silence and nothing at all have a level of minus infinity and no clipped samples."""
    silence = np.zeros(n_samples, dtype=np.float32)
    assert rms_dbfs(silence) == peak_dbfs(silence) == -math.inf
    assert share_clipped(silence) == 0.0


@pytest.mark.parametrize("n_samples", [1, BLOCK_LENGTH - 1, BLOCK_LENGTH, BLOCK_LENGTH + 1])
def test_level_does_not_depend_on_length(n_samples: int) -> None:
    """A constant has the same level however long it lasts."""
    assert rms_dbfs(np.full(n_samples, -0.5, dtype=np.float32)) == pytest.approx(20 * math.log10(0.5))


def test_peak_counts_negative_samples() -> None:
    """The loudest sample may be a negative one, and may lie beyond full scale."""
    assert peak_dbfs(np.array([0.1, -2.0], dtype=np.float32)) == pytest.approx(20 * math.log10(2))


def test_clipped_share_counts_both_ends() -> None:
    """Samples at either end of the 16-bit scale count as clipped, the next ones do not."""
    pcm = np.array([32767, 32766, -32768, -32766, 0], dtype=np.float32) / np.float32(32768)
    assert share_clipped(pcm) == pytest.approx(2 / 5)
    assert share_clipped(np.array([-32767 / 32768, 1.5], dtype=np.float32)) == 1.0
