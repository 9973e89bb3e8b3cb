"""Calls for the tests of the history: made by hand, scored as told."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from simulator.reporting.history.past import NewCall, PastCall, StepScore
from simulator.reporting.history.store import History
from tests.reports import card

BEGIN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""A Monday."""


def new_call(source: str = "by-hand", *, days: float = 0, learner: str = "ada", **changes: Any) -> NewCall:  # noqa: ANN401 a scorecard's keys have values of many kinds
    """A call so many days after `BEGIN`."""
    return NewCall(learner=learner, made_at=BEGIN + timedelta(days=days), card=card(source=source, **changes))


def fill(history: History, scores: Sequence[int]) -> list[int]:
    """Enter a call a day with these scores; return their numbers."""
    return [history.enter(new_call(f"day-{i}", days=i, score=score)) for i, score in enumerate(scores)]


def past(score: int | None, *, days: float = 0, number: int = 1, caller: str | None = None, silence: int = 25) -> PastCall:
    """A call as the history hands it out."""
    return PastCall(
        id=number, learner="ada", made_at=BEGIN + timedelta(days=days), source=f"day-{days}", fingerprint="",
        persona="dana-whitfield", verdict="hired", seed=1, score=score, passed=False, duration=60.0, caller=caller,
        recording=None,
        steps={"silence": StepScore(score=silence, of=25), "ending": StepScore(score=0, of=0)},
    )  # fmt: skip
