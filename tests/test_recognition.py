"""Audio goes to engines and comes back as it was."""

import numpy as np
import pytest

from simulator.audio.clock import SAMPLE_RATE, on_pcm16_grid
from simulator.errors import AudioFormatError
from simulator.listening.recognition import from_audio_data, to_audio_data

pytestmark = pytest.mark.filterwarnings("ignore:'(aifc|audioop)' is deprecated:DeprecationWarning")


@pytest.mark.parametrize("n_samples", [0, 1, 1601])
def test_samples_on_the_grid_survive_the_trip(n_samples: int) -> None:
    """Samples of a 16-bit recording reach the engine exactly."""
    noise = np.random.default_rng(0).uniform(-1, 1, n_samples).astype(np.float32)
    samples = on_pcm16_grid(noise)
    np.testing.assert_array_equal(from_audio_data(to_audio_data(samples)), samples)


def test_samples_beyond_full_scale_are_clipped() -> None:
    """What is too loud is clipped, never wrapped around."""
    samples = np.array([2.0, -2.0], dtype=np.float32)
    np.testing.assert_array_equal(from_audio_data(to_audio_data(samples)), np.array([32767 / 32768, -1.0], dtype=np.float32))


def test_other_rates_are_converted() -> None:
    """Audio of another rate has the same duration afterwards."""
    from speech_recognition import AudioData

    assert len(from_audio_data(AudioData(bytes(2 * 48_000), 48_000, 2))) == pytest.approx(SAMPLE_RATE, abs=1)


@pytest.mark.parametrize("bad", [np.zeros((480, 2), dtype=np.float32), np.full(3, np.nan, dtype=np.float32)])
def test_what_is_no_mono_signal_is_refused(bad: np.ndarray) -> None:
    """Two channels and NaN are refused with the shape that came."""
    with pytest.raises(AudioFormatError, match="expected finite mono samples"):
        to_audio_data(bad)
