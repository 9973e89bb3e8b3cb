"""How far ahead of a device sound must be written: as little as it takes, found out as the sound flows."""

from simulator.audio.clock import HOP_LENGTH, to_samples

SETTLED = to_samples(2.0)
"""Samples from the start, and from each change, in which nothing is judged: devices begin in leaps."""

FORGIVEN = 1
"""Times that sound may come too late before more is written ahead: any program is held up once."""

MOST_HOPS = 4
"""The most that is written ahead."""


class Lead:
    """Counts how often sound came too late for the device."""

    def __init__(self, n_hops: int) -> None:
        """Start with so many hops ahead."""
        self.n_hops = n_hops
        """Hops that are written ahead."""
        self._n_settling = SETTLED
        self._n_late = 0
        self._n_times = 0

    def falls_short(self, n_late: int) -> bool:
        """Look once a hop; tell whether one hop more must be written ahead from now on.

        Args:
            n_late: Samples that came too late so far.
        """
        came_late, self._n_late = n_late > self._n_late, n_late
        if self._n_settling > 0:
            self._n_settling -= HOP_LENGTH
            return False
        if not came_late or self.n_hops >= MOST_HOPS:
            return False
        # What follows at once is the same mishap.
        self._n_settling = SETTLED
        self._n_times += 1
        if self._n_times <= FORGIVEN:
            return False
        self._n_times = 0
        self.n_hops += 1
        return True
