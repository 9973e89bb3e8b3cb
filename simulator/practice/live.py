"""One practice call with a person: their brief on a card, the ring, the call at the desk, and the score."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from rich.console import Console

from simulator import __version__
from simulator.audio.clock import to_samples
from simulator.audio.sheet import Sheet
from simulator.audio.writing import RecordingWriter, write_scorecard
from simulator.brief import Brief
from simulator.call.levels import at_level
from simulator.call.live import LiveCall
from simulator.call.session import Engines, new_call
from simulator.call.wording import Wording
from simulator.casting import Casting
from simulator.desk_settings import DeskSettings
from simulator.engines import Room
from simulator.errors import DeviceError, RehearsalError
from simulator.events import Event, HungUp
from simulator.lines.desk import Canceller, Desk, play
from simulator.lines.devices import Devices
from simulator.lines.half_duplex import HalfDuplex
from simulator.lines.keys import open_keys
from simulator.lines.scribe import Scribe
from simulator.lines.stream import DuplexStream
from simulator.practice.answering import LiveAnswers
from simulator.reporting.brief_card import brief_card, brief_lines
from simulator.reporting.captions import YOU, Cast, first_name
from simulator.reporting.live_screen import LiveScreen, key_help
from simulator.reporting.terminal import show
from simulator.scoring.judge import score
from simulator.scoring.scorecard import Scorecard
from simulator.telephone.carrier import TelephoneLine
from simulator.telephone.tones import click, hung_up, ring

LONGEST_HINT = 8_000
"""Longest delay, in samples, that the echo canceller takes for a hint; it finds longer ones by itself, or not at all."""

LAST_SOUND = to_samples(0.4)
"""Samples for which the line stays open after a sound that must be heard to its end."""

PICK_UP = to_samples(0.15)
"""Samples from picking up to speaking."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveSettings:
    """How a live call is made."""

    brief: Brief
    """What the caller knows."""

    casting: Casting
    """Who answers, and what they will say."""

    room: Room
    """Where the engines come from."""

    folder: Path
    """Where the recording will be."""

    devices: Devices
    """Microphone and loudspeaker."""

    desk: DeskSettings
    """What is known about the room."""

    redraw: bool
    """Whether the screen may draw one line again and again."""


def practise_live(settings: LiveSettings, console: Console) -> Scorecard:
    """Make a live call and score it.

    Args:
        settings: How.
        console: Where everything is shown.

    Raises:
        RehearsalError: If something that is needed is missing, or failed in mid-call; the message says where the recording is.
        KeyboardInterrupt: If the person has enough; what was said so far stays in the folder.
    """
    settings.room.load()
    casting = settings.casting
    engines = settings.room.for_call(casting.persona)
    brief, verdict, seed = settings.brief, casting.verdict, casting.seed
    _introduce(settings, console)
    with ExitStack() as stack:
        stream = DuplexStream(settings.devices)
        stack.callback(stream.close)
        stream.start()
        desk = Desk(stream, _canceller(settings.desk))
        answers = LiveAnswers(engines)
        stack.callback(answers.close)
        answers.warm_up(wording_of(casting, brief))
        keys = stack.enter_context(open_keys())
        names = Cast(caller=YOU, recruiter=first_name(casting.persona.name))
        screen = stack.enter_context(LiveScreen(console, names, keys, redraw=settings.redraw))
        stream.trouble = screen.tell
        telephone = _telephone(settings)
        console.print("It rings.")
        _ring(desk, telephone, answers)
        with _written_down(settings, engines, console) as scribe:
            call = new_call(
                persona=casting.persona, brief=brief, verdict=verdict, seed=seed, engines=engines, level=casting.level,
                surprise=casting.surprise,
            )  # fmt: skip
            live = LiveCall(
                call=call, desk=desk, answers=answers, screen=screen, recorder=scribe, followers=(screen,), carrier=telephone
            )
            live.run()
            _let_ring_out(desk, telephone, live.events)
    recording = live.recording(source=settings.folder.name, persona=casting.persona.id, brief=brief, verdict=verdict, seed=seed)
    card = score(recording, acts=engines.acts)
    write_scorecard(settings.folder, card.as_json())
    return card


def wording_of(casting: Casting, brief: Brief) -> Wording:
    """Know the words that will probably be said."""
    persona = at_level(casting.persona, casting.level)
    return Wording(persona=persona, brief=brief, verdict=casting.verdict, seed=casting.seed, level=casting.level)


def _introduce(settings: LiveSettings, console: Console) -> None:
    persona = settings.casting.persona
    if settings.redraw:
        show(console, brief_card(settings.brief, persona))
    else:
        for line in brief_lines(settings.brief, persona):
            console.print(line)
        console.print(f"Keys: {key_help()}")
    if settings.desk.half_duplex:
        console.print("The loudspeaker drowns the microphone: you are heard only while the recruiter is silent. Headphones help.")


def _canceller(desk: DeskSettings) -> Canceller:
    if desk.half_duplex:
        return HalfDuplex(delay=desk.delay)
    from simulator.listening.echo import EchoCanceller  # its library loads in 0.1 s

    return EchoCanceller(delay=min(desk.delay, LONGEST_HINT))


def _telephone(settings: LiveSettings) -> TelephoneLine:
    """Lay a line to the recruiter; one voice at a time leaves no room for the rustling behind theirs."""
    line = settings.casting.line(band=settings.desk.telephone)
    return TelephoneLine(replace(line, sounds=("quiet",)) if settings.desk.half_duplex else line)


def _ring(desk: Desk, telephone: TelephoneLine, answers: LiveAnswers) -> None:
    """Ring once, and again for as long as the engines are not ready; then the receiver is picked up."""
    play(desk, telephone.sound(ring()))
    while not answers.ready():
        play(desk, telephone.sound(ring()))
    play(desk, telephone.sound(np.pad(click(), (0, PICK_UP))))


def _let_ring_out(desk: Desk, telephone: TelephoneLine, events: Sequence[Event]) -> None:
    """Let the last word be heard to its end, and that the recruiter has hung up."""
    left = isinstance(events[-1], HungUp) and events[-1].by == "recruiter"
    silence = np.zeros(LAST_SOUND, dtype=np.float32)
    # The call is over, and nothing of it can be lost any more: whoever has heard enough comes to the score the sooner.
    with suppress(DeviceError, KeyboardInterrupt):
        play(desk, telephone.sound(np.concatenate([silence, hung_up(), silence]) if left else silence))


@contextmanager
def _written_down(settings: LiveSettings, engines: Engines, console: Console) -> Iterator[Scribe]:
    """Have a call written down; whatever ends it, the recording is finished and its place is told."""
    casting = settings.casting
    versions = {"simulator": __version__, "recognizer": engines.recognizer.key, "voice": engines.voice.key}
    sheet = Sheet(
        brief=settings.brief, persona=casting.persona.id, verdict=casting.verdict, seed=casting.seed, versions=versions,
        level=casting.level.number or None, surprise=casting.surprise,
    )  # fmt: skip
    scribe = Scribe(RecordingWriter(settings.folder, sheet, live=True))
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
