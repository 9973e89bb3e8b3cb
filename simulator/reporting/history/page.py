"""Writes a page of one's progress, in the design of the reports."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from simulator.reporting.history.chart import charts
from simulator.reporting.history.past import Choice, PastCall, Reader
from simulator.reporting.history.progress import (
    RECENT,
    WHOLE,
    advice,
    best,
    change,
    own,
    parts,
    spread,
    streak,
    weeks,
)
from simulator.reporting.page.assembly import content_hash, environment, joined, write_whole
from simulator.reporting.page.wording import CHECKS, STEPS, VERDICTS, title_of
from simulator.verdict import Verdict

STYLES = ("palette.css", "report.css", "history.css", "print.css")
SCRIPTS = ("report.js",)
"""Files that go into the page, in this order."""

NEWEST = 30
"""Calls in the table; the drawing and the list on the terminal have all of them."""


def write_page(history: Reader, learner: str | None, file: Path, *, now: datetime) -> Path:
    """Write the page, whole or not at all.

    Args:
        history: Where the calls are.
        learner: Whose; everybody's when None.
        file: Where to write.
        now: This moment, with the learner's time zone.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    return write_whole(render(history, learner, now=now), file)


def render(history: Reader, learner: str | None, *, now: datetime) -> str:
    """Make the page's text; see `write_page`."""
    calls, is_own = own(history.calls(Choice(learner=learner)))
    missed = history.missed(Choice(learner=learner))
    of_late = history.missed(Choice(learner=learner, newest=RECENT))
    style, script = joined(STYLES), joined(SCRIPTS)
    names = parts(calls)
    of_weeks = weeks(calls, now.tzinfo)
    return environment().get_template("history.html.j2").render({
        "style": style, "script": script, "style_hash": content_hash(style), "script_hash": content_hash(script),
        "learner": learner or "", "is_own": is_own, "n_calls": len(calls), "best": best(calls),
        "streak": streak(calls, now), "usual": spread(calls[-RECENT:], WHOLE),
        "advice": advice(calls, of_late, [str(verdict) for verdict in Verdict]),
        "charts": charts(calls, of_weeks, [WHOLE, *names[:-1]], now.tzinfo),
        "changes": {what: change(calls, what) for what in names},
        "missed": [found for found in missed if found.n_missed][:8], "most": max((m.n_missed for m in missed), default=0),
        "newest": _rows(calls[-NEWEST:], now), "titles": {name: title for name, (title, _) in STEPS.items()},
        "checks": {found.check: title_of(CHECKS, found.check) for found in missed}, "verdicts": VERDICTS,
        "date": f"{now.day} {now:%B %Y}",
    })  # fmt: skip


def _rows(calls: Sequence[PastCall], now: datetime) -> list[dict[str, object]]:
    return [{"call": call, "when": f"{call.made_at.astimezone(now.tzinfo):%Y-%m-%d %H:%M}"} for call in reversed(calls)]
