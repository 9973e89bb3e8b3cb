"""A call with a recorded caller, shown to a person from the first hello to the scorecard."""

import shlex
import subprocess
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rich.console import Console

from simulator.casting import Casting, Wishes, set_up
from simulator.data import fixtures_folder
from simulator.engines import Room
from simulator.lines.fixture import Fixture
from simulator.practice.ladder import Record
from simulator.practice.result import debriefed, read_notes, show_result
from simulator.replaying.replay import ring
from simulator.reporting.captions import Captions, Cast, Pace, first_name
from simulator.reporting.terminal import persona_card, show
from simulator.scoring.scorecard import Scorecard


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
    notes = read_notes(settings.notes)
    said = partial(debriefed, card, casting, notes, settings.record)
    show_result(card, settings.folder, console, brief=fixture.brief, also=said, notes=notes)
    return card


def captions(fixture: Fixture, casting: Casting, *, console: Console) -> tuple[Captions]:
    """Make the captions of a recorded call."""
    names = Cast(caller=first_name(fixture.brief.name) or "Caller", recruiter=first_name(casting.persona.name))
    return (Captions(console, names),)


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
    words = ["rehearse", "call", *options, *surprise]
    return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)
