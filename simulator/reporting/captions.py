"""Captions of both sides as the call goes."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from textwrap import wrap

from rich.console import Console
from rich.text import Text

from simulator.audio.clock import SAMPLE_RATE, Samples, to_seconds
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
from simulator.reporting.plain import clock, plain

LONGEST_NAME = 12
"""Characters of a name beside the captions."""

CLOCK_WIDTH = 5
"""Characters of a time, up to 99:59."""

YOU = "You"
"""How the caller is called who reads the captions."""

NARROWEST = 20
"""Fewest columns into which words are wrapped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """How the two sides are called."""

    caller: str
    """The one who practises."""

    recruiter: str
    """The persona's first name."""

    def caller_does(self, what: str, addressed: str) -> str:
        """Say what the caller does: "Amy says nothing", or "you say nothing" to the caller themselves."""
        return f"you {addressed}" if self.caller == YOU else f"{self.caller} {what}"


class Captions:
    """Follows a call and prints who says what; the recruiter sentence by sentence, the caller stretch by stretch."""

    def __init__(self, console: Console, names: Cast) -> None:
        """Start with nothing said.

        Args:
            console: Where to print.
            names: How the two sides are called.
        """
        self._console = console
        self._names = Cast(caller=_label(names.caller), recruiter=_label(names.recruiter))
        self._width = max(len(self._names.caller), len(self._names.recruiter))
        self._last_label = ""
        self._pause_at = 0
        self._n_underway = 0
        self._held: list[Event] = []
        self._hung_up: HungUp | None = None
        self.shown = True
        """Whether words are printed."""

    def heard(self, near: Samples, far: Samples) -> None:
        """Take sound and do nothing: captions are words."""

    def happened(self, event: Event) -> None:
        """Print what can be read, in the order in which it was said."""
        match event:
            case SpeechEnded():
                self._n_underway += 1
            case Transcribed():
                self._heard(event)
            case HungUp():
                self._hung_up = event
                self._end()
            case _ if self._n_underway:
                # The answer may begin before all words of the question are there.
                self._held.append(event)
            case _:
                self._tell(event)

    def note(self, at: int, words: str) -> None:
        """Print something that nobody said."""
        self._row(at, Text(" " * self._width), f"({words})", "dim italic")

    def _tell(self, event: Event) -> None:
        match event:
            case LineStarted():
                self._last_label = ""
            case SentenceStarted():
                self._say(event.at, self._names.recruiter, plain(event.text), style="cyan")
            case PauseStarted():
                self._pause_at = event.at
            case _:
                self._remark(event)

    def _remark(self, event: Event) -> None:
        """Note what happened between the words."""
        match event:
            case PauseEnded():
                self._note(self._pause_at, f"a pause of {to_seconds(event.at - self._pause_at):.1f} s")
            case LineStopped():
                self._note(event.at, f"{self._names.recruiter} stops: {self._names.caller_does('is talking', 'are talking')}")
            case VerdictAnnounced():
                self._note(event.at, f"the verdict: {event.verdict}")
            case StayedSilent():
                self._note(event.decided_at, self._names.caller_does("says nothing", "say nothing"))
            case _:
                pass

    def _heard(self, event: Transcribed) -> None:
        self._n_underway -= 1
        if event.text:
            self._say(event.start, self._names.caller, plain(event.text), style="green")
        else:
            said = self._names.caller_does("says something", "say something")
            self._note(event.start, f"{said}, but no words could be made out")
        if not self._n_underway:
            held, self._held = self._held, []
            for waiting in held:
                self._tell(waiting)
        self._end()

    def _end(self) -> None:
        # The last words are recognised when the line is closed already.
        if self._hung_up is None or self._n_underway:
            return
        caller, recruiter = self._names.caller_does("hangs up", "hang up"), f"{self._names.recruiter} hangs up"
        ended = {"caller": caller, "recruiter": recruiter}.get(self._hung_up.by, "the line is closed")
        self._note(self._hung_up.at, ended)

    def _say(self, at: int, name: str, words: str, *, style: str) -> None:
        label = "" if name == self._last_label else name
        self._last_label = name
        if self.shown:
            self._row(at, Text(label.ljust(self._width), f"bold {style}"), words, "")

    def _note(self, at: int, words: str) -> None:
        if self.shown:
            self.note(at, words)

    def _row(self, at: int, label: Text, words: str, style: str) -> None:
        indent = CLOCK_WIDTH + 2 + self._width + 2
        lines = wrap(words, max(self._console.width - indent, NARROWEST)) or [""]
        when = clock(to_seconds(at)).rjust(CLOCK_WIDTH)
        # No table: it would fill every line with spaces, and a piped caption should end where its words do.
        self._console.print(Text.assemble((when, "dim"), "  ", label, "  ", (lines[0], style)), soft_wrap=True)
        for line in lines[1:]:
            self._console.print(Text(" " * indent + line, style), soft_wrap=True)


class Pace:
    """Holds a recorded call back to a speed at which its captions can be read."""

    def __init__(
        self, speed: float, *, now: Callable[[], float] = time.monotonic, wait: Callable[[float], None] = time.sleep
    ) -> None:
        """Start the clock with the first sample.

        Args:
            speed: Seconds of call in a second; above 0.
            now: Tells the time in seconds.
            wait: Waits for so many seconds.
        """
        self._speed = speed
        self._now = now
        self._wait = wait
        self._n_heard = 0
        self._begun_at: float | None = None

    def heard(self, near: Samples, far: Samples) -> None:  # noqa: ARG002 a sink takes both channels
        """Wait until it is time for these samples."""
        if self._begun_at is None:
            self._begun_at = self._now()
        self._n_heard += len(near)
        early = self._begun_at + self._n_heard / (SAMPLE_RATE * self._speed) - self._now()
        if early > 0:
            self._wait(early)

    def happened(self, event: Event) -> None:
        """Let events pass."""


def first_name(name: str) -> str:
    """Take the first word of a name; empty when there is none."""
    return next(iter(name.split()), "")


def _label(name: str) -> str:
    return plain(name)[:LONGEST_NAME]
