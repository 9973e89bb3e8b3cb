"""Writes the history for spreadsheets and programs."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from simulator.reporting.history.past import PastCall
from simulator.reporting.page.disputes import Dispute

COLUMNS = (
    "id", "learner", "made_at", "source", "persona", "verdict", "seed", "score", "passed", "duration", "caller", "recording",
)  # fmt: skip
"""Of each call, in both formats."""


def as_object(call: PastCall) -> dict[str, Any]:
    """Write a call as JSON: times in UTC, points by step."""
    plain: dict[str, Any] = {name: getattr(call, name) for name in COLUMNS}
    plain["made_at"] = call.made_at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return plain | {"steps": {name: {"score": step.score, "of": step.of} for name, step in call.steps.items()}}


def whole_object(call: PastCall, card: dict[str, Any], disputes: Sequence[Dispute], notes: str) -> dict[str, Any]:
    """Write a call with everything that is known of it."""
    held_against = [msgspec.to_builtins(dispute) for dispute in disputes]
    return as_object(call) | {"disputes": held_against, "notes": notes, "scorecard": card}


def as_json(objects: Iterable[dict[str, Any]]) -> str:
    """Write calls as one JSON list, one call a line."""
    return "[\n" + ",\n".join(json.dumps(one, ensure_ascii=False) for one in objects) + "\n]\n"


def as_csv(objects: Sequence[dict[str, Any]]) -> str:
    """Write calls as a table: their columns, each step's points, each check as 1, 0 or empty, and how many are disputed."""
    steps = list(dict.fromkeys(step for one in objects for step in one["steps"]))
    checks = list(dict.fromkeys(name for one in objects for name in _findings(one["scorecard"])))
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow([*COLUMNS, *(f"{step}{kind}" for step in steps for kind in ("", ".of")), *checks, "disputes"])
    for one in objects:
        points = [one["steps"].get(step, {}).get(kind) for step in steps for kind in ("score", "of")]
        found = _findings(one["scorecard"])
        marks = [None if found.get(name) is None else int(found[name]) for name in checks]
        table.writerow([*(_cell(one[name]) for name in COLUMNS), *points, *marks, len(one["disputes"])])
    return out.getvalue()


def _findings(card: dict[str, Any]) -> dict[str, Any]:
    return {f"{step['id']}.{check['id']}": check["passed"] for step in card["steps"] for check in step["checks"]}


def _cell(value: object) -> object:
    """Keep a spreadsheet from taking text for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" and value else value
