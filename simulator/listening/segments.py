"""Turns scores, one a hop, into segments of speech with exact edges."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from simulator.audio.clock import HOP_LENGTH, Samples, to_samples
from simulator.errors import InputError
from simulator.listening.vad import VoiceActivity

PAD = to_samples(0.3)
"""Sound kept on either side of a stretch of speech when it is recognised. On people, quiet and in rooms, 0.3 s gave
7.7 % word errors and 0.15 s 10.9 %; on clean synthetic voices it made no difference worth the name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segmentation:
    """When a segment opens, when it closes, and what is too short to be one."""

    open_score: float = 0.5
    """A score that counts towards opening; Silero's own threshold."""

    close_score: float = 0.35
    """A score below this is silence inside an open segment; Silero's own `threshold - 0.15`."""

    open_hops: int = 2
    """Hops in a row that open a segment; at least 1."""

    close_hops: int = round(to_samples(0.45) / HOP_LENGTH)
    """Hops in a row of silence that close it (the hangover); at least 1."""

    min_hops: int = 3
    """Voiced hops that a segment needs; with fewer it is a `Blip`."""

    def __post_init__(self) -> None:
        """Refuse numbers that could never open or close a segment."""
        if not 0.0 <= self.close_score <= self.open_score <= 1.0:
            message = f"expected 0 <= close_score <= open_score <= 1, got {self.close_score} and {self.open_score}"
            raise InputError(message)
        if min(self.open_hops, self.close_hops, self.min_hops) < 1:
            message = f"expected at least 1 hop to open, to close and as a minimum, got {self}"
            raise InputError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentOpened:
    """Speech began; a `SegmentClosed` or a `Blip` with the same start follows."""

    at: int
    """Sample at which the first hop of the speech begins."""

    decided_at: int
    """Sample after the hop that decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentClosed:
    """Speech from `start` to `end`, half-open, without the hangover."""

    start: int
    """Sample at which the first hop of the speech begins."""

    end: int
    """Sample after the last hop of the speech."""

    decided_at: int
    """Sample after the hop that decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blip:
    """What opened as a segment turned out too short to be speech: a click, a tap, a breath."""

    start: int
    """Sample at which its first hop begins."""

    end: int
    """Sample after its last hop."""

    decided_at: int
    """Sample after the hop that decided."""


SegmentEvent: TypeAlias = SegmentOpened | SegmentClosed | Blip


class Segmenter:
    """Fed one score a hop, in order; says when a segment opened and closed."""

    def __init__(self, segmentation: Segmentation | None = None) -> None:
        """Start in silence.

        Args:
            segmentation: When to open and close; the defaults when None.
        """
        self._rules = segmentation or Segmentation()
        self._is_open = False
        self._n_hops = 0
        self._n_voiced = 0
        self._n_silent = 0
        self._start_hop = 0
        self._end_hop = 0

    @property
    def voiced_until(self) -> int:
        """Sample after the last hop of speech; 0 before there was any."""
        return self._end_hop * HOP_LENGTH

    def feed(self, hop: int, score: float) -> list[SegmentEvent]:
        """Take the score of one hop.

        Args:
            hop: Index of the hop, which begins at sample `hop * HOP_LENGTH`; one more than the last.
            score: Likelihood of speech from 0 to 1.

        Returns:
            What this hop decided: nothing or one event, with `decided_at = (hop + 1) * HOP_LENGTH`.
        """
        self._n_hops = hop + 1
        return self._inside(hop, score) if self._is_open else self._outside(hop, score)

    def finish(self) -> list[SegmentEvent]:
        """End the stream: what is open closes now, at its last voiced hop."""
        return [self._close()] if self._is_open else []

    def _outside(self, hop: int, score: float) -> list[SegmentEvent]:
        if score < self._rules.open_score:
            self._n_voiced = 0
            return []
        self._n_voiced += 1
        if self._n_voiced < self._rules.open_hops:
            return []
        self._is_open = True
        self._n_silent = 0
        self._start_hop = hop + 1 - self._rules.open_hops
        self._end_hop = hop + 1
        return [SegmentOpened(at=self._start_hop * HOP_LENGTH, decided_at=self._n_hops * HOP_LENGTH)]

    def _inside(self, hop: int, score: float) -> list[SegmentEvent]:
        if score >= self._rules.close_score:
            self._n_voiced += 1
            self._n_silent = 0
            self._end_hop = hop + 1
            return []
        self._n_silent += 1
        return [self._close()] if self._n_silent >= self._rules.close_hops else []

    def _close(self) -> SegmentEvent:
        kind = SegmentClosed if self._n_voiced >= self._rules.min_hops else Blip
        start, end = self._start_hop * HOP_LENGTH, self._end_hop * HOP_LENGTH
        self._is_open = False
        self._n_voiced = 0
        return kind(start=start, end=end, decided_at=self._n_hops * HOP_LENGTH)


def speech_segments(
    samples: Samples, voice_activity: VoiceActivity, segmentation: Segmentation | None = None, *,
    silenced: NDArray[np.bool_] | None = None,
) -> list[tuple[int, int]]:  # fmt: skip
    """Find the speech in a whole recording; the same segments that a stream would give.

    Args:
        samples: Mono signal, shape `(n,)`; a last partial hop is filled up with silence.
        voice_activity: Scores the hops; reset first, so that nothing earlier is remembered.
        segmentation: When to open and close; the defaults when None.
        silenced: Hops to take for silence, shape `(n // HOP_LENGTH,)`; none when None.

    Returns:
        Segments `(start, end)` in samples, half-open, in order, never past `n`; blips are left out.
    """
    voice_activity.reset()
    segmenter = Segmenter(segmentation)
    events: list[SegmentEvent] = []
    for hop, start in enumerate(range(0, len(samples), HOP_LENGTH)):
        frame = samples[start : start + HOP_LENGTH]
        if len(frame) < HOP_LENGTH:
            frame = np.pad(frame, (0, HOP_LENGTH - len(frame)))
        elif silenced is not None and silenced[hop]:
            frame = np.zeros_like(frame)
        events += segmenter.feed(hop, voice_activity.score(frame))
    events += segmenter.finish()
    return [(event.start, min(event.end, len(samples))) for event in events if isinstance(event, SegmentClosed)]
