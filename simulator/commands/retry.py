"""Tries one stretch of a call again."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simulator.commands import shared
from simulator.commands.history import CallArgument
from simulator.commands.options import (
    DEFAULT_RECOGNIZER,
    CallFolder,
    DatabaseOption,
    FixtureOption,
    JsonFlag,
    LearnerOption,
    NetworkFlag,
    PersonaFolder,
    RecognizerSpec,
)
from simulator.errors import InputError

if TYPE_CHECKING:
    from rich.console import Console

    from simulator.audio.recording import Recording
    from simulator.call.session import Engines, Sink
    from simulator.lines.fixture import Fixture
    from simulator.persona import Persona


def retry(
    step: Annotated[str, typer.Argument(metavar="STEP", help="introduction, silence, reaction or ending.")],
    call: CallArgument = "last",
    *,
    fixture: FixtureOption = None,
    keep: CallFolder = None,
    as_json: JsonFlag = False,
    persona_dir: PersonaFolder = None,
    recognizer: RecognizerSpec = DEFAULT_RECOGNIZER,
    allow_network: NetworkFlag = False,
    database: DatabaseOption = None,
    learner: LearnerOption = None,
) -> None:
    """Try one stretch of a call again, and see both takes side by side.

    All before it is as it was. A take is kept beside the recordings; in the history a call stays as it was first made.
    """
    from datetime import datetime

    from simulator.audio.folder import AUDIO, read_recording
    from simulator.data import find_persona
    from simulator.lines.caller import RecordedCaller
    from simulator.practice.places import recording_folder
    from simulator.practice.retrying import retake, stretch_of
    from simulator.reporting.terminal import open_console

    console = open_console(sys.stderr if as_json else sys.stdout)
    past = shared.past_call(call, database=database, learner=learner)
    if past.recording is None or past.persona is None or not (Path(past.recording) / AUDIO).is_file():
        message = f"call {past.id}: expected its recording, which is gone; make a new one: rehearse call --again"
        raise InputError(message)
    first = read_recording(Path(past.recording))
    stretch = stretch_of(step, first.events)
    persona = find_persona(past.persona, shared.persona_folder(persona_dir), asked_by=f"call {past.id}")
    caller = _caller(fixture or (Path(past.caller) if past.caller else None))
    engines = _engines(first, persona, recognizer, allow_network=allow_network)
    folder = recording_folder(keep, now=datetime.now().astimezone())
    card = retake(
        first, RecordedCaller(caller.turns, caller.clips()), stretch=stretch, persona=persona, engines=engines, folder=folder,
        sinks=_captions(caller, persona, console),
    )  # fmt: skip
    _show(Path(past.recording), folder, step, console)
    if as_json:
        from simulator.reporting.report import print_json

        print_json(card.as_json())


def _caller(path: Path | None) -> "Fixture":
    from simulator.data import fixture_path
    from simulator.lines.devices import missing_device
    from simulator.lines.fixture import load_fixture

    if path is None:
        message = f"retry: expected --fixture PATH: {missing_device() or 'a stretch cannot be retried live yet'}"
        raise InputError(message)
    return load_fixture(fixture_path(path))


def _engines(first: "Recording", persona: "Persona", recognizer: str, *, allow_network: bool) -> "Engines":
    from simulator.engines import RememberingRoom
    from simulator.listening.memory import RememberingRecognizer
    from simulator.practice.retrying import memory_of

    room = shared.open_room(recognizer, allow_network=allow_network)
    remembering = RememberingRecognizer(memory=memory_of(first), engine=lambda: room.recognizer)
    return RememberingRoom(room=room, recognizer=remembering).for_call(persona)


def _captions(caller: "Fixture", persona: "Persona", console: "Console") -> "tuple[Sink, ...]":
    from simulator.reporting.captions import Captions, Cast

    names = Cast(caller=next(iter(caller.brief.name.split()), "Caller"), recruiter=next(iter(persona.name.split()), ""))
    return (Captions(console, names),)


def _show(before: Path, after: Path, step: str, console: "Console") -> None:
    from simulator.audio.folder import read_recording
    from simulator.reporting.history.comparison import side_by_side
    from simulator.reporting.history.drawing import takes
    from simulator.reporting.history.entry import read_scorecard
    from simulator.reporting.page.card import read_card
    from simulator.reporting.page.page import write_report

    first, second = read_scorecard(before), read_scorecard(after)
    page = write_report(second, read_recording(after), after, brief=None)
    console.print()
    for line in takes(side_by_side(read_card(first), read_card(second), step=step)):
        console.print(line, soft_wrap=True)
    console.print()
    console.print(f"First take:  {before / page.name}", soft_wrap=True)
    console.print(f"Second take: {page}", soft_wrap=True)
