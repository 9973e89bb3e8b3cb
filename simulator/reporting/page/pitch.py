"""How far the voice moved up and down, measured by Praat where its library is installed (the extra `pitch`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module

import numpy as np

from simulator.audio.clock import SAMPLE_RATE, Samples, to_samples

FLOOR_HZ, CEILING_HZ = 70.0, 500.0
"""Where a speaking voice is looked for: from the lowest men's to the highest women's voices."""

TIME_STEP_S = 0.02
LEAST_VOICED = 50
"""Steps with a pitch that a range can be told from: one second of voice."""

MOST_SECONDS = 60.0
"""Speech that is measured, in seconds: enough for a range, and Praat takes a tenth of its length."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PitchRange:
    """Where nine tenths of the pitch lie."""

    median_hz: float
    """The middle of it."""

    semitones: float
    """From the 5th to the 95th percentile."""


def pitch_range(stretches: Sequence[Samples]) -> PitchRange | None:
    """Measure the pitch of some stretches of one voice.

    Args:
        stretches: Speech, each of shape `(n,)`.

    Returns:
        The range; None when Praat's library is missing or less than a second was voiced.
    """
    try:
        praat = import_module("parselmouth")
    except ImportError:
        return None
    shortest = int(3 * SAMPLE_RATE / FLOOR_HZ) + 1  # Praat's window is three of the longest periods
    found = [
        praat.Sound(stretch.astype(np.float64), sampling_frequency=SAMPLE_RATE)
        .to_pitch(time_step=TIME_STEP_S, pitch_floor=FLOOR_HZ, pitch_ceiling=CEILING_HZ)
        .selected_array["frequency"]
        for stretch in _first(stretches, n_samples=to_samples(MOST_SECONDS))
        if len(stretch) > shortest
    ]
    voiced = np.concatenate([*found, np.zeros(0)])
    voiced = voiced[voiced > 0]
    if len(voiced) < LEAST_VOICED:
        return None
    low, middle, high = np.percentile(voiced, [5, 50, 95])
    return PitchRange(median_hz=float(middle), semitones=float(12 * np.log2(high / low)))


def _first(stretches: Sequence[Samples], *, n_samples: int) -> list[Samples]:
    kept: list[Samples] = []
    for stretch in stretches:
        kept.append(stretch[:n_samples])
        n_samples = max(n_samples - len(stretch), 0)
    return kept
