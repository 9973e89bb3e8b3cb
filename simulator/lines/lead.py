"""How far ahead of a device sound must be written: as little as it takes, found out as the sound flows."""

from simulator.audio.clock import HOP_LENGTH, to_samples

BEGINNING = to_samples(4.0)
"""Samples after the start in which every delay is taken for the device's own, and answered at once: the line still rings."""

LEAP = to_samples(0.5)
"""Samples in which nothing is judged after the start, and after each change in the beginning: devices begin in leaps."""

MISHAP = to_samples(2.0)
"""Later on, samples after a delay in which what comes too late belongs to the same mishap."""

FORGIVEN = 1
"""Mishaps before more is written ahead: any program is held up once."""

MOST_HOPS = 4
"""The most that is written ahead."""


class Lead:
    """Counts how often sound came too late for the device."""

    def __init__(self, n_hops: int) -> None:
        """Start with so many hops ahead."""
        self.n_hops = n_hops
        """Hops that are written ahead."""
        self._n_hops_seen = 0
        self._judged_from = LEAP
        self._n_late = 0
        self._n_mishaps = 0

    def falls_short(self, n_late: int) -> bool:
        """Look once a hop; tell whether one hop more must be written ahead from now on.

        Args:
            n_late: Samples that came too late so far.
        """
        came_late, self._n_late = n_late > self._n_late, n_late
        now = self._n_hops_seen * HOP_LENGTH
        self._n_hops_seen += 1
        if not came_late or now < self._judged_from or self.n_hops >= MOST_HOPS:
            return False
        begins = now < BEGINNING
        self._judged_from = now + (LEAP if begins else MISHAP)
        self._n_mishaps += not begins
        if not begins and self._n_mishaps <= FORGIVEN:
            return False
        self._n_mishaps = 0
        self.n_hops += 1
        return True
