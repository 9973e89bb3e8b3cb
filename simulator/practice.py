"""One practice call from the first hello to the scorecard, shown to a person as it goes."""

import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeAlias

from platformdirs import user_data_dir
from rich.console import Console
from rich.text import Text

from simulator.audio.folder import read_recording
from simulator.brief import Brief
from simulator.casting import Casting, Wishes, set_up
from simulator.data import fixtures_folder
from simulator.debrief import debrief
from simulator.engines import Room
from simulator.errors import InputError
from simulator.events import Event
from simulator.ladder import Record
from simulator.lines.fixture import Fixture
from simulator.replay import ring
from simulator.reporting.captions import Captions, Cast, Pace, first_name
from simulator.reporting.plain import plain
from simulator.reporting.terminal import persona_card, scorecard, show
from simulator.scoring.scorecard import Scorecard
from simulator.sources import check_place


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeSettings:
    """How a practice call is made."""

    wishes: Wishes
    """Who should answer and ring."""

    personas: Path
    """Folder of the personas."""

    room: Room
    """Where the engines come from."""

    folder: Path
    """Where the recording will be."""

    notes: Path | None = None
    """What the caller wrote down, read when the call is over."""

    record: Record | None = None
    """Where scores of levels are remembered."""

    speed: float | None
    """Seconds of a recorded call in a second; None does not wait at all."""


def practise(settings: PracticeSettings, console: Console, *, why: str) -> Scorecard:
    """Let a recorded caller ring, with captions as the call goes and the score at the end.

    Args:
        settings: How.
        console: Where everything is shown.
        why: Why nobody is called live; empty when a recorded caller was asked for.

    Raises:
        RehearsalError: If something that was asked for is missing; then nothing is left behind.
        KeyboardInterrupt: If the person has enough; what was said so far stays in the folder.
    """
    fixture, casting = set_up(settings.wishes, personas=settings.personas, fixtures=fixtures_folder())
    show(console, f"{why} A recorded caller rings instead." if why else "A recorded caller rings.")
    show(console, persona_card(casting.persona, lines=_about(fixture, settings.wishes)))
    engines = settings.room.for_call(casting.persona)
    pace = [] if settings.speed is None else [Pace(settings.speed)]
    try:
        card = ring(
            fixture, casting, engines, source=settings.folder.name, folder=settings.folder,
            sinks=(*pace, *captions(fixture, casting, console=console)),
        )  # fmt: skip
    except KeyboardInterrupt:
        console.print(f"The recording so far: {settings.folder}", soft_wrap=True)
        raise
    said = partial(debriefed, card, casting, settings.notes, settings.record)
    show_result(card, settings.folder, console, brief=fixture.brief, also=said)
    return card


Also: TypeAlias = Callable[[Sequence[Event]], Sequence[str]]
"""Says what there is to say of a journal beside the score."""


def _nothing(_events: Sequence[Event]) -> Sequence[str]:
    return ()


def debriefed(
    card: Scorecard, casting: Casting, notes: Path | None, record: Record | None, events: Sequence[Event]
) -> Sequence[str]:
    """Say how the caller held out, what their notes caught, and what opens next."""
    return debrief(card, events, casting, notes=read_notes(notes), record=record)


def show_result(card: Scorecard, folder: Path, console: Console, *, brief: Brief | None, also: Also = _nothing) -> None:
    """Show what came of a call, leave its page, and tell where everything is."""
    console.print()
    show(console, scorecard(card))
    recording = read_recording(folder)
    for line in also(recording.events):
        show(console, Text(plain(line)))
    from simulator.reporting.page.page import write_report  # not before the call: templates take their time to load

    page = write_report(card.as_json(), recording, folder, brief=brief)
    console.print(f"See and hear it: {page}", soft_wrap=True)
    console.print(f"The recording: {folder}", soft_wrap=True)


def read_notes(path: Path | None) -> str | None:
    """Read what the caller wrote down; None when they took no notes.

    Raises:
        InputError: If the file is missing or no text.
    """
    if path is None:
        return None
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = f"--notes {path}: expected a text file: {error}"
        raise InputError(message) from error


def data_folder() -> Path:
    """Where what this program keeps of a person is."""
    return Path(user_data_dir("rehearse", appauthor=False))


def captions(fixture: Fixture, casting: Casting, *, console: Console) -> tuple[Captions]:
    """Make the captions of a recorded call."""
    names = Cast(caller=first_name(fixture.brief.name) or "Caller", recruiter=first_name(casting.persona.name))
    return (Captions(console, names),)


def recordings_folder(keep: Path | None) -> Path:
    """Tell where recordings are: in `keep`, or in the user's data folder when that is None."""
    return keep or data_folder() / "recordings"


def recording_folder(keep: Path | None, *, now: datetime) -> Path:
    """Name a new folder for a recording, after the moment of the call.

    Args:
        keep: Where recordings are left; the user's data folder when None.
        now: The moment, local time.

    Raises:
        InputError: If nothing can be left there.
    """
    parent = recordings_folder(keep)
    check_place(parent, asked_by="--keep" if keep else "your data folder (choose another with --keep)")
    name = f"{now:%Y-%m-%d_%H-%M-%S}"
    names = [name, *(f"{name}_{i}" for i in range(2, 1000))]
    return parent / next(name for name in names if not (parent / name).exists())


def _about(fixture: Fixture, wishes: Wishes) -> list[str]:
    brief = fixture.brief
    who = f"{brief.name or 'A caller'} rings" + (f" about the job as {brief.role}" if brief.role else "")
    level = [] if wishes.level is None else [f"Level {wishes.level}: {wishes.hardness.title}."]
    return [f"{who}. ({fixture.title or fixture.source})", *level, f"The same call again: {_command(wishes)}"]


def _command(wishes: Wishes) -> str:
    asked = {
        "persona": wishes.persona, "verdict": wishes.verdict, "fixture": wishes.fixture, "seed": wishes.seed,
        "level": wishes.level,
    }  # fmt: skip
    surprise = ["--surprise"] if wishes.surprise else []
    options = [word for key, value in asked.items() if value is not None for word in (f"--{key}", str(value))]
    return shlex.join(["rehearse", "call", *options, *surprise])
