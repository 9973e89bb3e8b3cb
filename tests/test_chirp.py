"""A chirp finds itself again in a room, and nothing else does."""

import numpy as np
import pytest

from simulator.audio.chirp import BAND_HZ, LENGTH, LEVEL_DBFS, LONGEST_DELAY, chirp, find_chirp
from simulator.audio.clock import Samples, to_samples
from simulator.audio.levels import rms_dbfs

N = LENGTH + LONGEST_DELAY + to_samples(0.2)


def room(*, gain_db: float, delay: int, noise_dbfs: float = -60.0, seed: int = 0) -> Samples:
    """What a microphone hears of a chirp."""
    rng = np.random.default_rng(seed)
    heard = rng.normal(0, 10 ** (noise_dbfs / 20), N)
    heard[delay : delay + LENGTH] += 10 ** (gain_db / 20) * chirp()
    return heard.astype(np.float32)


@pytest.mark.parametrize("delay", [0, 1, 4000, LONGEST_DELAY - 1])
@pytest.mark.parametrize("gain_db", [6.0, -20.0, -40.0])
def test_the_delay_is_found_to_the_sample(delay: int, gain_db: float) -> None:
    """From a loud loudspeaker to one 3 dB below the noise, the delay is exact and the level within 2 dB."""
    echo = find_chirp(room(gain_db=gain_db, delay=delay), noise_dbfs=-60)
    assert echo is not None
    assert echo.delay == delay
    # A tenth of a second of room around the chirp counts, in which there is noise alone.
    assert echo.level_db == pytest.approx(gain_db, abs=2)


@pytest.mark.parametrize("seed", range(20))
def test_noise_is_no_chirp(seed: int) -> None:
    """In a noisy room where nothing was played nothing is found."""
    assert find_chirp(room(gain_db=-200, delay=0, noise_dbfs=-20, seed=seed), noise_dbfs=-20) is None


@pytest.mark.parametrize("n", [0, 100, LENGTH, N])
def test_silence_is_no_chirp(n: int) -> None:
    """Digital silence, short or long, holds nothing."""
    assert find_chirp(np.zeros(n, dtype=np.float32), noise_dbfs=-np.inf) is None


def test_it_is_as_loud_as_a_recruiter() -> None:
    """The chirp has the level of speech, no click at its ends, and stays in the voice's band."""
    sound = chirp()
    spectrum = np.abs(np.fft.rfft(sound)) ** 2
    hz = np.fft.rfftfreq(len(sound), 1 / 16_000)
    inside = spectrum[(hz > BAND_HZ[0] / 1.2) & (hz < BAND_HZ[1] * 1.2)].sum() / spectrum.sum()
    assert rms_dbfs(sound) == pytest.approx(LEVEL_DBFS, abs=0.1)
    assert abs(sound[0]) + abs(sound[-1]) < 0.001
    assert inside > 0.99
