"""What is heard while a recruiter looks something up: paper, a keyboard, a sigh; made from noise, with a seed."""

import numpy as np

from simulator.audio.clock import Samples, to_samples

PEAKS = {"paper": 0.05, "keyboard": 0.12, "sigh": 0.04}
"""Loudest sample of each: on the telephone their loudest 50 ms are some 20 dB below a voice. That tells that somebody is
there, and is no speech; a key's knock is so short that it needs more."""

_WORD_ENDS = 0.18
"""Share of keys that end a word: words have five letters or so."""


def comfort(kind: str, n_samples: int, rng: np.random.Generator) -> Samples:
    """Make so much of a sound, shape `(n_samples,)`, no louder than `PEAKS` says.

    Args:
        kind: `paper`, `keyboard`, `sigh`, or `quiet` for nothing at all.
        n_samples: How long the pause is.
        rng: Where everything random comes from.
    """
    makers = {"paper": _paper, "keyboard": _keyboard, "sigh": _sigh}
    sound = makers[kind](n_samples, rng) if kind in makers else np.zeros(n_samples)
    peak = float(np.abs(sound).max(initial=0.0))
    return np.asarray(sound * (PEAKS[kind] / peak if peak else 0.0), dtype=np.float32)


def _paper(n_samples: int, rng: np.random.Generator) -> Samples:
    """Turn a page every second or so: noise without its lowest and highest tones, swelling and rustling."""
    envelope = np.zeros(n_samples)
    at = int(rng.uniform(0.1, 0.4) * to_samples(1.0))
    while at < n_samples:
        length = int(rng.uniform(0.25, 0.6) * to_samples(1.0))
        page = np.hanning(length) * (0.4 + rng.random(length // 400 + 1).repeat(400)[:length])
        end = min(at + length, n_samples)
        envelope[at:end] = np.maximum(envelope[at:end], page[: end - at])
        at += length + int(rng.uniform(0.4, 1.2) * to_samples(1.0))
    noise = rng.standard_normal(n_samples + 2)
    return np.asarray((noise[2:] - noise[:n_samples]) * envelope, dtype=np.float32)


def _keyboard(n_samples: int, rng: np.random.Generator) -> Samples:
    """Type: a short knock every tenth of a second, in bursts of a word's length."""
    sound = np.zeros(n_samples)
    at = int(0.15 * to_samples(1.0))
    key = to_samples(0.02)
    while at + key < n_samples:
        strength = rng.uniform(0.4, 1.0)
        sound[at : at + key] += strength * np.exp(-np.arange(key) / to_samples(0.003)) * rng.standard_normal(key)
        word_ends = rng.random() < _WORD_ENDS
        at += int(rng.uniform(*((0.3, 0.7) if word_ends else (0.07, 0.16))) * to_samples(1.0))
    return np.asarray(sound, dtype=np.float32)


def _sigh(n_samples: int, rng: np.random.Generator) -> Samples:
    """Breathe out once: low noise that swells quickly and dies slowly."""
    length = min(n_samples, to_samples(1.1))
    breath = np.convolve(rng.standard_normal(length + 40), np.ones(12) / 12, mode="same")[:length]
    at = np.linspace(0.0, 1.0, max(length, 1))[:length]
    sound = np.zeros(n_samples)
    start = min(to_samples(0.2), n_samples - length)
    sound[start : start + length] = breath * np.minimum(at / 0.2, 1.0) * (1.0 - at)
    return np.asarray(sound, dtype=np.float32)
