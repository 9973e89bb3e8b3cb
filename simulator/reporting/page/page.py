"""Writes `report.html`: one call to look at, listen to and learn from."""

import base64
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from simulator.audio.recording import Recording
from simulator.brief import Brief
from simulator.reporting.page.assembly import content_hash, environment, joined, write_whole
from simulator.reporting.page.card import Card, read_card
from simulator.reporting.page.delivery import measures, pace_over_time
from simulator.reporting.page.disputes import FORMAT, SCHEMA, fingerprint
from simulator.reporting.page.findings import findings
from simulator.reporting.page.lesson import best, next_time
from simulator.reporting.page.silences import longest, silences, summary
from simulator.reporting.page.sound import pack
from simulator.reporting.page.timeline import timeline
from simulator.reporting.page.transcript import sentences, transcript, verdict_at
from simulator.reporting.page.wording import OVERLAPS, VERDICTS, headline
from simulator.reporting.page.worth_noting import worth_noting

FILE_NAME = "report.html"
"""What the page is called in its folder."""

STYLES = ("palette.css", "report.css", "print.css")
SCRIPTS = ("report.js", "player.js", "notes.js")
"""Files that go into the page, in this order."""


def write_report(
    scorecard_json: Mapping[str, Any], recording: Recording | None, folder: Path, *, brief: Brief | None, notes: str = ""
) -> Path:
    """Write the page of one call, whole or not at all.

    Args:
        scorecard_json: The scorecard as formats has it.
        recording: Its sound and journal; without one the page has no sound, and times only by turns.
        folder: Where to write; must be there.
        brief: What the caller was meant to know; taken from the recording when None.
        notes: What the caller wrote down during the call.

    Returns:
        The file.

    Raises:
        InputError: If the scorecard is not one.
    """
    page = render(scorecard_json, recording, brief=brief, notes=notes)
    return write_whole(page, folder / FILE_NAME)


def render(scorecard_json: Mapping[str, Any], recording: Recording | None, *, brief: Brief | None, notes: str = "") -> str:
    """Make the page's text; see `write_report`."""
    card = read_card(scorecard_json)
    brief = brief or (recording.brief if recording else None)
    style, script = joined(STYLES), joined(SCRIPTS)
    return environment().get_template("report.html.j2").render(
        _call(card, recording, brief) | _sound(recording) | {
            "style": style, "script": script, "style_hash": content_hash(style), "script_hash": content_hash(script),
            "notes": notes,
            "dispute": {"format": FORMAT, "schema": SCHEMA, "call": fingerprint(scorecard_json), "source": card.source},
        }
    )  # fmt: skip


def _call(card: Card, recording: Recording | None, brief: Brief | None) -> dict[str, object]:
    events = recording.events if recording else ()
    silence = np.zeros(0, dtype=np.float32)
    near, far = (recording.near, recording.far) if recording else (silence, silence)
    decided = verdict_at(events)
    lines, said = transcript(card, events), sentences(events)
    quiet = silences(card, said)
    title, meaning = headline(card.score, passed=card.passed)
    return {
        "card": card, "brief": brief or Brief(), "people": people(card, brief), "date": _date(brief),
        "headline": title, "meaning": meaning, "verdict": _news(card),
        "best": best(card), "next": next_time(card, brief), "steps": findings(card, brief),
        "timeline": timeline(card, lines, near, far, decided=decided), "decided": decided,
        "lines": lines, "overlaps": OVERLAPS,
        "measures": measures(card, near), "paces": pace_over_time(card, events),
        "noting": worth_noting(card, said, decided=decided),
        "silences": longest(quiet), "held": summary(quiet),
    }  # fmt: skip


def _news(card: Card) -> str:
    """Say what was announced; a call that ended before has a verdict on its card too, and nobody heard it."""
    heard_it = any(step.of for step in card.steps if step.id in ("reaction", "ending"))
    return VERDICTS.get(card.verdict or "", "") if heard_it else ""


def _sound(recording: Recording | None) -> dict[str, str]:
    if recording is None:
        return {"sound": "", "mime": ""}
    sound = pack(recording.near, recording.far)
    return {"sound": base64.b64encode(sound.data).decode("ascii"), "mime": sound.mime}


def people(card: Card, brief: Brief | None) -> dict[str, str]:
    """Tell how the two sides are called: by name where it is known."""
    recruiter = (card.persona or "").replace("-", " ").title()
    return {"caller": "You", "recruiter": recruiter or "Recruiter", "name": brief.name if brief else ""}


def _date(brief: Brief | None) -> str:
    called = brief.called_at if brief else None
    return f"{called.day} {called:%B %Y}" if called else ""
