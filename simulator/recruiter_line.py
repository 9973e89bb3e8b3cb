"""One line of the recruiter's as it was really said: what a journal tells of it in several events."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from simulator.events import Event, HungUp, LineEnded, LineStarted, LineStopped, PauseEnded, PauseStarted, SentenceStarted


@dataclass(frozen=True, slots=True, kw_only=True)
class RecruiterLine:
    """What the recruiter said for as long as they kept the floor."""

    start: int
    """First sample of their first word."""

    end: int | None = None
    """One past the last sample; None when the journal breaks off before."""

    text: str = ""
    """The sentences that were begun."""

    pauses: tuple[tuple[int, int], ...] = ()
    """Silences inside, each from its first sample to one past its last."""

    finished: bool = False
    """Whether they came to its end; if not, they gave way or somebody hung up."""


def recruiter_lines(events: Sequence[Event]) -> list[RecruiterLine]:
    """Read the recruiter's lines off a journal, in order."""
    lines: list[RecruiterLine] = []
    line: RecruiterLine | None = None
    paused_at: int | None = None
    for event in events:
        match event:
            case LineStarted():
                line, paused_at = RecruiterLine(start=event.at), None
            case SentenceStarted() if line is not None:
                line = replace(line, text=f"{line.text} {event.text}".strip())
            case PauseStarted():
                paused_at = event.at
            case PauseEnded() | LineEnded() | LineStopped() | HungUp() if line is not None:
                pauses = line.pauses if paused_at is None else (*line.pauses, (paused_at, event.at))
                line, paused_at = replace(line, pauses=pauses), None
                if not isinstance(event, PauseEnded):
                    lines.append(replace(line, end=event.at, finished=isinstance(event, LineEnded)))
                    line = None
            case _:
                pass
    return lines if line is None else [*lines, line]
