"""Every voice is equally loud and equally prompt."""

import numpy as np
import pytest

from simulator.audio.clock import Samples, on_pcm16_grid
from simulator.audio.levels import peak_dbfs
from simulator.speaking.loudness import LEAD, LOUDEST_PEAK_DBFS, TAIL, TARGET_DBFS, levelled, speech_dbfs, trimmed


def speech(level: float, n_samples: int = 16_000) -> Samples:
    """Make noise that stands for speech."""
    return (level * np.random.default_rng(0).normal(0, 1, n_samples)).astype(np.float32)


def silence(n_samples: int) -> Samples:
    """Make silence."""
    return np.zeros(n_samples, dtype=np.float32)


@pytest.mark.parametrize("level", [1e-3, 0.01, 0.1, 0.5])
def test_speech_is_brought_to_one_level(level: float) -> None:
    """Quiet and loud speech come out at the same level, gaps between words left out of account."""
    sentence = np.concatenate([speech(level), silence(16_000), speech(level)])
    assert speech_dbfs(levelled(sentence)) == pytest.approx(TARGET_DBFS, abs=0.05)


def test_a_click_is_not_brought_beyond_full_scale() -> None:
    """A sound that is all peak stays below full scale and is left quieter than the rest."""
    click = silence(16_000)
    click[8000] = 0.01
    assert peak_dbfs(levelled(click)) == pytest.approx(LOUDEST_PEAK_DBFS, abs=0.01)


@pytest.mark.parametrize("n_samples", [0, 1, 319, 320, 321])
def test_silence_and_short_sounds_are_no_trouble(n_samples: int) -> None:
    """Nothing, silence and sounds about as long as a frame keep their length."""
    np.testing.assert_array_equal(levelled(trimmed(silence(n_samples))), silence(n_samples))
    assert len(levelled(speech(0.1, n_samples))) == n_samples


def test_result_is_on_the_grid() -> None:
    """What comes out is what a 16-bit file holds."""
    sentence = levelled(speech(0.3))
    np.testing.assert_array_equal(sentence, on_pcm16_grid(sentence))


@pytest.mark.parametrize(
    ("before", "after", "length"),
    [(0, 0, 100), (LEAD, TAIL, LEAD + 100 + TAIL), (LEAD + 1, TAIL + 1, LEAD + 100 + TAIL), (5, 9000, 105 + TAIL)],
)
def test_silence_is_cut_and_never_added(before: int, after: int, length: int) -> None:
    """Silence beyond lead and tail goes; less than that stays as it is."""
    assert len(trimmed(np.concatenate([silence(before), np.ones(100, dtype=np.float32), silence(after)]))) == length


def test_soft_beginnings_are_kept() -> None:
    """A consonant 40 dB under the vowel after it counts as sound; hiss at -60 dB does not."""
    soft, hiss = np.full(800, 0.005, dtype=np.float32), np.full(8000, 0.0005, dtype=np.float32)
    word = np.concatenate([hiss, soft, np.full(1600, 0.5, dtype=np.float32)])
    assert len(trimmed(word)) == LEAD + 800 + 1600
