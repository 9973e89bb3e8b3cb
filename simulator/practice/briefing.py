"""What a person is asked: the brief of a live call, kept in their own folder until they change it; their notes after it."""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from platformdirs import user_config_dir

from simulator.audio.sheet import brief_text, read_brief
from simulator.brief import Brief
from simulator.listening.dated import date_from_words
from simulator.private import write_private

FILE_NAME = "brief.toml"

WHEN_EXAMPLES = "last Tuesday 10am, 17 November at half past two, 2026-11-17 10:00"
"""What a date may look like."""

MOST_NOTES = 100
"""Lines of notes that are asked for; a pasted text of more is not what was noted in a call."""

MOST_TRIES = 3
"""How often a date is asked for before it is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """How a person is asked."""

    ask: Callable[[str], str]
    """Shows a question and returns the answer."""

    tell: Callable[[str], None]
    """Shows a sentence."""


def config_folder() -> Path:
    """Where settings are: `$REHEARSE_CONFIG`, or the user's folder for settings when that is not set."""
    return Path(os.environ.get("REHEARSE_CONFIG") or user_config_dir("rehearse", appauthor=False))


def kept_brief(folder: Path) -> Brief | None:
    """Read the brief of the last time; None when there is none.

    Raises:
        ConfigError: If somebody made a mistake in it.
    """
    path = folder / FILE_NAME
    return read_brief(path) if path.is_file() else None


def keep_brief(folder: Path, brief: Brief) -> Path:
    """Keep a brief for the next time; return its file."""
    path = folder / FILE_NAME
    write_private(path, brief_text(brief))
    return path


def ask_brief(asker: Asker, before: Brief | None, *, now: datetime) -> Brief:
    """Ask for a brief, question by question; an empty answer keeps what was there before.

    Args:
        asker: How to ask.
        before: The brief so far.
        now: The moment, local time, without a zone.
    """
    old = before or Brief()
    return Brief(
        name=_asked(asker, "Your name", old.name),
        role=_asked(asker, "The job you interviewed for", old.role),
        company=_asked(asker, "The company (empty: the recruiter's own)", old.company),
        interviewed=_asked_when(asker, old.interviewed, now=now),
    )


def _asked(asker: Asker, what: str, before: str) -> str:
    answer = asker.ask(f"{what}{f' [{before}]' if before else ''}: ").strip()
    return answer or before


def _asked_when(asker: Asker, before: datetime | None, *, now: datetime) -> datetime | None:
    hint = said(before) if before else f"such as: {WHEN_EXAMPLES}"
    for _ in range(MOST_TRIES):
        answer = asker.ask(f"When the interview was [{hint}]: ").strip()
        if not answer:
            return before
        moment = date_from_words(answer, now=now)
        if moment is not None:
            asker.tell(f"  That is {said(moment)}.")
            return moment
        asker.tell(f"  That is no past day that can be read; try: {WHEN_EXAMPLES}.")
    asker.tell("  Left out: then any day will do.")
    return before


def said(moment: datetime) -> str:
    """Write a moment for people: `Tuesday 17 November 2026, 10:00`."""
    return f"{moment:%A} {moment.day} {moment:%B %Y, %H:%M}"


def ask_notes(asker: Asker) -> str | None:
    """Ask for what was noted down during a call, line by line; None when nothing was."""
    asker.tell("What did you note down? A thing a line; an empty line when that is all.")
    lines: list[str] = []
    with suppress(EOFError):  # Ctrl-D says that that is all, too
        while len(lines) < MOST_NOTES and (line := asker.ask("  ").strip()):
            lines.append(line)
    return "\n".join(lines) or None
