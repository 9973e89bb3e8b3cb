"""Every device's rate becomes ours and back."""

import numpy as np
import pytest

from simulator.audio.clock import HOP_LENGTH, SAMPLE_RATE
from simulator.lines.rates import Resampler, held_back


@pytest.mark.parametrize("sample_rate", [16_000, 44_100, 48_000])
def test_never_more_is_owed_than_was_said(sample_rate: int) -> None:
    """After any hop the resampler has handed out all but what it may hold back."""
    resampler, n_out, owed = Resampler(SAMPLE_RATE, sample_rate), 0, held_back(sample_rate)
    for n in range(1, 400):
        n_out += len(resampler.feed(np.zeros(HOP_LENGTH, dtype=np.float32)))
        assert 0 <= n * HOP_LENGTH * sample_rate // SAMPLE_RATE - n_out <= owed


@pytest.mark.parametrize("sample_rate", [44_100, 48_000])
def test_a_tone_keeps_its_level(sample_rate: int) -> None:
    """A tone in the middle of the voice's band comes out as loud as it went in."""
    at = np.arange(2 * sample_rate)
    tone = np.sin(2 * np.pi * 1000 * at / sample_rate).astype(np.float32)
    resampler = Resampler(sample_rate, SAMPLE_RATE)
    out = np.concatenate([resampler.feed(block) for block in np.array_split(tone, 70)])[2000:-2000]
    assert float(np.sqrt(2 * np.mean(out**2))) == pytest.approx(1, abs=0.01)


def test_our_own_rate_is_handed_through() -> None:
    """At 16 kHz nothing is changed or held back."""
    samples = np.arange(5, dtype=np.float32)
    assert Resampler(SAMPLE_RATE, SAMPLE_RATE).feed(samples) is samples
    assert held_back(SAMPLE_RATE) == 0
