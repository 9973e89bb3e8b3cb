"""What is shown can be read on any terminal, and carries nothing that a terminal would obey."""

import io
from pathlib import Path

import numpy as np
import pytest

from simulator.audio.clock import HOP_LENGTH, SAMPLE_RATE, Samples
from simulator.events import (
    Event,
    HungUp,
    LineStarted,
    LineStopped,
    PauseEnded,
    PauseStarted,
    SentenceStarted,
    SpeechEnded,
    StayedSilent,
    Transcribed,
    VerdictAnnounced,
)
from simulator.persona import load_persona
from simulator.reporting.captions import Captions, Cast, Pace
from simulator.reporting.plain import clock, plain
from simulator.reporting.terminal import open_console, persona_card, show
from simulator.verdict import Verdict

S = SAMPLE_RATE
HOP: Samples = np.zeros(HOP_LENGTH, dtype=np.float32)


def captions_of(events: list[Event]) -> list[str]:
    """Caption a call into lines."""
    file = io.StringIO()
    captions = Captions(open_console(file), Cast(caller="Priya", recruiter="Dana"))
    for event in events:
        captions.happened(event)
    return file.getvalue().splitlines()


def heard(segment: int, start: int, text: str) -> list[Event]:
    """One stretch of the caller's speech, recognised."""
    ended = SpeechEnded(segment=segment, start=start, end=start + S, decided_at=start + 2 * S)
    return [ended, Transcribed(segment=segment, start=start, end=start + S, text=text, words=(), engine="x", arrived_at=0)]


def test_captions_read_like_a_play() -> None:
    """Each side's name stands where it begins to speak, pauses and overlaps in brackets, the time in front."""
    events: list[Event] = [
        LineStarted(line=0, at=0),
        SentenceStarted(line=0, text="Hello, this is Dana.", at=0),
        SentenceStarted(line=0, text="How can I help?", at=2 * S),
        *heard(0, 5 * S, "Hi, it's Priya."),
        LineStarted(line=1, at=8 * S),
        SentenceStarted(line=1, text="One moment.", at=8 * S),
        PauseStarted(line=1, at=9 * S),
        PauseEnded(line=1, at=11 * S + S // 2),
        LineStopped(line=1, at=12 * S, onset=0, left=(), collision=False),
        VerdictAnnounced(at=61 * S, verdict=Verdict.RUNNER_UP),
        StayedSilent(decided_at=70 * S),
    ]
    assert captions_of(events) == [
        " 0:00  Dana   Hello, this is Dana.",
        " 0:02         How can I help?",
        " 0:05  Priya  Hi, it's Priya.",
        " 0:08  Dana   One moment.",
        " 0:09         (a pause of 2.5 s)",
        " 0:12         (Dana stops: Priya is talking)",
        " 1:01         (the verdict: runner-up)",
        " 1:10         (Priya says nothing)",
    ]


def test_last_words_come_before_the_end() -> None:
    """Words that were still being recognised when the caller hung up stand before it."""
    ended, words = heard(0, S, "Bye!")
    assert captions_of([ended, HungUp(at=3 * S, by="caller"), words]) == [
        " 0:01  Priya  Bye!",
        " 0:03         (Priya hangs up)",
    ]
    assert captions_of([HungUp(at=0, by="line")]) == [" 0:00         (the line is closed)"]


def test_an_answer_waits_for_the_words_it_answers() -> None:
    """The recruiter may begin before the caller's last words are there; the captions keep the order of the call."""
    ended, words = heard(0, 5 * S, "Hi, it's Priya.")
    begins: list[Event] = [LineStarted(line=1, at=8 * S), SentenceStarted(line=1, text="One moment.", at=8 * S)]
    assert captions_of([ended, *begins, words]) == captions_of([ended, words, *begins])


def test_long_captions_wrap_under_themselves() -> None:
    """No line is wider than 80 columns or ends in spaces, and what goes on stands under its beginning."""
    lines = captions_of(heard(0, 0, "word " * 40))
    assert len(lines) == 4
    assert all(len(line) <= 80 and line == line.rstrip() for line in lines)
    assert all(line.startswith(" " * 14 + "word") for line in lines[1:])


def test_unheard_words_are_admitted() -> None:
    """Speech without words is said to be that."""
    assert captions_of(heard(0, 0, "")) == [" 0:00         (Priya says something, but no words could be made out)"]


def test_escape_sequences_are_made_harmless() -> None:
    """What a file or a recogniser brings along cannot steer the terminal."""
    assert plain("a\x1b[31mb\n c\u202e\udc80") == "a?[31mb c??"
    assert captions_of(heard(0, 0, "\x1b]0;title\x07[bold]hi[/]")) == [" 0:00  Priya  ?]0;title?[bold]hi[/]"]


@pytest.mark.parametrize(("seconds", "shown"), [(0, "0:00"), (59.999, "0:59"), (60, "1:00"), (3725.5, "62:05")])
def test_moments_are_shown_as_clocks_do(seconds: float, shown: str) -> None:
    """Minutes and whole seconds, rounded down."""
    assert clock(seconds) == shown


def test_cards_outside_a_terminal_are_plain() -> None:
    """Without a terminal there is no colour, no line wider than 80 columns and no space at a line's end."""
    file = io.StringIO()
    persona = load_persona(Path(__file__).parent.parent / "personas" / "dana-whitfield.toml")
    show(open_console(file), persona_card(persona, lines=["x" * 200]))
    lines = file.getvalue().splitlines()
    assert "\x1b" not in file.getvalue()
    assert all(len(line) <= 80 and line == line.rstrip() for line in lines)


def test_pace_holds_a_call_back_to_its_speed() -> None:
    """At speed 8, a hop of 32 ms takes 4 ms; what took longer is not waited for again."""
    now = [100.0]
    waits: list[float] = []

    def wait(seconds: float) -> None:
        waits.append(round(seconds, 6))
        now[0] += seconds

    pace = Pace(8, now=lambda: now[0], wait=wait)
    pace.heard(HOP, HOP)
    pace.heard(HOP, HOP)
    now[0] += 0.010  # a recogniser took its time
    pace.heard(HOP, HOP)
    pace.heard(HOP, HOP)
    pace.heard(HOP, HOP)
    assert waits == [0.004, 0.004, 0.002]
