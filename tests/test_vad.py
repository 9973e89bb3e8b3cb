"""The voice activity detector finds voices, keeps to its frames, and remembers nothing after a reset."""

from pathlib import Path

import numpy as np
import pytest

from simulator.audio.clock import HOP_LENGTH, Samples
from simulator.audio.files import read_mono
from simulator.errors import AudioFormatError
from simulator.listening.vad import GATE_DBFS, SileroVoiceActivity

FIXTURES = Path(__file__).parents[1] / "audio_fixtures"
CLIP = FIXTURES / "hired-asks-what-is-next" / "1-introduction.flac"


def voice(n_hops: int, peak: float = 0.3) -> Samples:
    """Read the first hops of a recorded caller."""
    samples = read_mono(CLIP)[: n_hops * HOP_LENGTH]
    return np.asarray(peak * samples / np.abs(samples).max(), dtype=np.float32)


def scores(detector: SileroVoiceActivity, samples: Samples) -> list[float]:
    """Score each whole hop of a signal."""
    return [detector.score(samples[i : i + HOP_LENGTH]) for i in range(0, len(samples), HOP_LENGTH)]


def test_voices_are_speech_and_noise_is_not() -> None:
    """A recorded voice scores above one half most of the time, steady noise never does."""
    noise = (0.01 * np.random.default_rng(0).standard_normal(40 * HOP_LENGTH)).astype(np.float32)
    assert np.median(scores(SileroVoiceActivity(), voice(40))) > 0.5
    assert max(scores(SileroVoiceActivity(), noise)) < 0.5


def test_quiet_below_the_gate_is_never_speech() -> None:
    """The same voice scores exactly 0 in every frame once it lies below the gate."""
    faint = voice(40, peak=10 ** (GATE_DBFS / 20))
    assert scores(SileroVoiceActivity(), faint) == [0.0] * 40


def test_reset_forgets_the_stream() -> None:
    """After a reset the same samples get the same scores, to the last bit."""
    detector = SileroVoiceActivity()
    first = scores(detector, voice(20))
    detector.reset()
    assert scores(detector, voice(20)) == first


def test_rest_in_silence_equals_a_reset() -> None:
    """After half a second of silence the detector scores a voice as it would at the start of a stream."""
    detector = SileroVoiceActivity()
    first = scores(detector, voice(20))
    scores(detector, np.zeros(16 * HOP_LENGTH, dtype=np.float32))
    assert scores(detector, voice(20)) == first


def test_read_only_views_are_scored_and_left_alone() -> None:
    """A strided, read-only view scores the same as a copy of it, and keeps its samples."""
    wide = np.stack([voice(1), np.zeros(HOP_LENGTH, dtype=np.float32)], axis=1)
    before = wide.copy()
    wide.setflags(write=False)
    assert SileroVoiceActivity().score(wide[:, 0]) == SileroVoiceActivity().score(before[:, 0].copy())
    np.testing.assert_array_equal(wide, before)


@pytest.mark.parametrize("n_samples", [0, HOP_LENGTH - 1, HOP_LENGTH + 1])
def test_frames_of_another_length_are_refused(n_samples: int) -> None:
    """A frame that is not one hop long is refused with both lengths named."""
    with pytest.raises(AudioFormatError, match=rf"512 mono samples, got shape \({n_samples},\)"):
        SileroVoiceActivity().score(np.zeros(n_samples, dtype=np.float32))


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_samples_that_are_no_numbers_never_reach_the_model(bad: float) -> None:
    """A frame with NaN or infinity is refused and leaves the stream as it was."""
    detector, untouched = SileroVoiceActivity(), SileroVoiceActivity()
    frame = voice(1)
    frame[7] = bad
    with pytest.raises(AudioFormatError, match="finite"):
        detector.score(frame)
    assert scores(detector, voice(10)) == scores(untouched, voice(10))


def test_a_deep_voice_is_heard_from_its_first_word() -> None:
    """A detector that remembers nothing hears a telephone's first "hello" as one that heard silence before does."""
    clip = read_mono(FIXTURES / "calls-over-the-telephone" / "1-introduction.flac")[: 20 * HOP_LENGTH]
    assert sum(score >= 0.5 for score in scores(SileroVoiceActivity(), clip)) >= 8
