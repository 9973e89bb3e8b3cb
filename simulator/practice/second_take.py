"""Makes a second take of one stretch of a call, with the person at the desk or a recorded caller, and shows both takes."""

from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from simulator.audio.folder import AUDIO, SHEET, read_recording
from simulator.audio.recording import Recording
from simulator.audio.sheet import read_sheet
from simulator.brief import Brief
from simulator.casting import Casting, cast_again
from simulator.data import fixture_path
from simulator.engines import RememberingRoom
from simulator.errors import DeviceError, InputError
from simulator.lines.caller import RecordedCaller
from simulator.lines.devices import missing_device
from simulator.lines.fixture import load_fixture
from simulator.listening.memory import RememberingRecognizer
from simulator.practice.calling import CallRequest, at_desk
from simulator.practice.places import recording_folder
from simulator.practice.recorded import captions
from simulator.practice.retrying import memory_of, retake
from simulator.practice.retrying_live import retake_live
from simulator.practice.stretch import Stretch, stretch_of
from simulator.reporting.history.past import PastCall
from simulator.reporting.takes import TakenStretch, show_takes
from simulator.scoring.scorecard import Scorecard


def take_again(step: str, past: PastCall, request: CallRequest, console: Console) -> Scorecard:
    """Make a second take.

    Args:
        step: The step whose stretch is tried again.
        past: The earlier call.
        request: What was asked for; of its wishes only who should go on.
        console: Where everything is shown.

    Raises:
        RehearsalError: If something is wrong or missing.
        KeyboardInterrupt: If the person has enough; what was said so far is kept.
    """
    before = Path(past.recording or "")
    if past.recording is None or not (before / AUDIO).is_file():
        message = f"call {past.id}: expected its recording, which is gone; make a new one: rehearse call --again"
        raise InputError(message)
    first = read_recording(before)
    casting = cast_again(read_sheet(before / SHEET), request.personas, asked_by=str(before / SHEET))
    stretch = stretch_of(step, first.events)
    rings = request.wishes.fixture or (Path(past.caller) if past.caller else None)
    earlier = _Earlier(first=first, stretch=stretch, casting=casting)
    with recording_folder(request.keep, now=request.now) as folder:
        card = _recorded(rings, earlier, request, folder, console) if rings else _live(earlier, request, folder, console)
    first_end = stretch_of(step, first.events).end(first.events)
    show_takes(TakenStretch(first=before, second=folder, step=step, begin=stretch.run_up, first_end=first_end), console)
    return card


@dataclass(frozen=True, slots=True, kw_only=True)
class _Earlier:
    """The call that is gone back to."""

    first: Recording
    stretch: Stretch
    casting: Casting


def _live(earlier: _Earlier, request: CallRequest, folder: Path, console: Console) -> Scorecard:
    missing = missing_device()
    if missing:
        message = f"{missing} Or let a recorded caller go on from there: --fixture PATH"
        raise DeviceError(message)
    settings = at_desk(request, folder, console, brief=earlier.first.brief or Brief(), casting=earlier.casting)
    return retake_live(settings, console, first=earlier.first, stretch=earlier.stretch)


def _recorded(path: Path, earlier: _Earlier, request: CallRequest, folder: Path, console: Console) -> Scorecard:
    caller = load_fixture(fixture_path(path))
    line = RecordedCaller(caller.turns, caller.clips())
    remembering = RememberingRecognizer(memory=memory_of(earlier.first), engine=lambda: request.room.recognizer)
    room = RememberingRoom(room=request.room, recognizer=remembering)
    engines = room.for_call(earlier.casting.persona).gated(earlier.casting.gate_dbfs)
    return retake(
        earlier.first, line, stretch=earlier.stretch, casting=earlier.casting, engines=engines, folder=folder,
        sinks=captions(caller, earlier.casting, console=console),
    )  # fmt: skip
