"""A person at the desk sees whose turn it is and what is said; without redrawing they are told in words."""

import io
import re

import numpy as np
import pytest
from rich.console import Console

from simulator.audio.clock import HOP_LENGTH, Samples
from simulator.audio.hop import SILENCE
from simulator.events import (
    Event,
    HungUp,
    LineEnded,
    LineStarted,
    PartSpoken,
    PartTranscribed,
    SentenceStarted,
    SpeechEnded,
    StayedSilent,
    Transcribed,
)
from simulator.inputs import NearEndLost, Wish
from simulator.reporting.captions import YOU, Cast
from simulator.reporting.live_screen import DEAD, DEAD_HOPS, METER_CELLS, LiveScreen, meter

LOUD: Samples = np.full(HOP_LENGTH, 0.1, dtype=np.float32)
SAID: list[Event] = [
    LineStarted(line=0, at=0),
    SentenceStarted(line=0, text="Dana speaking.", at=0),
    LineEnded(line=0, at=16_000),
    SpeechEnded(segment=0, start=20_000, end=30_000, decided_at=32_000),
    Transcribed(segment=0, start=20_000, end=30_000, text="Hello.", words=(), engine="x", arrived_at=33_000),
    StayedSilent(decided_at=48_000),
    NearEndLost(at=50_000, n_samples=1600),
    HungUp(at=64_000, by="caller"),
]


class Typist:
    """Somebody who has typed already."""

    def __init__(self, typed: str = "") -> None:
        self.typed = typed

    def poll(self) -> str:
        """Return everything at once."""
        typed, self.typed = self.typed, ""
        return typed


def screen(typed: str = "", *, redraw: bool = False, colour: bool = False) -> tuple[LiveScreen, io.StringIO]:
    """A screen on paper."""
    file = io.StringIO()
    console = Console(
        file=file, force_terminal=redraw, width=100, highlight=False, markup=False, no_color=not colour, legacy_windows=False
    )
    return LiveScreen(console, Cast(caller=YOU, recruiter="Dana"), Typist(typed), redraw=redraw), file


def after(events: list[Event], *, redraw: bool = False, typed: str = "") -> str:
    """What was shown."""
    shown, file = screen(typed, redraw=redraw)
    with shown:
        shown.wishes()
        for event in events:
            shown.happened(event)
            for _ in range(4):
                shown.heard(LOUD, SILENCE)
                shown.show(LOUD, paused=False, muted=False)
    return file.getvalue()


def test_without_redrawing_everything_is_said_once_in_words() -> None:
    """A screen reader gets whole lines, with no control characters, and hears when it is their turn."""
    text = after(SAID)
    assert "\x1b" not in text
    assert "\r" not in text
    assert [line.split("  ", 1)[1].strip() for line in text.splitlines()] == [
        "Dana  Dana speaking.", "(your turn)", "You   Hello.", "(you say nothing)", "(the microphone lost 0.10 s)",
        "(you hang up)",
    ]  # fmt: skip


def test_with_redrawing_one_line_tells_how_things_stand() -> None:
    """Turn, level, time and keys stand beneath the captions, and are gone afterwards."""
    text = after(SAID[:3], redraw=True)
    assert "Dana's turn" in text
    assert "your turn" in text
    assert "▮▮▮▮▮▮▯▯" in text
    assert "q hang up" in text
    assert "(your turn)" not in text
    assert text.endswith("\x1b[2K")


def test_what_is_understood_so_far_is_shown_while_they_speak() -> None:
    """A part's words stand beneath the captions until the whole is there."""
    part = PartSpoken(segment=0, start=20_000, end=24_000, decided_at=27_000)
    text = after([*SAID[:3], PartTranscribed(part=part, text="Hello my", arrived_at=28_000)], redraw=True)
    assert "… Hello my" in text


def test_keys_are_wishes() -> None:
    """Each key asks for its own thing, letters in either case; others for nothing."""
    shown, _ = screen("qpRm hx\x1b[A")
    assert list(shown.wishes()) == [
        Wish.HANG_UP, Wish.PAUSE, Wish.SAY_AGAIN, Wish.MUTE, Wish.PAUSE, Wish.HANG_UP,
    ]  # fmt: skip


def test_captions_can_be_turned_off_and_on() -> None:
    """Without captions nobody's words are shown, what happens to the line still is."""
    off = after(SAID, typed="c")
    assert "Dana speaking." not in off
    assert "(captions off)" in off
    assert "lost 0.10 s" in off
    assert "Dana speaking." in after(SAID, typed="cc")


def test_a_question_mark_lists_the_keys() -> None:
    """Pressing it prints what each key does."""
    shown, file = screen("?")
    shown.wishes()
    assert file.getvalue() == "Keys: q hang up  p pause  r say that again  m mute  c captions\n"


@pytest.mark.parametrize(("first", "told"), [(SILENCE, True), (LOUD, False)])
def test_a_dead_microphone_is_told_once(first: Samples, *, told: bool) -> None:
    """Exact zeros from the start mean that the microphone is muted or forbidden; one sound, and it is neither."""
    shown, file = screen()
    shown.show(first, paused=False, muted=False)
    for _ in range(2 * DEAD_HOPS):
        shown.show(SILENCE, paused=False, muted=False)
    assert " ".join(file.getvalue().split()).count(DEAD) == told


@pytest.mark.parametrize(("level", "full"), [(-np.inf, 0), (-60.0, 0), (-35.0, 4), (-10.0, 8), (0.0, 8)])
def test_the_meter_fills_with_the_level(level: float, full: int) -> None:
    """From silence to a shout, one cell after the other."""
    assert meter(level) == "▮" * full + "▯" * (METER_CELLS - full)


def test_it_works_without_colour() -> None:
    """On a terminal without colour no colour is written, and the same words are."""
    text = after(SAID, redraw=True)
    assert not re.search(r"\x1b\[(3[0-7]|9[0-7])m", text)
