"""What leaks from one channel of a recording into the other."""

import numpy as np
import pytest

from simulator.audio.clock import HOP_LENGTH, SAMPLE_RATE, Samples
from simulator.audio.sound import leaked_hops, same_sound


def voice(seed: int, n_seconds: int = 8) -> Samples:
    """Noise that comes and goes every second, shape `(n_seconds * SAMPLE_RATE,)`."""
    noise = np.random.default_rng(seed).normal(0, 0.1, n_seconds * SAMPLE_RATE)
    return (noise * (np.arange(len(noise)) // SAMPLE_RATE % 2)).astype(np.float32)


def own_sound(samples: Samples, other: Samples) -> Samples:
    """Silence what leaked."""
    own = samples.copy()
    leaked = leaked_hops(samples, other)
    own[: len(leaked) * HOP_LENGTH].reshape(-1, HOP_LENGTH)[leaked] = 0.0
    return own


@pytest.mark.parametrize("gain_db", [-15, -20, -30, -40])
@pytest.mark.parametrize("delay", [0, 40, 3000])
def test_a_quiet_copy_is_silenced(gain_db: int, delay: int) -> None:
    """Crosstalk at once and an echo 0.19 s late both go, but for the ends of what is said."""
    far = voice(1)
    leak = np.roll(far, delay) * np.float32(10 ** (gain_db / 20))
    left = own_sound(leak, far)
    assert np.count_nonzero(left) <= 0.05 * np.count_nonzero(leak)


def test_a_voice_of_ones_own_stays_as_it_is() -> None:
    """Somebody 30 dB lower than the other is still somebody, even while both speak."""
    near, far = voice(1) * np.float32(0.03), voice(2)
    np.testing.assert_array_equal(own_sound(near, far), near)


def test_a_voice_over_a_leak_stays_as_it_is() -> None:
    """Only hops in which nobody else speaks are silenced."""
    far = voice(1)
    near = np.roll(voice(2), SAMPLE_RATE)  # speaks while the other is silent
    left = own_sound(near + far * np.float32(0.03), far)
    speaking = near != 0
    np.testing.assert_array_equal(left[speaking], near[speaking])


@pytest.mark.parametrize("n", [0, 1, HOP_LENGTH, 16383])
def test_what_is_too_short_to_compare_stays_as_it_is(n: int) -> None:
    """Less than a window tells nothing about a path."""
    near, far = voice(1)[SAMPLE_RATE : SAMPLE_RATE + n], voice(2)[SAMPLE_RATE : SAMPLE_RATE + n]
    np.testing.assert_array_equal(own_sound(near, far), near)


def test_a_recording_beside_itself_is_recognised() -> None:
    """Loudness does not matter, and silence is like nothing."""
    far = voice(1)
    assert same_sound(far, far * np.float32(0.3))
    assert not same_sound(far, voice(2))
    assert not same_sound(far, np.zeros_like(far))
    assert not same_sound(np.zeros_like(far), np.zeros_like(far))
