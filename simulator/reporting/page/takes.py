"""Writes `takes.html`: two takes of one stretch of a call, to see and hear side by side."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from msgspec.structs import replace

from simulator.audio.clock import SAMPLE_RATE, to_samples
from simulator.audio.recording import Recording
from simulator.brief import Brief
from simulator.reporting.page.assembly import content_hash, environment, joined, write_whole
from simulator.reporting.page.card import Card, Quote
from simulator.reporting.page.excerpt import Excerpt, excerpt, step_of
from simulator.reporting.page.findings import Finding, StepFindings, findings
from simulator.reporting.page.page import people
from simulator.reporting.page.sound import MOST_BYTES, pack
from simulator.reporting.page.timeline import Timeline, timeline
from simulator.reporting.page.transcript import Line
from simulator.reporting.page.wording import OVERLAPS, VERDICTS

FILE_NAME = "takes.html"
"""What the page is called in its folder."""

STYLES = ("palette.css", "report.css", "takes.css", "print.css")
SCRIPTS = ("report.js", "takes.js")
"""Files that go into the page, in this order."""

LEAD = to_samples(0.5)
"""Sound that is kept before the first thing that is shown."""

TAIL = to_samples(0.5)
"""Sound that is kept after the stretch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """One call, of which a stretch is shown."""

    card: Card
    """Its scorecard."""

    recording: Recording
    """Its sound and journal."""

    begin: int
    """First sample of the stretch."""

    end: int | None
    """Where the stretch was over; None when it went on to the end of the call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What the page has of one take; times are seconds from the beginning of its sound."""

    title: str
    """Which take it is."""

    step: StepFindings
    """What was found."""

    timeline: Timeline
    """The drawing, as long as the longer take."""

    lines: tuple[Line, ...]
    """Who said what."""

    decided: float | None
    """When the verdict was out."""

    duration: float
    """How long its own sound is."""

    sound: str
    """Both channels, in base64."""

    mime: str
    """What browsers call their format."""


def write_takes(first: Take, second: Take, folder: Path, *, step: str) -> Path:
    """Write the page, whole or not at all.

    Args:
        first: The earlier take.
        second: The later one.
        folder: Where to write.
        step: The step that both are about.

    Returns:
        The file.
    """
    start = max(min(_first_shown(take, step) for take in (first, second)) - LEAD, 0)
    shown = [excerpt(take.card, take.recording, start=start, end=_last_shown(take, step), step=step) for take in (first, second)]
    whole = max(one.card.duration for one in shown)
    brief = first.recording.brief
    a, b = (_column(title, one, brief, whole=whole) for title, one in zip(("First take", "Second take"), shown, strict=True))
    style, script = joined(STYLES), joined(SCRIPTS)
    text = environment().get_template("takes.html.j2").render({
        "style": style, "script": script, "style_hash": content_hash(style), "script_hash": content_hash(script),
        "columns": (a, b), "whole": whole, "people": people(first.card, brief), "brief": brief or Brief(),
        "overlaps": OVERLAPS, "outcome": outcome(a.step, b.step), "pairs": _pairs(a.step, b.step),
        "verdict": VERDICTS.get(first.card.verdict or "", ""), "call": {"call": f"takes:{second.card.source}"},
    })  # fmt: skip
    return write_whole(text, folder / FILE_NAME)


def outcome(first: StepFindings, second: StepFindings) -> tuple[str, str]:
    """Say in a few words what became of the step: a headline, and which findings differ."""
    if not first.of or not second.of:
        return "One of the two could not be judged", "The reasons stand beside each finding."
    before, after = first.share, second.share
    title = "Better than before" if after > before else "As good as before" if after == before else "The first one was better"
    was = {check.key: check.passed for check in first.checks}
    gained = [check.title for check in second.checks if check.passed and was.get(check.key) is False]
    lost = [check.title for check in second.checks if check.passed is False and was.get(check.key)]
    words = [f"New: {_listed(gained)}."] if gained else []
    words += [f"Lost: {_listed(lost)}."] if lost else []
    return title, " ".join(words) or "Both takes met and missed the same."


def _listed(titles: Sequence[str]) -> str:
    return ", ".join(title[:1].lower() + title[1:] for title in titles)


def _pairs(first: StepFindings, second: StepFindings) -> list[tuple[Finding | None, Finding | None]]:
    """Put the same finding of both takes side by side; None where a take has none."""
    a, b = ({check.key: check for check in step.checks} for step in (first, second))
    return [(a.get(key), b.get(key)) for key in dict.fromkeys([*a, *b])]


def _evidence(take: Take, step: str) -> list[Quote]:
    return [found for check in step_of(take.card, step).checks for found in check.evidence]


def _first_shown(take: Take, step: str) -> int:
    return min([take.begin, *(to_samples(found.start) for found in _evidence(take, step))])


def _last_shown(take: Take, step: str) -> int:
    n_samples = len(take.recording.near)
    if take.end is None:
        return n_samples
    return min(max([take.end, *(to_samples(found.end) for found in _evidence(take, step))]) + TAIL, n_samples)


def _column(title: str, shown: Excerpt, brief: Brief | None, *, whole: float) -> Column:
    sound = pack(shown.near, shown.far, most_bytes=MOST_BYTES // 2)
    as_long = replace(shown.card, duration=whole)
    near, far = (np.pad(side, (0, max(round(whole * SAMPLE_RATE) - len(side), 0))) for side in (shown.near, shown.far))
    return Column(
        title=title, step=findings(shown.card, brief)[0], lines=shown.lines, decided=shown.decided,
        timeline=timeline(as_long, shown.lines, near, far, decided=shown.decided), duration=shown.card.duration,
        sound=base64.b64encode(sound.data).decode("ascii"), mime=sound.mime,
    )  # fmt: skip
