"""Makes the call that was asked for: with the person at the desk where that is possible, else with a recorded caller."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path

import msgspec
from rich.console import Console

from simulator.audio.sheet import read_brief
from simulator.brief import Brief
from simulator.casting import Casting, Wishes, cast_live
from simulator.desk_settings import DeskSettings, keep_desk, read_desk
from simulator.doctor.examination import examine
from simulator.engines import Room
from simulator.errors import InputError
from simulator.lines.devices import DeviceWishes, choose_devices, missing_device
from simulator.practice.briefing import Asker, ask_brief, ask_notes, config_folder, keep_brief, kept_brief
from simulator.practice.ladder import Record
from simulator.practice.leftovers import cut_off
from simulator.practice.live import practise_live
from simulator.practice.live_settings import LiveSettings
from simulator.practice.places import recording_folder, recordings_folder
from simulator.practice.recorded import PracticeSettings, practise
from simulator.practice.result import debriefed, read_notes, show_result
from simulator.replaying.rescore import ScoreSettings, rescore
from simulator.reporting.examination import findings_table
from simulator.reporting.terminal import show
from simulator.scoring.scorecard import Scorecard


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRequest:
    """What was asked for on the command line."""

    wishes: Wishes
    """Who should answer and ring."""

    personas: Path
    """Folder of the personas."""

    room: Room
    """Where the engines come from."""

    now: datetime
    """The moment, local time, with its zone."""

    notes: Path | None = None
    """What the caller wrote down, read when the call is over; asked for then when None."""

    record: Record | None = None
    """Where scores of levels are remembered."""

    keep: Path | None = None
    """Where recordings are left; the user's data folder when None."""

    speed: float | None = None
    """Seconds of a recorded call in a second; None does not wait at all."""

    brief: Path | None = None
    """File of the brief; the kept one when None."""

    edit_brief: bool = False
    """Whether to ask for the brief again."""

    devices: DeviceWishes = field(default_factory=DeviceWishes)
    """Microphone and loudspeaker."""

    telephone: bool | None = None
    """Whether the recruiter should sound as on a telephone, from now on; as before when None."""

    plain: bool = False
    """Whether nothing may be drawn twice."""

    asker: Asker | None = None
    """How to ask the person; None where nobody can be asked."""


def make_call(request: CallRequest, console: Console) -> Scorecard:
    """Make a practice call.

    Raises:
        RehearsalError: If something is wrong or missing.
        KeyboardInterrupt: If the person has enough; the recording is kept.
    """
    _mind_leftovers(request, console)
    with recording_folder(request.keep, now=request.now) as folder:
        return _call(request, folder, console)


def _call(request: CallRequest, folder: Path, console: Console) -> Scorecard:
    missing = "" if request.wishes.fixture else missing_device()
    if request.wishes.fixture or missing:
        recorded = PracticeSettings(
            wishes=request.wishes, personas=request.personas, room=request.room, folder=folder, speed=request.speed,
            notes=request.notes, record=request.record,
        )  # fmt: skip
        return practise(recorded, console, why=missing)
    brief = _brief(request, console)
    asked = at_desk(request, folder, console, brief=brief, casting=cast_live(request.wishes, personas=request.personas))
    settings = replace(asked, casting=replace(asked.casting, gate_dbfs=asked.desk.gate_dbfs))
    card = practise_live(settings, console)
    notes = read_notes(request.notes) if request.asker is None or request.notes else ask_notes(request.asker)
    said = partial(debriefed, card, settings.casting, notes, request.record)
    show_result(card, folder, console, brief=settings.brief, also=said, notes=notes)
    return card


def at_desk(request: CallRequest, folder: Path, console: Console, *, brief: Brief, casting: Casting) -> LiveSettings:
    """Say how a call with the person at the desk is made, after a look at microphone and loudspeaker if there was none yet."""
    desk = _desk(request, console)
    wishes = DeviceWishes(
        microphone=request.devices.microphone or desk.microphone, loudspeaker=request.devices.loudspeaker or desk.loudspeaker
    )
    devices = choose_devices(wishes)
    if not desk.measured_with(devices.microphone, devices.loudspeaker):
        console.print("Microphone or loudspeaker are not those that were checked; check these with: rehearse doctor")
        desk = desk.unmeasured()
    redraw = console.is_terminal and not console.is_dumb_terminal and not request.plain
    return LiveSettings(brief=brief, casting=casting, room=request.room, folder=folder, devices=devices, desk=desk, redraw=redraw)


def _brief(request: CallRequest, console: Console) -> Brief:
    now = request.now.replace(tzinfo=None, microsecond=0)
    brief = _known_brief(request, console, now=now)
    calling = brief.calling or now
    return Brief(name=brief.name, role=brief.role, company=brief.company, interviewed=brief.interviewed, calling=calling)


def _known_brief(request: CallRequest, console: Console, *, now: datetime) -> Brief:
    if request.brief is not None:
        return read_brief(request.brief)
    before = kept_brief(config_folder())
    if request.asker is None:
        if request.edit_brief:
            message = "--edit-brief: expected a terminal to ask in; use --brief FILE"
            raise InputError(message)
        if before is None:
            console.print("There is no brief yet, so any name, job and day will do; give one with --brief FILE.")
        return before or Brief()
    if before is not None and not request.edit_brief:
        console.print("The brief is the same as last time; change it with: rehearse call --edit-brief")
        return before
    brief = ask_brief(request.asker, before, now=now)
    kept = keep_brief(config_folder(), brief)
    console.print(f"Kept in {kept}", soft_wrap=True)
    return brief


def _desk(request: CallRequest, console: Console) -> DeskSettings:
    folder = config_folder()
    desk = read_desk(folder)
    if desk is None and request.asker is not None:
        desk = DeskSettings()
        if _yes(request.asker, "Check microphone and loudspeaker before the first call (half a minute)? [Y/n] "):
            found = examine(request.devices, request.room, request.asker.tell, phrase=True)
            show(console, findings_table(found.findings))
            desk = found.settings
        keep_desk(folder, desk)
    return _with_band(request.telephone, desk, folder)


def _with_band(telephone: bool | None, desk: DeskSettings | None, folder: Path) -> DeskSettings:  # noqa: FBT001 None for no wish
    """Take a wish for the band into account, and remember it where the desk is known: else its check is still to come."""
    if telephone is None or (desk is not None and desk.telephone == telephone):
        return desk or DeskSettings()
    wished = msgspec.structs.replace(desk or DeskSettings(), telephone=telephone)
    if desk is not None:
        keep_desk(folder, wished)
    return wished


def _mind_leftovers(request: CallRequest, console: Console) -> None:
    """Offer to score a call that was cut off."""
    left = cut_off(recordings_folder(request.keep))
    if left is None:
        return
    told = f"The last call was cut off before its score ({left.name})."
    if request.asker is None:
        console.print(f"{told} Score it with: rehearse score {left}", soft_wrap=True)
    elif _yes(request.asker, f"{told} Score it now? [Y/n] "):
        card = rescore(left, settings=ScoreSettings(room=request.room))
        show_result(card, left, console, brief=None)


def _yes(asker: Asker, question: str) -> bool:
    return asker.ask(question).strip().lower() in ("", "y", "yes")
