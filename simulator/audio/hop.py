"""One hop of a person's side of a call, as it comes from a device."""

from dataclasses import dataclass

import numpy as np

from simulator.audio.clock import HOP_LENGTH, Samples

SILENCE: Samples = np.zeros(HOP_LENGTH, dtype=np.float32)
"""One hop of nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """What was heard in one hop's time."""

    near: Samples
    """The caller without the loudspeaker, shape `(HOP_LENGTH,)`, on the 16-bit grid."""

    microphone: Samples
    """What the microphone heard, shape `(HOP_LENGTH,)`, on the 16-bit grid."""

    n_lost: int | None = None
    """Samples that did not arrive just before or in it, silence in their place; 0 when the device only says that some
    were lost, None when none were."""
