"""A sound over the recruiter's turn is named by when it came, how long it lasted, and what its words do."""

import pytest

from simulator.audio.clock import to_samples as s
from simulator.listening.acts import Act, Finding
from simulator.listening.overlap import HeldFloor, Overlap, classify, only_listens

FLOOR = HeldFloor(start=s(10), end=s(20), pauses=((s(13), s(15)),), finished=True)


def kind(start: float, end: float, *, spoke_until: float | None = 9.0, listening: bool = False) -> Overlap | None:
    """Name a stretch of speech given in seconds."""
    until = None if spoke_until is None else s(spoke_until)
    return classify(start=s(start), end=s(end), floor=FLOOR, spoke_until=until, only_listening=listening)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (11.0, 13.0, Overlap.INTERRUPTION),  # a second into the recruiter's turn
        (10.3, 12.0, Overlap.COLLISION),  # 0.3 s in, 1.3 s after the caller's last word: they were not done
        (10.53, 12.0, Overlap.COLLISION),  # nobody has understood a word by then
        (10.6, 12.0, Overlap.INTERRUPTION),  # as a recorded caller does who is told to break in
        (9.9, 12.0, Overlap.COLLISION),  # the caller was first
        (13.5, 15.0, Overlap.PAUSE),  # into the silence from 13 to 15
        (15.0, 16.0, Overlap.INTERRUPTION),  # the silence is over
        (11.0, 11.4, Overlap.BACKCHANNEL),  # too short to be an attempt
        (19.8, 22.0, None),  # over the last 0.2 s: eager, not rude
    ],
)
def test_kind_follows_from_time(start: float, end: float, expected: Overlap | None) -> None:
    """Each moment of the recruiter's turn has its own meaning."""
    assert kind(start, end) is expected


def test_listening_noises_are_backchannels_wherever_they_fall() -> None:
    """Short and doing nothing else: over words or into a pause."""
    assert kind(11.0, 12.0, listening=True) is Overlap.BACKCHANNEL
    assert kind(13.5, 14.2, listening=True) is Overlap.BACKCHANNEL


@pytest.mark.parametrize(
    ("text", "acts", "seconds", "listens"),
    [
        ("Mm-hm.", (Act.BACKCHANNEL,), 0.8, True),
        ("Okay, okay, okay.", (Act.BACKCHANNEL,), 2.0, False),  # too long to be a listening noise
        ("In a moment.", (), 0.8, True),  # what a recogniser makes of a hum
        ("Wait, wait.", (), 0.8, False),
        ("Did I get it?", (Act.ASK_DECISION,), 0.9, False),
        ("That is not what I was told.", (), 1.6, False),
        ("", (), 0.7, True),  # a cough
    ],
)
def test_what_only_listens(text: str, acts: tuple[Act, ...], seconds: float, listens: bool) -> None:  # noqa: FBT001 a table
    """Length and words decide together."""
    findings = tuple(Finding(act=act, start=0, end=len(text), confidence=1.0) for act in acts)
    assert only_listens(text, findings, s(seconds)) is listens


def test_nobody_collides_who_had_not_spoken_for_long() -> None:
    """Speech 0.3 s into a turn is an interruption when the caller's last word lies far back."""
    assert kind(10.3, 12.0, spoke_until=5.0) is Overlap.INTERRUPTION
    assert kind(10.3, 12.0, spoke_until=None) is Overlap.INTERRUPTION


def test_a_broken_off_turn_has_no_friendly_end() -> None:
    """Where the recruiter was cut off, there was no last word to be eager about."""
    floor = HeldFloor(start=s(10), end=s(12), pauses=(), finished=False)
    assert classify(start=s(11.8), end=s(14), floor=floor, spoke_until=None, only_listening=False) is Overlap.INTERRUPTION
