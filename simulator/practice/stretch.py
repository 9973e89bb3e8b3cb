"""The part of a call in which a step is decided: where it begins, what leads up to it, and when it is over."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from simulator.audio.clock import to_samples
from simulator.errors import InputError
from simulator.events import (
    Event,
    LineEnded,
    PauseStarted,
    PhaseChanged,
    SentenceStarted,
    SpeechEnded,
    VerdictAnnounced,
)
from simulator.recruiter_line import recruiter_lines

STEPS = ("introduction", "silence", "reaction", "ending")
"""What can be tried again."""

LONGEST_RUN_UP = to_samples(12.0)
"""Longest time for which one listens before it is one's turn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The part of a call in which a step is decided."""

    start: int
    """Its first sample."""

    run_up: int
    """Where to begin to listen, so that one knows what to go on from: at the recruiter's words that lead up to it."""

    is_over: Callable[[Event], bool]
    """Tells from each event of it, in order, whether it is over."""

    def end(self, events: Sequence[Event]) -> int | None:
        """Find where it was over in a call; None when it went on to the end. Asks `is_over`, which may remember."""
        inside = (event for event in events if (moment_of(event) or 0) >= self.start)
        return next((moment_of(event) for event in inside if self.is_over(event)), None)


def stretch_of(step: str, events: Sequence[Event]) -> Stretch:
    """Find the part of a call in which a step is decided.

    Args:
        step: One of `STEPS`.
        events: The call's journal.

    Raises:
        InputError: If there is no such step, or the call ended before it.
    """
    if step not in STEPS:
        message = f"STEP: expected {', '.join(STEPS)}, got {step!r}"
        raise InputError(message)
    announced = next((e.at for e in events if isinstance(e, VerdictAnnounced)), None)
    if step == "introduction":
        return Stretch(start=0, run_up=0, is_over=lambda event: isinstance(event, PauseStarted | VerdictAnnounced))
    if announced is None:
        message = f"that call ended before there was a verdict, so it has no {step} to try again; make a new one: rehearse call"
        raise InputError(message)
    start, is_over = _bounds(step, events, announced)
    return Stretch(start=start, run_up=_run_up(events, start), is_over=is_over)


def _bounds(step: str, events: Sequence[Event], announced: int) -> tuple[int, Callable[[Event], bool]]:
    if step == "silence":
        looked_up = [e.at for e in events if isinstance(e, PhaseChanged) and e.phase == "announcing" and e.at < announced]
        return (looked_up[-1] if looked_up else 0), _AfterVerdict()
    return (announced if step == "reaction" else _last_word(events, announced)), _never


def _run_up(events: Sequence[Event], start: int) -> int:
    """Find the recruiter's first sentence, in the line that is being said at `start`, that is not too long ago."""
    line = next((line for line in recruiter_lines(events) if line.start < start <= (line.end or start)), None)
    said = (e.at for e in events if isinstance(e, SentenceStarted) and line is not None and line.start <= e.at < start)
    return min((at for at in said if at >= start - LONGEST_RUN_UP), default=start)


def _last_word(events: Sequence[Event], announced: int) -> int:
    """Find where the recruiter stopped talking for the last time before the caller's last words."""
    spoken = max((e.start for e in events if isinstance(e, SpeechEnded)), default=announced)
    return max([announced, *(e.at for e in events if isinstance(e, LineEnded) and e.at <= spoken)])


class _AfterVerdict:
    """Waits for the end of the line in which the verdict was announced."""

    def __init__(self) -> None:
        self._announced = False

    def __call__(self, event: Event) -> bool:
        self._announced = self._announced or isinstance(event, VerdictAnnounced)
        return self._announced and isinstance(event, LineEnded)


def _never(_event: Event) -> bool:
    return False


def moment_of(event: Event) -> int | None:
    """Tell at which sample something happened or was decided; None when the event does not say."""
    moments = (getattr(event, name, None) for name in ("start", "at", "decided_at"))
    return next((moment for moment in moments if moment is not None), None)
