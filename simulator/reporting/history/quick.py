"""Lists an SQLite history without SQLAlchemy, whose loading takes ten times as long as the list.

It only reads, and only a file that is as it should be; for everything else the whole way is there.
"""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from simulator.reporting.history.past import PastCall, StepScore

NEWEST = "0002"
"""The migration that these queries fit; a test holds it against the database's own."""

_COUNT = "SELECT count(*) FROM calls WHERE (:learner IS NULL OR learner = :learner)"
_CALLS = """SELECT * FROM calls WHERE (:learner IS NULL OR learner = :learner) ORDER BY made_at DESC, id DESC LIMIT :newest"""
_STEPS = "SELECT step, score, of FROM steps WHERE call_id = ? ORDER BY position"


def newest_calls(file: Path, learner: str | None, newest: int) -> tuple[list[PastCall], int] | None:
    """Read the newest calls.

    Args:
        file: The database.
        learner: Whose; everybody's when None.
        newest: How many.

    Returns:
        The calls, oldest first, and how many there are in all; None when the file cannot be read this way.
    """
    asked = {"learner": learner, "newest": newest}
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            if connection.execute("SELECT version_num FROM alembic_version").fetchone()[0] != NEWEST:
                return None
            rows = connection.execute(_CALLS, asked).fetchall()
            calls = [_past(row, connection.execute(_STEPS, (row["id"],)).fetchall()) for row in reversed(rows)]
            return calls, connection.execute(_COUNT, asked).fetchone()[0]
    except (sqlite3.Error, TypeError, ValueError):
        return None


def _past(row: sqlite3.Row, steps: list[sqlite3.Row]) -> PastCall:
    same = ("id", "learner", "source", "fingerprint", "persona", "verdict", "seed", "score", "duration", "caller", "recording")
    return PastCall(
        **{name: row[name] for name in same}, passed=bool(row["passed"]),
        made_at=datetime.fromisoformat(row["made_at"]).replace(tzinfo=UTC),
        steps={step["step"]: StepScore(score=step["score"], of=step["of"]) for step in steps},
    )  # fmt: skip
