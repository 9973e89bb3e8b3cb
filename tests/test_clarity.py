"""How far a voice stands out is measured alike in any room, in any voice, and behind any gate."""

from collections.abc import Callable

import numpy as np
import pytest

from simulator.audio.clock import SAMPLE_RATE, Samples, to_samples
from simulator.audio.levels import rms_dbfs
from simulator.scoring.clarity import clarity_db
from simulator.scoring.stretch import Stretch

SECONDS = 8


def voice(*, seed: int = 0, gap: float = 0.03) -> Samples:
    """Syllables of broad sound, 0.2 s long, with 0.1 s between them in which `gap` of it goes on, as it does in people."""
    rng = np.random.default_rng(seed)
    at = np.arange(SECONDS * SAMPLE_RATE) / SAMPLE_RATE
    loud = np.where(at % 0.3 < 0.2, 1.0, gap)
    return np.asarray(0.05 * rng.standard_normal(at.size) * loud, np.float32)


def hiss(n: int) -> Samples:
    """Noise that is equally strong everywhere."""
    return np.asarray(np.random.default_rng(1).standard_normal(n), np.float32)


def traffic(n: int) -> Samples:
    """Noise that rumbles, and swells every two seconds."""
    rumble = np.cumsum(np.random.default_rng(2).standard_normal(n))
    rumble -= np.convolve(rumble, np.ones(800) / 800, mode="same")
    return np.asarray(rumble * (1 + 0.5 * np.sin(np.arange(n) * np.pi / SAMPLE_RATE)), np.float32)


def hum(n: int) -> Samples:
    """Mains and what goes with it."""
    return np.asarray(sum(np.sin(2 * np.pi * 50 * k * np.arange(n) / SAMPLE_RATE) / k for k in (1, 2, 3)), np.float32)


def over(sound: Samples, noise: Callable[[int], Samples], *, snr_db: float) -> Samples:
    """Put a voice into a room."""
    bed = noise(len(sound))
    return np.asarray(sound + bed * 10 ** ((rms_dbfs(sound) - snr_db - rms_dbfs(bed)) / 20), np.float32)


def whole(sound: Samples) -> list[Stretch]:
    """All of it as speech."""
    return [Stretch(start=0, end=len(sound), text="words", words=())]


def measured(sound: Samples) -> float:
    """How far the voice stands out."""
    found = clarity_db(whole(sound), sound)
    assert found is not None
    return found


@pytest.mark.parametrize("snr_db", [0.0, 6.0, 12.0])
def test_hiss_is_measured_as_what_it_is(snr_db: float) -> None:
    """Even noise under even sound comes out as what was mixed, or up to 5 dB less, never as quieter than it is."""
    assert snr_db - 5 <= measured(over(voice(), hiss, snr_db=snr_db)) <= snr_db


def test_a_quiet_room_is_clear() -> None:
    """A voice with silence around it stands out as far as is measured."""
    assert measured(voice()) > 15


@pytest.mark.parametrize("noise", [hum, traffic])
def test_a_rumble_below_the_words_hardly_counts(noise: Callable[[int], Samples]) -> None:
    """What drowns one octave leaves the others, in which words are told apart."""
    assert measured(over(voice(), noise, snr_db=5)) > measured(over(voice(), hiss, snr_db=5)) + 1.5


@pytest.mark.parametrize("left", [0.0, 0.003])
def test_a_gate_between_sentences_changes_nothing(left: float) -> None:
    """Silence that a machine puts there, all or nearly all of the way, is neither a quiet room nor a noise."""
    noisy = over(voice(), hiss, snr_db=5)
    silenced = np.float32(left) * hiss(to_samples(0.4))
    assert measured(np.concatenate([noisy, silenced, noisy])) == pytest.approx(measured(noisy), abs=1)


def test_it_does_not_matter_how_loud_or_how_long_a_call_is() -> None:
    """The same voice in the same room measures the same at another gain, and over two seconds."""
    noisy = over(voice(), hiss, snr_db=5)
    assert measured(noisy * np.float32(0.1)) == pytest.approx(measured(noisy), abs=0.1)
    assert measured(noisy[: 2 * SAMPLE_RATE]) == pytest.approx(measured(noisy), abs=1)


def test_who_says_next_to_nothing_is_not_measured() -> None:
    """Half a second, silence, and no speech at all tell nothing."""
    sound = voice()
    assert clarity_db([], sound) is None
    assert clarity_db(whole(sound[: SAMPLE_RATE // 2]), sound[: SAMPLE_RATE // 2]) is None
    assert clarity_db(whole(np.zeros_like(sound)), np.zeros_like(sound)) is None


def test_what_sounds_far_from_the_words_is_not_looked_at() -> None:
    """A lorry that passes while the caller only listens is no reason to doubt their words."""
    sound = np.concatenate([voice(), traffic(to_samples(4.0)) * np.float32(0.01)])
    assert clarity_db([Stretch(start=0, end=SECONDS * SAMPLE_RATE, text="words", words=())], sound) == pytest.approx(
        measured(voice()), abs=1
    )
