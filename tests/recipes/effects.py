"""What lies between a voice and a clip: trimming, loudness, and the rooms and lines that people call from."""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
import soxr
from numpy.typing import NDArray

Samples: TypeAlias = NDArray[np.float32]
"""Mono audio, shape `(n,)`, full scale +/-1, at `SAMPLE_RATE` unless a rate stands beside it."""

Spectrum: TypeAlias = NDArray[np.float64]
"""Frequencies in hertz, or what is done to each."""

SAMPLE_RATE = 16_000
TELEPHONE_RATE = 8_000

_FRAME_LENGTH = 320
# 20 ms: short enough to find an edge, long enough to hold a pitch period of a deep voice.
_ACTIVE_BELOW_LOUDEST_DB = 35.0
# Consonants lie up to about 30 dB under the loudest vowel; the engines' own noise floors lie lower.
_RMS_DBFS, _PEAK_DBFS = -23.0, -3.0
_EDGE_S = 0.05


def resample(samples: Samples, sample_rate: int, to: int) -> Samples:
    """Change the rate; `len(out) = round(len(samples) * to / sample_rate)`."""
    return np.asarray(soxr.resample(samples, sample_rate, to, quality="HQ"), np.float32)


def silence(seconds: float, sample_rate: int = SAMPLE_RATE) -> Samples:
    """Make exact zeros, shape `(round(seconds * sample_rate),)`."""
    return np.zeros(round(seconds * sample_rate), np.float32)


def trim(samples: Samples) -> Samples:
    """Leave `_EDGE_S` of quiet before the first and after the last speech; silence comes back empty."""
    active = np.flatnonzero(_is_active(samples))
    if not active.size:
        return samples[:0]
    start = active[0] * _FRAME_LENGTH - round(_EDGE_S * SAMPLE_RATE)
    end = (active[-1] + 1) * _FRAME_LENGTH + round(_EDGE_S * SAMPLE_RATE)
    return samples[max(int(start), 0) : int(end)]


def normalise(samples: Samples) -> Samples:
    """Bring the speech, pauses left out, to `_RMS_DBFS`, or to a peak of `_PEAK_DBFS` if that is quieter."""
    rms = _speech_rms(samples)
    gain = min(_linear(_RMS_DBFS) / rms, _linear(_PEAK_DBFS) / float(np.abs(samples).max()))
    return (samples * gain).astype(np.float32)


def telephone(samples: Samples) -> Samples:
    """Send 16 kHz through a line of 300 to 3400 Hz and G.711 mu-law; comes back at `TELEPHONE_RATE`."""
    narrow = _shape(resample(samples, SAMPLE_RATE, TELEPHONE_RATE), TELEPHONE_RATE, _telephone_gain)
    mu = 255.0
    curve = np.sign(narrow) * np.log1p(mu * np.minimum(np.abs(narrow), 1)) / np.log1p(mu)
    coarse = np.round(curve * 127) / 127
    return np.asarray(np.sign(coarse) * np.expm1(np.abs(coarse) * np.log1p(mu)) / mu, np.float32)


def reverberate(samples: Samples, rng: np.random.Generator, *, decay_s: float, direct_db: float) -> Samples:
    """Put the voice in a bare room.

    Args:
        samples: Mono signal, shape `(n,)`.
        rng: Draws the room's reflections; the same state gives the same room.
        decay_s: Seconds until the reflections have died by 60 dB.
        direct_db: How much stronger the direct sound is than all reflections together.

    Returns:
        Shape `(n + round(decay_s * SAMPLE_RATE),)`: the tail rings on.
    """
    length = round(decay_s * SAMPLE_RATE)
    tail = rng.standard_normal(length) * 10 ** (-3 * np.arange(length) / length)
    # The first reflection travels a few metres more than the voice does.
    tail[: round(0.004 * SAMPLE_RATE)] = 0
    tail *= _linear(-direct_db) / np.sqrt(np.sum(tail**2))
    room = np.concatenate(([1.0], tail))
    n_samples = samples.size + length
    spectrum = np.fft.rfft(samples, n_samples) * np.fft.rfft(room, n_samples)
    return np.fft.irfft(spectrum, n_samples).astype(np.float32)


def mix(samples: Samples, noise: Samples, *, snr_db: float) -> Samples:
    """Lay noise under speech, 0.3 s longer at both ends and faded in and out.

    Args:
        samples: Speech, shape `(n,)`.
        noise: Shape `(m,)`; repeated or cut to fit.
        snr_db: Speech, pauses left out, over noise.
    """
    edge = silence(0.3)
    speech = np.concatenate((edge, samples, edge))
    bed = np.resize(noise, speech.shape)
    bed = bed * (_speech_rms(samples) * _linear(-snr_db) / _rms(bed))
    ramp = np.linspace(0, 1, round(0.1 * SAMPLE_RATE))
    bed[: ramp.size] *= ramp
    bed[-ramp.size :] *= ramp[::-1]
    return (speech + bed).astype(np.float32)


def hum(n_samples: int, *, mains_hz: float = 50.0) -> Samples:
    """Make a mains hum with two overtones, shape `(n_samples,)`, RMS 1."""
    phase = 2 * np.pi * mains_hz * np.arange(n_samples) / SAMPLE_RATE
    tone = np.sin(phase) + 0.5 * np.sin(2 * phase) + 0.25 * np.sin(3 * phase)
    return (tone / _rms(tone)).astype(np.float32)


def room_tone(rng: np.random.Generator, *, seconds: float, level_dbfs: float) -> Samples:
    """Make an empty room: soft noise that falls 6 dB an octave from 100 Hz, and a hum under it."""
    n_samples = round(seconds * SAMPLE_RATE)
    air = _shape(rng.standard_normal(n_samples), SAMPLE_RATE, lambda hz: 1 / np.hypot(1, hz / 100))
    tone = air / _rms(air) + 0.3 * hum(n_samples)
    return (tone * _linear(level_dbfs) / _rms(tone)).astype(np.float32)


def _telephone_gain(hz: Spectrum) -> Spectrum:
    """Pass 300 to 3400 Hz with edges half an octave wide, about as steep as a line's own filters."""
    low, high = np.log2(np.maximum(hz, 1) / 300), np.log2(3400 / np.maximum(hz, 1))
    return np.asarray(np.clip(1 + 2 * np.minimum(low, high), 0, 1))


def _shape(samples: NDArray[np.floating], sample_rate: int, gain: Callable[[Spectrum], Spectrum]) -> Spectrum:
    spectrum = np.fft.rfft(samples) * gain(np.asarray(np.fft.rfftfreq(samples.size, 1 / sample_rate), np.float64))
    return np.asarray(np.fft.irfft(spectrum, samples.size), np.float64)


def _is_active(samples: Samples) -> NDArray[np.bool_]:
    whole = samples[: samples.size // _FRAME_LENGTH * _FRAME_LENGTH].reshape(-1, _FRAME_LENGTH)
    power = np.mean(np.square(whole, dtype=np.float64), axis=1)
    floor = power.max(initial=0) * _linear(-_ACTIVE_BELOW_LOUDEST_DB) ** 2
    return np.asarray(power > floor)


def _speech_rms(samples: Samples) -> float:
    active = np.repeat(_is_active(samples), _FRAME_LENGTH)
    return _rms(samples[: active.size][active])


def _rms(samples: NDArray[np.floating]) -> float:
    return float(np.sqrt(np.mean(np.square(samples, dtype=np.float64))))


def _linear(level_db: float) -> float:
    return float(10 ** (level_db / 20))
