"""Cuts what a caller said out of a recorded call, so that a fixture says it again at the same moments.

A clip waits for a cue and a delay. For each stretch of speech this looks which cue a `RecordedCaller` would have been
given by then, as that one waits for it, and takes the time that is left as the delay: as long as the recruiter does the
same, the same samples come at the same sample.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulator.audio.clock import HOP_LENGTH, Samples, to_samples
from simulator.audio.recording import Recording
from simulator.errors import InputError
from simulator.events import Event, HungUp, SpeechEnded, Transcribed
from simulator.lines.fixture import Cue
from simulator.recruiter_line import recruiter_lines

LEAD, TAIL = to_samples(1.0), to_samples(1.0)
"""Most of the room's sound that is kept before and after the speech of a clip."""

NOTICED = 2 * HOP_LENGTH
"""Time that a caller needs to learn of a cue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CutTurn:
    """One clip of a fixture to be."""

    start: int
    """Its first sample in the call."""

    end: int
    """One past its last."""

    cue: Cue
    """What it waits for."""

    delay: int
    """Samples from the cue to its first sample."""

    text: str
    """What was heard in it."""

    hang_up: bool = False
    """Whether the caller hung up when it ended."""


@dataclass(slots=True, kw_only=True)
class _Clip:
    start: int
    speech_end: int
    cue: Cue
    cued_at: int


def cut_turns(recording: Recording) -> tuple[CutTurn, ...]:
    """Cut a call.

    Args:
        recording: A call with its journal.

    Raises:
        InputError: If it has none: nobody knows then when the floor was whose.
    """
    if not recording.events:
        message = f"{recording.source}: expected a call that this program made, with its journal"
        raise InputError(message)
    floor = _Floor(recording.events)
    clips: list[_Clip] = []
    for start, end in sorted((e.start, e.end) for e in recording.events if isinstance(e, SpeechEnded)):
        before = clips[-1] if clips else None
        found = floor.cue_of(start, from_=before.start if before else 0, until=before.speech_end if before else 0)
        if found is None and before is not None:
            before.speech_end = end  # the same turn goes on
            continue
        cue, cued_at = found or (Cue.DURING, 0)
        earliest = max(before.speech_end if before else 0, cued_at + NOTICED)
        begin = max(min(earliest, start), start - LEAD)
        clips.append(_Clip(start=begin, speech_end=end, cue=cue, cued_at=cued_at))
    return _finished(clips, floor, recording)


def _finished(clips: Sequence[_Clip], floor: "_Floor", recording: Recording) -> tuple[CutTurn, ...]:
    """Give each clip its last sample, its delay and its words."""
    by_caller = next((e.at for e in recording.events if isinstance(e, HungUp) and e.by == "caller"), None)
    turns: list[CutTurn] = []
    for number, clip in enumerate(clips, start=1):
        following = clips[number] if number < len(clips) else None
        hangs_up = following is None and by_caller is not None
        limit = len(recording.near) if following is None else following.start
        end = by_caller if hangs_up and by_caller is not None else _end(clip, min(limit, floor.taken(clip.speech_end)), recording)
        start = clip.start + _quiet(recording.near[clip.start : clip.speech_end])
        cued_at = max(clip.cued_at, turns[-1].end if turns and clip.cue is Cue.AFTER else 0)
        heard = (e for e in recording.events if isinstance(e, Transcribed) and e.text and start <= e.start < end)
        turns.append(
            CutTurn(
                start=start, end=end, cue=clip.cue, delay=max(start - cued_at, 0), text=" ".join(e.text for e in heard),
                hang_up=hangs_up,
            )
        )  # fmt: skip
    return tuple(turns)


def _end(clip: _Clip, limit: int, recording: Recording) -> int:
    """Keep some of the room, but never so much that the clip still sounds when the next cue is given."""
    end = max(clip.speech_end, min(clip.speech_end + TAIL, limit))
    return end - _quiet(recording.near[clip.speech_end : end][::-1])


def _quiet(samples: Samples) -> int:
    """Count the samples of digital silence at the beginning."""
    sounding = np.flatnonzero(samples)
    return int(sounding[0]) if len(sounding) else len(samples)


class _Floor:
    """What a recorded caller learns of the recruiter's turns, and when."""

    def __init__(self, events: Sequence[Event]) -> None:
        lines = recruiter_lines(events)
        self._started = [line.start for line in lines]
        self._stopped = [line.end for line in lines if line.end is not None]
        self._ended = [line.end for line in lines if line.end is not None and line.finished]
        self._paused = [start for line in lines for start, _ in line.pauses]
        self._resumed = [end for line in lines for _, end in line.pauses]

    def taken(self, since: int) -> int:
        """Tell when the recruiter next takes the floor; never, as far as a sample index goes, when they don't."""
        return next((at for at in self._started if at >= since), 2**62)

    def cue_of(self, start: int, *, from_: int, until: int) -> tuple[Cue, int] | None:
        """Find the cue of speech that begins at `start`, and when it was given.

        Args:
            start: First sample of the speech.
            from_: First sample of the clip before; 0 when there is none.
            until: One past its last sample; 0 when there is none.
        """
        talking = _latest(self._started, start) > _latest(self._stopped, start)
        pausing = talking and _latest(self._paused, start) > _latest(self._resumed, start)
        given = {Cue.AFTER: self._after(start, from_, until), Cue.DURING: self._during(until), Cue.PAUSE: self._pause(until)}
        likely = Cue.PAUSE if pausing else Cue.DURING if talking else Cue.AFTER
        for cue in (likely, *given):
            at = given[cue]
            if at is not None and at + NOTICED <= start:
                return cue, at
        return None

    def _after(self, start: int, from_: int, until: int) -> int | None:
        moments = sorted({until, *(at for at in (*self._ended, *self._started, *self._stopped) if until < at <= start)})
        for moment in moments:
            ended = _latest(self._ended, moment)
            if ended >= from_ and ended >= 0 and _latest(self._started, moment) <= _latest(self._stopped, moment):
                return max(ended, until)
        return None

    def _during(self, until: int) -> int | None:
        return next((at for at in self._started if at >= until), None)

    def _pause(self, until: int) -> int | None:
        return next((at for at in self._paused if at >= until and _latest(self._started, at) >= until), None)


def _latest(moments: list[int], until: int) -> int:
    """Find the latest of some moments, in order, up to one; -1 when there is none."""
    n = bisect_right(moments, until)
    return moments[n - 1] if n else -1
