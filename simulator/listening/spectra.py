"""Names for signals and spectra in double precision, in which the echo filter computes."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from simulator.audio.clock import HOP_LENGTH

Signal: TypeAlias = NDArray[np.float64]
"""Samples, shape `(n,)`, full scale +/-1."""

Spectrum: TypeAlias = NDArray[np.complex128]
"""Bins from 0 Hz to half the sample rate, shape `(..., N_BINS)`."""

N_BINS = HOP_LENGTH + 1
"""Bins of the spectrum of two hops."""

QUIET = 1e-6
"""Mean square (-60 dBFS) below which a hop of the loudspeaker makes no echo worth the name."""
