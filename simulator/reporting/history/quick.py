"""Reads an SQLite history without SQLAlchemy, whose loading takes longer than everything that is read.

It only reads, and only a file that is as it should be; for everything else the whole way is there.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from simulator.reporting.history.past import Choice, Missed, PastCall, StepScore

if TYPE_CHECKING:
    from simulator.reporting.history.store import History

NEWEST = "0002"
"""The migration that these queries fit; a test holds it against the database's own."""

_ALL = -1
"""What SQLite takes for no limit."""

_SAME = ("id", "learner", "source", "fingerprint", "persona", "verdict", "seed", "score", "duration", "caller", "recording")
"""Columns that a call has under the same names."""

_CHOSEN = """FROM calls WHERE (:learner IS NULL OR learner = :learner) AND (:persona IS NULL OR persona = :persona)
AND (:verdict IS NULL OR verdict = :verdict) AND (:since IS NULL OR made_at >= :since)"""
_NEWEST = f"{_CHOSEN} ORDER BY made_at DESC, id DESC LIMIT :newest"
_COUNT = f"SELECT count(*) {_CHOSEN}"
_CALLS = f"SELECT {', '.join(_SAME)}, passed, made_at {_NEWEST}"
_STEPS = f"SELECT call_id, step, score, of FROM steps WHERE call_id IN (SELECT id {_NEWEST}) ORDER BY call_id, position"  # noqa: S608 our own words
_MISSED = f"""SELECT step, "check", sum(CASE WHEN NOT passed THEN 1 ELSE 0 END) AS n_missed, count(passed) AS n_judged
FROM checks WHERE call_id IN (SELECT id {_NEWEST}) GROUP BY step, "check" ORDER BY n_missed DESC, n_judged, step, "check"
"""  # noqa: S608 our own words

Found = TypeVar("Found")


class QuickReader:
    """Answers what `History` answers of its calls, sooner where that can be."""

    def __init__(self, place: str) -> None:
        """Open nothing yet.

        Args:
            place: A file or a URL; see `open_database`.
        """
        self.place = place
        self._whole: History | None = None

    def count(self, choice: Choice) -> int:
        """Count calls; see `History.count`."""
        found = self._ask(_count, choice)
        return self._history().count(choice) if found is None else found

    def calls(self, choice: Choice) -> list[PastCall]:
        """List calls, oldest first; see `History.calls`."""
        found = self._ask(_calls, choice)
        return self._history().calls(choice) if found is None else found

    def missed(self, choice: Choice) -> list[Missed]:
        """Count misses check by check; see `History.missed`."""
        found = self._ask(_missed, choice)
        return self._history().missed(choice) if found is None else found

    def _ask(self, query: Callable[[sqlite3.Connection, dict[str, Any]], Found], choice: Choice) -> Found | None:
        """Read quickly; None when it cannot be read this way."""
        if "://" in self.place or self._whole is not None:
            return None
        try:
            with closing(sqlite3.connect(f"{Path(self.place).absolute().as_uri()}?mode=ro", uri=True)) as connection:
                version = connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
                return query(connection, _wanted(choice)) if version == NEWEST else None
        except (sqlite3.Error, TypeError, ValueError):
            return None

    def _history(self) -> "History":
        from simulator.reporting.history.store import History

        self._whole = self._whole or History(self.place)
        return self._whole


def _wanted(choice: Choice) -> dict[str, Any]:
    since = None if choice.since is None else f"{choice.since.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}"
    return {
        "learner": choice.learner, "persona": choice.persona, "verdict": choice.verdict, "since": since,
        "newest": _ALL if choice.newest is None else choice.newest,
    }  # fmt: skip


def _count(connection: sqlite3.Connection, wanted: dict[str, Any]) -> int:
    found: int = connection.execute(_COUNT, wanted).fetchone()[0]
    return found


def _calls(connection: sqlite3.Connection, wanted: dict[str, Any]) -> list[PastCall]:
    points: dict[int, dict[str, StepScore]] = {}
    # Ten thousand calls have some dozens of different points.
    scores: dict[tuple[int, int], StepScore] = {}
    for call_id, step, score, of in connection.execute(_STEPS, wanted):
        found = scores.get((score, of)) or scores.setdefault((score, of), StepScore(score=score, of=of))
        points.setdefault(call_id, {})[step] = found
    return [_past(row, points.get(row[0], {})) for row in connection.execute(_CALLS, wanted)][::-1]


def _missed(connection: sqlite3.Connection, wanted: dict[str, Any]) -> list[Missed]:
    rows = connection.execute(_MISSED, wanted).fetchall()
    return [Missed(step=step, check=check, n_missed=n_missed, n_judged=n_judged) for step, check, n_missed, n_judged in rows]


def _past(row: tuple[Any, ...], steps: dict[str, StepScore]) -> PastCall:
    *same, passed, made_at = row
    moment = datetime.fromisoformat(f"{made_at}+00:00")
    return PastCall(**dict(zip(_SAME, same, strict=True)), passed=bool(passed), made_at=moment, steps=steps)
