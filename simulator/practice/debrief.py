"""What is said to the caller beside the scorecard: how long they held, what their notes caught, what opens next."""

import re
from collections.abc import Sequence

from simulator.call.surprises import Surprise
from simulator.casting import Casting
from simulator.events import Event
from simulator.practice.ladder import Record, climbed
from simulator.reporting.page.card import read_card
from simulator.reporting.page.silences import silences, summary
from simulator.scoring.notes import Catch, compare_notes
from simulator.scoring.scorecard import Scorecard

_NUMBER = re.compile(
    r"(\d[\d ()-]{5,}\d)|((\b(oh|zero|one|two|three|four|five|six|seven|eight|nine|double|treble)\b[\s,-]*){6,})", re.IGNORECASE
)
"""A telephone number, in digits or in words."""

_MARKS = {Catch.CAUGHT: "✓", Catch.MISSED: "—", Catch.WRONG: "✗"}


def debrief(
    card: Scorecard, events: Sequence[Event], casting: Casting, *, notes: str | None = None, record: Record | None = None
) -> list[str]:
    """Write what there is to say after a call, a line each.

    Args:
        card: The score.
        events: The call's journal.
        casting: Who answered, how hard, and with which surprise.
        notes: What the caller wrote down; None when they took no notes.
        record: Where scores of levels are remembered; None remembers nothing.
    """
    lines = [summary(silences(read_card(card.as_json())))]
    if casting.surprise is Surprise.MACHINE:
        lines.append(left_message(card))
    if notes is not None:
        lines += notes_caught(notes, events)
    if record is not None and casting.level.number:
        lines.append(climbed(casting.level.number, card.score, record))
    return [line for line in lines if line]


def left_message(card: Scorecard) -> str:
    """Tell what the message on the answering machine had, and what it lacked."""
    text = " ".join(turn.text for turn in card.conversation.caller)
    checks = {name: card.check(f"introduction.{name}") for name in ("name", "role", "purpose")}
    had = {name: check is not None and check.passed is True for name, check in checks.items()}
    had["number"] = _NUMBER.search(text) is not None
    lacking = [name for name, there in had.items() if not there]
    return "Your message had all it needs." if not lacking else f"Your message lacked: {', '.join(lacking)}."


def notes_caught(notes: str, events: Sequence[Event]) -> list[str]:
    """Tell which facts the notes caught, missed or have wrong."""
    found = compare_notes(notes, events)
    if not found:
        return ["The recruiter told nothing that had to be written down."]
    n_caught = sum(one.catch is Catch.CAUGHT for one in found)
    lines = [f"Your notes caught {n_caught} of {len(found)} facts:"]
    for one in found:
        wrote = f" (you wrote: {one.wrote})" if one.wrote else ""
        lines.append(f" {_MARKS[one.catch]} {one.name}: {one.told}{wrote}")
    return lines
