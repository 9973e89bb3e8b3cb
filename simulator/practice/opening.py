"""Opens what a call with a person at the desk needs, and closes it whatever ends the call."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace

import numpy as np
from rich.console import Console

from simulator.audio.clock import to_samples
from simulator.audio.writing import RecordingWriter
from simulator.brief import Brief
from simulator.call.levels import at_level
from simulator.call.live import Recorder
from simulator.call.session import Engines
from simulator.call.wording import Wording
from simulator.casting import Casting
from simulator.desk_settings import DeskSettings
from simulator.errors import DeviceError, RehearsalError
from simulator.events import Event, HungUp
from simulator.lines.desk import Canceller, Desk, play
from simulator.lines.half_duplex import HalfDuplex
from simulator.lines.keys import open_keys
from simulator.lines.scribe import Scribe
from simulator.lines.stream import DuplexStream
from simulator.practice.answering import LiveAnswers
from simulator.practice.live_settings import LiveSettings
from simulator.reporting.captions import YOU, Cast, first_name
from simulator.reporting.live_screen import LiveScreen
from simulator.telephone.carrier import TelephoneLine
from simulator.telephone.tones import click, hung_up, ring

LONGEST_HINT = 8_000
"""Longest delay, in samples, that the echo canceller takes for a hint; it finds longer ones by itself, or not at all."""

LAST_SOUND = to_samples(0.4)
"""Samples for which the line stays open after a sound that must be heard to its end."""

PICK_UP = to_samples(0.15)
"""Samples from picking up to speaking."""


@contextmanager
def open_screen(settings: LiveSettings, console: Console) -> Iterator[LiveScreen]:
    """Show a call, and take its keys, for as long as it goes on."""
    names = Cast(caller=YOU, recruiter=first_name(settings.casting.persona.name))
    with open_keys() as keys, LiveScreen(console, names, keys, redraw=settings.redraw) as screen:
        yield screen


@contextmanager
def open_desk(settings: LiveSettings, screen: LiveScreen) -> Iterator[Desk]:
    """Let sound flow for as long as a call goes on.

    Raises:
        DeviceError: If the devices do not open or do not begin.
    """
    stream = DuplexStream(settings.devices)
    stream.trouble = screen.tell
    try:
        stream.start()
        known = settings.desk.half_duplex  # and said before the call
        yield Desk(stream, _canceller(settings.desk), tell=None if known else screen.tell)
    finally:
        stream.close()


@contextmanager
def warmed_up(settings: LiveSettings, engines: Engines) -> Iterator[LiveAnswers]:
    """Have engines work beside a call, and begin with what it will probably need."""
    answers = LiveAnswers(engines)
    try:
        answers.warm_up(wording_of(settings.casting, settings.brief))
        yield answers
    finally:
        answers.close()


def lay_line(settings: LiveSettings) -> TelephoneLine:
    """Lay a line to the recruiter; one voice at a time leaves no room for the rustling behind theirs."""
    line = settings.casting.line(band=settings.desk.telephone)
    return TelephoneLine(replace(line, sounds=("quiet",)) if settings.desk.half_duplex else line)


def ring_until(answers: LiveAnswers, desk: Desk, telephone: TelephoneLine) -> None:
    """Ring once, and again for as long as the engines are not ready; then the receiver is picked up."""
    play(desk, telephone.sound(ring()))
    while not answers.ready():
        play(desk, telephone.sound(ring()))
    play(desk, telephone.sound(np.pad(click(), (0, PICK_UP))))


def hear_out(desk: Desk, telephone: TelephoneLine, events: Sequence[Event]) -> None:
    """Let the last word be heard to its end, and that the recruiter has hung up."""
    left = isinstance(events[-1], HungUp) and events[-1].by == "recruiter"
    silence = np.zeros(LAST_SOUND, dtype=np.float32)
    # The call is over, and nothing of it can be lost any more: whoever has heard enough comes to the score the sooner.
    with suppress(DeviceError, KeyboardInterrupt):
        play(desk, telephone.sound(np.concatenate([silence, hung_up(), silence]) if left else silence))


def wording_of(casting: Casting, brief: Brief) -> Wording:
    """Know the words that will probably be said."""
    persona = at_level(casting.persona, casting.level)
    return Wording(persona=persona, brief=brief, verdict=casting.verdict, seed=casting.seed, level=casting.level)


def _canceller(desk: DeskSettings) -> Canceller:
    if desk.half_duplex:
        return HalfDuplex(delay=desk.delay)
    from simulator.listening.echo import EchoCanceller  # its library loads in 0.1 s

    return EchoCanceller(delay=min(desk.delay, LONGEST_HINT))


def _nothing(_recorder: Recorder) -> None:
    pass


@contextmanager
def written_down(
    settings: LiveSettings, engines: Engines, console: Console, *, so_far: Callable[[Recorder], None] = _nothing
) -> Iterator[Scribe]:
    """Have a call written down; whatever ends it, the recording is finished and its place is told.

    Args:
        settings: Whose call.
        engines: What makes it.
        console: Where its place is told.
        so_far: Writes what was before; at once, for it may be more than a live call ever has waiting.
    """
    sheet = settings.casting.sheet(settings.brief, engines)
    writer = RecordingWriter(settings.folder, sheet, live=True)
    so_far(writer)
    scribe = Scribe(writer)
    try:
        yield scribe
        scribe.close()
    except BaseException as error:
        _close(scribe)
        if isinstance(error, RehearsalError | KeyboardInterrupt):
            console.print(f"The recording so far: {settings.folder}", soft_wrap=True)
        raise


def _close(scribe: Scribe) -> None:
    """Finish a recording when something else is wrong already, which is what will be said."""
    with suppress(RehearsalError):
        scribe.close()
