"""Examines a desk: devices, echo, noise, a phrase, the engines; says what is wrong and what to do."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass

import numpy as np

from simulator.audio.clock import Samples, to_samples
from simulator.data import DEFAULT_PERSONA, find_persona, personas_folder
from simulator.desk_settings import DeskSettings
from simulator.doctor.diagnosis import diagnose_room, needs_half_duplex
from simulator.doctor.talk import gate_dbfs, talk_dbfs
from simulator.engines import Room
from simulator.errors import DeviceError, EngineError
from simulator.finding import Finding
from simulator.lines.checkup import RoomMeasures, measure_room, record
from simulator.lines.desk import Desk, play
from simulator.lines.devices import Devices, DeviceWishes, choose_devices
from simulator.lines.stream import DuplexStream
from simulator.speaking.script import render_sentence

PHRASE = "Hello, I'm calling to follow up on my interview."
"""What is asked for: it has the sounds of an introduction."""

PHRASE_LENGTH = to_samples(5.0)
"""Samples in which it is to be said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """What came of it."""

    findings: tuple[Finding, ...]
    """What was looked at, in order."""

    settings: DeskSettings
    """What the next call should know."""


def examine(wishes: DeviceWishes, room: Room, tell: Callable[[str], None], *, phrase: bool) -> Examination:
    """Look at everything that a live call needs; nothing that is missing ends it.

    Args:
        wishes: Which devices.
        room: Where the engines come from.
        tell: Shows a sentence while it goes on.
        phrase: Whether somebody is there to say one.
    """
    engines = _examine_engines(room)
    try:
        devices = choose_devices(wishes)
        found = [_named("microphone", devices.microphone), _named("loudspeaker", devices.loudspeaker)]
        measures, voice = _examine_room(devices, tell, phrase=phrase and all(f.passed for f in engines))
    except DeviceError as error:
        missing = Finding(id="devices", passed=False, essential=True, said=str(error))
        return Examination(findings=(missing, *engines), settings=DeskSettings())
    talk = talk_dbfs(measures.room, room.voice_activity())
    diagnosed = diagnose_room(measures, voice, talk=talk)
    named = [finding for finding in found if finding.id not in [other.id for other in diagnosed]]
    findings = (*named, *diagnosed, *engines, *_understood(room, voice))
    return Examination(findings=findings, settings=_settings(wishes, devices, measures, voice=voice, talk=talk))


def _settings(
    wishes: DeviceWishes, devices: Devices, measures: RoomMeasures, *, voice: Samples | None, talk: float | None
) -> DeskSettings:
    # Only what was asked for by name is kept by name: the usual device may be another one tomorrow.
    echo = measures.echo
    return DeskSettings(
        microphone=wishes.microphone, loudspeaker=wishes.loudspeaker,
        measured_microphone=devices.microphone, measured_loudspeaker=devices.loudspeaker, delay=echo.delay if echo else 0,
        echo_db=round(echo.level_db, 1) if echo else None,
        noise_dbfs=round(max(measures.noise_dbfs, -120.0), 1), half_duplex=needs_half_duplex(measures, voice),
        gate_dbfs=gate_dbfs(talk, voice),
    )  # fmt: skip


def _examine_room(devices: Devices, tell: Callable[[str], None], *, phrase: bool) -> tuple[RoomMeasures, Samples | None]:
    with ExitStack() as stack:
        stream = DuplexStream(devices)
        stack.callback(stream.close)
        stream.start()
        desk = Desk(stream, None)
        tell("Listening to the room, then two chirps. Please say nothing.")
        measures = measure_room(desk)
        if not phrase:
            return measures, None
        tell(f"Now say: “{PHRASE}” (5 seconds)")
        voice = record(desk, PHRASE_LENGTH)
        tell("This is how you sound:")
        play(desk, voice)
    return measures, voice


def _understood(room: Room, voice: Samples | None) -> list[Finding]:
    if voice is None or not voice.any():
        return []
    text = room.recognizer.recognize(voice).text
    if text:
        return [Finding(id="understood", passed=True, said=f"Understood: “{text}”")]
    return [Finding(
        id="understood", passed=False, said="Not a word was understood.",
        advice="Speak a little slower and closer to the microphone, in a quieter place, and try again.",
    )]  # fmt: skip


def _examine_engines(room: Room) -> list[Finding]:
    ears = _tried("recognizer", lambda: _hear(room), lambda: f"Speech is recognised by {room.recognizer.key}.")
    mouth = _tried("speech", lambda: _speak(room), lambda: "The recruiters have a voice.")
    return [ears, mouth, _privacy(room)]


def _tried(what: str, work: Callable[[], None], said: Callable[[], str]) -> Finding:
    try:
        work()
        return Finding(id=what, passed=True, essential=True, said=said())
    except EngineError as error:
        return Finding(id=what, passed=False, essential=True, said=str(error))


def _hear(room: Room) -> None:
    room.load()
    # Engines load with the first sound.
    room.recognizer.recognize(np.zeros(to_samples(1.0), dtype=np.float32))


def _speak(room: Room) -> None:
    persona = find_persona(DEFAULT_PERSONA, personas_folder(), asked_by="doctor")
    render_sentence("Hello.", room.for_call(persona).voice)


def _privacy(room: Room) -> Finding:
    if room.notice:
        return Finding(id="privacy", passed=False, said=room.notice, advice="Leave out --recognizer to keep your voice here.")
    return Finding(id="privacy", passed=True, said="Nothing needs the network, and nothing leaves this machine.")


def _named(what: str, name: str) -> Finding:
    return Finding(id=what, passed=True, essential=True, said=f"The {what} is {name}.")
