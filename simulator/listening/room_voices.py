"""Knows a crowd from a caller where somebody rings from a full room: it talks on, whoever holds the floor."""

from collections import deque

import numpy as np

from simulator.audio.clock import HOP_LENGTH, Samples, to_samples
from simulator.audio.levels import rms_dbfs
from simulator.listening.loud_enough import Opening
from simulator.listening.vad import GATE_DBFS, VoiceActivity

OVER_PEAKS_DB = 4.5
"""How far above a crowd's loudest sounds a voice must be to be taken for the caller's, while their voice is not known."""

LEAST_OVER_PEAKS_DB, MOST_OVER_PEAKS_DB = 3.0, 6.0
"""The same once it is: the less the caller stands out, the less is asked for. 10 dB above three and four others 84 and 90 % of
checks were right with 3 dB, 71 and 75 % with 6 dB, which breaks sentences up; 20 dB above them 3 dB let others stop the
recruiter, and what `rehearse doctor` asks for did not."""

BELOW_CALLER_DB = 12.0
"""How far below the caller's own voice the limit lies, between those two."""

WINDOW = to_samples(3.0) // HOP_LENGTH
"""Hops by which a crowd is known from one voice."""

FLAT_DB = 15.0
"""Levels of a crowd lie this close together: the 95th percentile of its hops above the 10th. Three to six people at once had
8 to 12 dB; one voice, which stops between words, 20 to 35."""

VOICED_SHARE = 0.9
"""Share of the hops that sound like a voice where people talk all the time; hums, hiss and traffic have none."""

KNOWN_WITHIN = to_samples(3.5) // HOP_LENGTH
"""Hops from the line's opening in which a crowd must show itself. What begins later may be the caller: with a microphone that
opens only for their voice the room is heard with it, and never alone."""

OPEN_HOPS = 12
"""Hops that count after the last loud one: with 6 sentences 10 dB above a crowd were cut at their soft ends, and a recogniser
hears pieces worse in noise (73 % of checks right against 77 %)."""

_CALLER_HOPS = to_samples(1.0) // HOP_LENGTH
"""Loud hops by which the caller's voice is known."""

_LOUD = 75
"""Percentile of them that tells how loud it is."""

_EVERY = 8
"""Hops between two looks."""

_VOICED = 0.35
"""Score from which a hop sounds like a voice, as it does inside a stretch of speech."""


class Crowd:
    """Follows the levels of one channel, hop by hop."""

    def __init__(self, peaks_dbfs: float | None = None) -> None:
        """Know no crowd, or one whose loudest sounds have this level."""
        self._levels: deque[float] = deque(maxlen=WINDOW)
        self._voiced: deque[bool] = deque(maxlen=WINDOW)
        self._caller: deque[float] = deque(maxlen=_CALLER_HOPS)
        self._over_peaks_db = OVER_PEAKS_DB
        self._n_hops = 0
        self.peaks_dbfs = peaks_dbfs
        """Level that its loudest sounds reach; None while none is known."""

    @property
    def gate_dbfs(self) -> float | None:
        """Level from which a voice is the caller's; None while no crowd is known."""
        return None if self.peaks_dbfs is None else self.peaks_dbfs + self._over_peaks_db

    @property
    def perhaps(self) -> bool:
        """Whether the line opened into sound that may yet turn out to be a crowd: nobody speaks before it is answered."""
        return self.peaks_dbfs is None and self._n_hops < WINDOW + _EVERY and self._levels[0] > GATE_DBFS and self._talks_on

    def feed(self, level_dbfs: float, likelihood: float) -> None:
        """Take one hop's level and how likely it holds a voice."""
        self._levels.append(level_dbfs)
        self._voiced.append(likelihood >= _VOICED)
        self._n_hops += 1
        if self._n_hops % _EVERY == 0 and len(self._levels) == WINDOW and self._may_learn and self._talks_on:
            self.peaks_dbfs = self._high
        if self.peaks_dbfs is not None and self.gate_dbfs is not None and self._voiced[-1] and level_dbfs >= self.gate_dbfs:
            self._note_caller(level_dbfs, self.peaks_dbfs)

    def _note_caller(self, level_dbfs: float, peaks_dbfs: float) -> None:
        self._caller.append(level_dbfs)
        if len(self._caller) == _CALLER_HOPS:
            over = float(np.percentile(self._caller, _LOUD)) - BELOW_CALLER_DB - peaks_dbfs
            self._over_peaks_db = min(max(over, LEAST_OVER_PEAKS_DB), MOST_OVER_PEAKS_DB)

    @property
    def _may_learn(self) -> bool:
        """A crowd may grow louder or softer; what is over the gate is the caller."""
        return self._n_hops <= KNOWN_WITHIN if self.gate_dbfs is None else self._high <= self.gate_dbfs

    @property
    def _talks_on(self) -> bool:
        voiced = sum(self._voiced) >= VOICED_SHARE * len(self._voiced) - 2  # a detector needs two hops to wake
        return voiced and self._high - float(np.percentile(self._levels, 10)) <= FLAT_DB

    @property
    def _high(self) -> float:
        return float(np.percentile(self._levels, 95))


class OverCrowd:
    """Another detector, whose scores count only where somebody speaks up over a crowd."""

    def __init__(self, voice_activity: VoiceActivity, *, peaks_dbfs: float | None = None) -> None:
        """Start in silence.

        Args:
            voice_activity: Scores the hops; it hears all of them.
            peaks_dbfs: How loud the crowd becomes, when that is known; it is learnt otherwise.
        """
        self._voice_activity = voice_activity
        self._first_peaks = peaks_dbfs
        self.crowd = Crowd(peaks_dbfs)
        """What is known of it."""
        self._opening = Opening(OPEN_HOPS)

    def score(self, frame: Samples) -> float:
        """Score the next hop; see `VoiceActivity`."""
        likelihood, level = self._voice_activity.score(frame), rms_dbfs(frame)
        self.crowd.feed(max(level, 2 * GATE_DBFS), likelihood)
        gate = self.crowd.gate_dbfs
        if gate is None:
            return 0.0 if self.crowd.perhaps else likelihood
        return likelihood if self._opening.feed(level, gate) else 0.0

    def reset(self) -> None:
        """Forget the stream."""
        self._voice_activity.reset()
        self.crowd = Crowd(self._first_peaks)
        self._opening = Opening(OPEN_HOPS)


def crowd_dbfs(samples: Samples, voice_activity: VoiceActivity) -> float | None:
    """Measure a crowd that is there from a recording's first sample.

    Args:
        samples: The caller's channel, shape `(n,)`.
        voice_activity: Scores it; reset first.

    Returns:
        The level that its loudest sounds reach; None when there is none.
    """
    ears = OverCrowd(voice_activity)
    ears.reset()
    for hop in range(min(len(samples) // HOP_LENGTH, KNOWN_WITHIN)):
        ears.score(samples[hop * HOP_LENGTH : (hop + 1) * HOP_LENGTH])
    return ears.crowd.peaks_dbfs
