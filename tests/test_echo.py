"""The recruiter's voice is taken out of the microphone, and nothing else is."""

import numpy as np
import pytest

from simulator.audio.clock import HOP_LENGTH, SAMPLE_RATE, Samples, on_pcm16_grid
from simulator.audio.levels import rms_dbfs
from simulator.errors import AudioFormatError
from simulator.listening.echo import LAG, EchoCanceller


def noise(seconds: float, seed: int, level: float = 0.1) -> Samples:
    """Whole hops of noise whose loudness comes and goes four times a second, as that of speech does."""
    n = round(seconds * SAMPLE_RATE) // HOP_LENGTH * HOP_LENGTH
    swell = 0.55 + 0.45 * np.sin(2 * np.pi * 4 * np.arange(n) / SAMPLE_RATE)
    return np.asarray(level * swell * np.random.default_rng(seed).standard_normal(n), dtype=np.float32)


def cleaned(near: Samples, far: Samples, *, delay: int = 0) -> Samples:
    """Run both sides through a canceller."""
    canceller = EchoCanceller(delay=delay)
    starts = range(0, len(near), HOP_LENGTH)
    return np.concatenate([canceller.feed(near[i : i + HOP_LENGTH], far[i : i + HOP_LENGTH]) for i in starts])


def echo_of(far: Samples, *, delay: int, gain: float) -> Samples:
    """What a microphone hears of the loudspeaker: delayed, with one reflection."""
    heard = np.zeros_like(far)
    for late, part in ((delay, gain), (delay + 37, -0.4 * gain)):
        heard[late:] += part * far[: len(far) - late]
    return heard


@pytest.mark.parametrize("delay", [0, 800, 3200])
def test_an_echo_is_down_by_thirty_decibels_after_a_second(delay: int) -> None:
    """The loudspeaker alone is all but gone from the second second on, however late its sound arrives."""
    far = noise(6, seed=1)
    near = echo_of(far, delay=delay, gain=0.5)
    heard = cleaned(near, far, delay=delay)
    begun = delay + SAMPLE_RATE
    assert rms_dbfs(near[begun:]) - rms_dbfs(heard[begun:]) > 30


def test_the_caller_alone_is_left_alone() -> None:
    """Without a sound from the loudspeaker the microphone comes through at its own level, half a hop late."""
    near = noise(3, seed=2)
    heard = cleaned(near, np.zeros_like(near))
    assert abs(rms_dbfs(heard[SAMPLE_RATE:]) - rms_dbfs(near[SAMPLE_RATE:])) < 1
    likeness = np.corrcoef(heard[SAMPLE_RATE:], near[SAMPLE_RATE - LAG : -LAG])[0, 1]
    assert likeness > 0.95


def test_silence_stays_silence() -> None:
    """Nothing on either side gives exactly nothing."""
    nothing = np.zeros(50 * HOP_LENGTH, dtype=np.float32)
    np.testing.assert_array_equal(cleaned(nothing, nothing), nothing)


def test_two_cancellers_hear_the_same() -> None:
    """The same samples give the same samples, on the grid of a 16-bit recording."""
    far = noise(2, seed=3)
    near = echo_of(far, delay=500, gain=0.7) + noise(2, seed=4, level=0.02)
    first = cleaned(near, far)
    np.testing.assert_array_equal(first, cleaned(near, far))
    np.testing.assert_array_equal(first, on_pcm16_grid(first))


@pytest.mark.parametrize("n_samples", [0, HOP_LENGTH - 1, HOP_LENGTH + 1])
def test_hops_of_another_length_are_refused(n_samples: int) -> None:
    """Either side must be one hop."""
    hop, other = np.zeros(HOP_LENGTH, dtype=np.float32), np.zeros(n_samples, dtype=np.float32)
    for near, far in ((hop, other), (other, hop)):
        with pytest.raises(AudioFormatError, match="512 mono samples"):
            EchoCanceller().feed(near, far)


def test_numbers_that_are_none_are_refused() -> None:
    """NaN would stay in the filter for the rest of the call."""
    hop = np.zeros(HOP_LENGTH, dtype=np.float32)
    with pytest.raises(AudioFormatError, match="finite"):
        EchoCanceller().feed(np.full_like(hop, np.nan), hop)
