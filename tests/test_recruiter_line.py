"""What a journal tells of the recruiter's lines in several events is read in one place."""

from simulator.events import (
    HungUp,
    LineEnded,
    LineStarted,
    LineStopped,
    PauseEnded,
    PauseStarted,
    SentenceStarted,
)
from simulator.recruiter_line import RecruiterLine, recruiter_lines


def sentence(text: str, at: int) -> SentenceStarted:
    """A sentence of a line."""
    return SentenceStarted(line=0, text=text, at=at)


def test_a_line_is_read_with_its_pauses() -> None:
    """A line that was said to its end has its sentences and each pause inside it."""
    events = (
        LineStarted(line=0, at=10), sentence("One moment.", 10), PauseStarted(line=0, at=20), PauseEnded(line=0, at=30),
        sentence("Here we are.", 30), LineEnded(line=0, at=40),
    )  # fmt: skip
    line = RecruiterLine(start=10, end=40, text="One moment. Here we are.", pauses=((20, 30),), finished=True)
    assert recruiter_lines(events) == [line]


def test_a_line_ends_whoever_ends_it() -> None:
    """A line that gave way, or in which somebody hung up, is not finished, and its pause ends with it."""
    first = (LineStarted(line=0, at=0), PauseStarted(line=0, at=5), LineStopped(line=0, at=9, onset=7, left=(), collision=False))
    second = (LineStarted(line=1, at=20), sentence("Well.", 20), HungUp(at=25, by="caller"))
    assert recruiter_lines((*first, *second)) == [
        RecruiterLine(start=0, end=9, pauses=((5, 9),)), RecruiterLine(start=20, end=25, text="Well."),
    ]  # fmt: skip


def test_a_journal_may_break_off() -> None:
    """The last line of a journal that breaks off has no end; pauses outside a line belong to none."""
    assert recruiter_lines((PauseStarted(line=0, at=1), LineStarted(line=0, at=3))) == [RecruiterLine(start=3)]
    assert recruiter_lines(()) == []
