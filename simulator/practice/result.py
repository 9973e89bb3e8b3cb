"""What came of a call, shown to the person who made it: the scorecard, the page, and where everything is."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

from rich.console import Console
from rich.text import Text

from simulator.audio.folder import read_recording
from simulator.brief import Brief
from simulator.casting import Casting
from simulator.errors import InputError
from simulator.events import Event
from simulator.practice.debrief import debrief
from simulator.practice.ladder import Record
from simulator.reporting.plain import plain
from simulator.reporting.terminal import scorecard, show
from simulator.scoring.scorecard import Scorecard

Also: TypeAlias = Callable[[Sequence[Event]], Sequence[str]]
"""Says what there is to say of a journal beside the score."""


def _nothing(_events: Sequence[Event]) -> Sequence[str]:
    return ()


def debriefed(
    card: Scorecard, casting: Casting, notes: str | None, record: Record | None, events: Sequence[Event]
) -> Sequence[str]:
    """Say how the caller held out, what their notes caught, and what opens next."""
    return debrief(card, events, casting, notes=notes, record=record)


def show_result(
    card: Scorecard, folder: Path, console: Console, *, brief: Brief | None, also: Also = _nothing, notes: str | None = None
) -> None:
    """Show what came of a call, leave its page with the caller's notes on it, and tell where everything is."""
    console.print()
    show(console, scorecard(card))
    recording = read_recording(folder)
    for line in also(recording.events):
        show(console, Text(plain(line)))
    from simulator.reporting.page.page import write_report  # not before the call: templates take their time to load

    page = write_report(card.as_json(), recording, folder, brief=brief, notes=notes or "")
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
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        message = f"--notes {path}: expected a text file: {error}"
        raise InputError(message) from error
