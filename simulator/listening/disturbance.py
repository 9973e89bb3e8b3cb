"""Sudden loud sounds beside the caller's voice: a door, a cough, something that falls. Nobody starts to speak into one."""

from collections import deque

import numpy as np

from simulator.audio.clock import HOP_LENGTH, Samples, to_samples
from simulator.audio.levels import rms_dbfs

SUDDEN_DB = 12.0
"""How far above the room a sound stands out. The babble of a full room rises by less above its median."""

FAINT_DB = 20.0
"""How far below the caller's voice a sound is too faint to be minded: breath, cloth, the end of an echo."""

TRAIL = to_samples(0.2)
"""After the voice so much still belongs to its last word: a hiss, the room's answer."""

SETTLED = to_samples(0.3)
"""Quiet after such a sound in which one sees that it is over."""

LONGEST = to_samples(1.0)
"""How long one waits for a sound that does not end."""

_QUIETEST_DB = -120.0
_ROOM_HOPS = to_samples(2.0) // HOP_LENGTH
_VOICE_HOPS = to_samples(1.0) // HOP_LENGTH


class Disturbance:
    """Follows the level of one channel, hop by hop, against the room's and the voice's."""

    def __init__(self) -> None:
        """Know neither the room nor the voice yet."""
        self._room: deque[float] = deque(maxlen=_ROOM_HOPS)
        self._voice: deque[float] = deque(maxlen=_VOICE_HOPS)
        self._since = self._until = -LONGEST

    def feed(self, frame: Samples, *, end: int, voiced_until: int) -> None:
        """Take one hop.

        Args:
            frame: Its samples, shape `(HOP_LENGTH,)`.
            end: Sample after the hop.
            voiced_until: Sample after the last hop of speech.
        """
        level = max(rms_dbfs(frame), _QUIETEST_DB)
        if voiced_until == end:
            self._voice.append(level)
        elif end - voiced_until > TRAIL:
            if self._stands_out(level):
                self._since = self._since if end - self._until < SETTLED else end - HOP_LENGTH
                self._until = end
            self._room.append(level)

    def _stands_out(self, level: float) -> bool:
        if not (self._room and self._voice):
            return False
        return level > max(float(np.median(self._room)) + SUDDEN_DB, float(np.median(self._voice)) - FAINT_DB)

    def over(self, now: int) -> bool:
        """Tell whether nobody need wait at sample `now` until a sound has died away."""
        return now - self._until >= SETTLED or now - self._since >= LONGEST
