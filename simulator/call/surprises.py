"""What can come between a caller and their verdict in a call with a surprise."""

from enum import StrEnum

import numpy as np

from simulator.call.phases import Phase


class Surprise(StrEnum):
    """One unexpected thing; the value is the word used on the command line."""

    RECEPTION = "reception"
    """Somebody else answers and puts the caller through."""

    MACHINE = "machine"
    """An answering machine takes a message."""

    BAD_MOMENT = "bad-moment"
    """The recruiter would rather be called back."""

    BAD_LINE = "bad-line"
    """The line breaks up, and the introduction has to be said again."""

    MIX_UP = "mix-up"
    """The recruiter takes the caller for somebody who applied for another job."""


FIRST_PHASE = {Surprise.RECEPTION: Phase.RECEPTION, Surprise.MACHINE: Phase.MACHINE}
"""Where a call begins; everywhere else the recruiter answers."""

FIRST_LINE = {Surprise.RECEPTION: "reception", Surprise.MACHINE: "machine"}
"""What is said first; elsewhere `answer`."""


def draw_surprise(seed: int, *, share: float = 1.0) -> Surprise | None:
    """Draw what happens, or that nothing does; the same seed draws the same.

    Args:
        seed: The call's seed.
        share: Share of calls in which something happens.
    """
    rng = np.random.default_rng([seed, 4])
    kinds = list(Surprise)
    kind = kinds[int(rng.integers(len(kinds)))]
    return kind if rng.random() < share else None
