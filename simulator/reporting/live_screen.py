"""What a person sees while they talk: captions, and beneath them whose turn it is, how loud they are, and the time."""

from collections.abc import Callable, Sequence
from typing import Protocol, Self

import numpy as np
from rich.console import Console
from rich.live import Live
from rich.text import Text

from simulator.audio.clock import HOP_LENGTH, SAMPLE_RATE, Samples, to_seconds
from simulator.audio.levels import rms_dbfs
from simulator.events import (
    Event,
    HungUp,
    LineEnded,
    LineStarted,
    LineStopped,
    PartTranscribed,
    SpeechStarted,
    Transcribed,
    TurnEnded,
)
from simulator.inputs import NearEndLost, Wish
from simulator.reporting.captions import Captions, Cast
from simulator.reporting.plain import clock, plain

KEYS = {
    "q": (Wish.HANG_UP, "hang up"),
    "p": (Wish.PAUSE, "pause"),
    "r": (Wish.SAY_AGAIN, "say that again"),
    "m": (Wish.MUTE, "mute"),
    "c": (None, "captions"),
}
"""Keys, what they ask for, and how that is called; captions are the screen's own business."""

SAME_KEYS = {"h": "q", " ": "p", "?": "?"}
"""Other keys for the same."""

HOPS_A_LOOK = 4
"""Hops from one drawing to the next: 8 a second, which is smooth and costs little."""

DEAD_HOPS = 5 * SAMPLE_RATE // HOP_LENGTH
"""Hops of exact zeros from the start after which a microphone is taken for a dead one: a live one has noise."""

DEAD = "the microphone gives no sound at all: it is muted, or may not be used; see rehearse doctor"
"""What is said then."""

METER_DBFS = (-60.0, -10.0)
"""Levels at which the meter is empty and full."""

METER_CELLS = 8


class Typist(Protocol):
    """Where keys come from."""

    def poll(self) -> str:
        """Return the characters typed since the last time."""
        ...


class LiveScreen:
    """Shows one live call. Without redrawing, what changes is said in words, once, as a screen reader wants it."""

    def __init__(self, console: Console, names: Cast, keys: Typist, *, redraw: bool) -> None:
        """Start with nothing said.

        Args:
            console: Where to print.
            names: How the two sides are called.
            keys: Where keys come from.
            redraw: Whether a line at the bottom may be drawn again and again.
        """
        self._console = console
        self._captions = Captions(console, names)
        self._recruiter = plain(names.recruiter)
        self._keys = keys
        self._live = Live(console=console, auto_refresh=False, transient=True, redirect_stdout=False, redirect_stderr=False)
        self._redraw = redraw
        self._n_heard = self._n_looks = 0
        self._levels: list[float] = []
        self._dead = True
        self._turn = f"{self._recruiter}'s turn"
        self._partly = ""
        self._drawn = Text()

    def __enter__(self) -> Self:
        """Begin to draw."""
        if self._redraw:
            self._live.start()
        return self

    def __exit__(self, *_error: object) -> None:
        """Clear the line at the bottom."""
        if self._redraw:
            self._live.stop()

    def wishes(self) -> Sequence[Wish]:
        """Return what was asked for by keys since the last hop."""
        found: list[Wish] = []
        for key in self._keys.poll():
            match KEYS.get(SAME_KEYS.get(key, key).lower()):
                case (Wish() as wish, name):
                    found.append(wish)
                    self._answer(wish, name)
                case (None, _):
                    self._captions.shown = not self._captions.shown
                    self.tell("captions on" if self._captions.shown else "captions off")
                case None if key == "?":
                    self._console.print(Text(f"Keys: {key_help()}", style="dim"))
                case _:
                    pass
        return found

    def show(self, level: Samples, *, paused: bool, muted: bool) -> None:
        """Show how things stand; `level` is the microphone's last hop."""
        self._levels.append(rms_dbfs(level))
        self._n_looks += 1
        self._dead &= not level.any()
        if self._dead and self._n_looks == DEAD_HOPS:
            self.tell(DEAD)
        if self._redraw and self._n_looks % HOPS_A_LOOK == 0:
            state = "paused" if paused else f"{self._turn}, you are muted" if muted else self._turn
            lines = self._lines(state)
            if lines != self._drawn:
                self._live.update(lines, refresh=True)
            self._drawn = lines
            self._levels.clear()

    def heard(self, near: Samples, far: Samples) -> None:  # noqa: ARG002 a follower takes both channels
        """Count the time."""
        self._n_heard += len(near)

    def happened(self, event: Event) -> None:
        """Show what can be read, and whose turn it is."""
        self._captions.happened(event)
        match event:
            case TurnEnded() | LineStarted():
                self._turn = f"{self._recruiter}'s turn"
            case LineEnded() | LineStopped():
                self._turn = "your turn"
                if not self._redraw:
                    self.tell(self._turn)
            case NearEndLost(n_samples=n):
                self.tell(f"the microphone lost {to_seconds(n):.2f} s" if n else "the microphone lost a moment")
            case PartTranscribed(text=text):
                self._partly = plain(text)
            case SpeechStarted() | Transcribed():
                self._partly = ""
            case HungUp():
                self._turn = "the call is over"
            case _:
                pass

    def tell(self, words: str) -> None:
        """Tell something about the line itself."""
        self._captions.note(self._n_heard, words)

    def _answer(self, wish: Wish, name: str) -> None:
        match wish:
            case Wish.SAY_AGAIN:
                self.tell(f"{self._recruiter} will say that again")
            case Wish.PAUSE | Wish.MUTE if not self._redraw:
                self.tell(f"{name} on or off")
            case _:
                pass

    def _lines(self, state: str) -> Text:
        """Draw what was understood so far of somebody who is still speaking, and how things stand."""
        partly = f"       … {self._partly}\n" if self._partly and self._captions.shown else ""
        return Text.assemble(
            (partly, "dim green"),
            (clock(to_seconds(self._n_heard)).rjust(5), "dim"), "  ", (meter(max(self._levels, default=-np.inf)), "green"), "  ",
            (state, "bold"), "   ", (key_help(), "dim"), no_wrap=True, overflow="ellipsis",
        )  # fmt: skip


def meter(level_dbfs: float) -> str:
    """Draw a level with blocks, `METER_CELLS` wide."""
    low, high = METER_DBFS
    share = min(max((level_dbfs - low) / (high - low), 0.0), 1.0)
    n_full = round(share * METER_CELLS)
    return "▮" * n_full + "▯" * (METER_CELLS - n_full)


def key_help(names: Callable[[str], str] = str) -> str:
    """List the keys in a line."""
    return "  ".join(f"{key} {names(name)}" for key, (_, name) in KEYS.items())
