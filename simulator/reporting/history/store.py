"""Puts calls into the history, and finds, contests and deletes them."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, case, delete, func, insert, select, update

from simulator.errors import InputError
from simulator.reporting.history.database import Database, open_database
from simulator.reporting.history.past import Choice, Missed, NewCall, PastCall, StepScore
from simulator.reporting.history.schema import calls, cards, checks, disputes, steps
from simulator.reporting.page.disputes import Dispute, Disputes, fingerprint


class History:
    """The calls of one database."""

    def __init__(self, where: str) -> None:
        """Open it.

        Args:
            where: A file or a URL; see `open_database`, which also says what can go wrong.
        """
        self._database: Database = open_database(where)

    @property
    def place(self) -> str:
        """What it is called in messages."""
        return self._database.place

    def enter(self, call: NewCall) -> int:
        """Keep a call; return its number."""
        card = call.card
        with self._database.writing() as connection:
            number: int = connection.execute(insert(calls).values(_row(call)).returning(calls.c.id)).scalar_one()
            connection.execute(insert(cards).values(call_id=number, card=json.dumps(card)))
            for position, step in enumerate(card["steps"]):
                of = {"call_id": number, "step": step["id"]}
                points = {"position": position, "score": step["score"], "of": step["of"]}
                connection.execute(insert(steps).values(of | points))
                found = [of | {"check": check["id"], "passed": check["passed"]} for check in step["checks"]]
                if found:
                    connection.execute(insert(checks), found)
        return number

    def count(self, choice: Choice) -> int:
        """Count calls."""
        with self._database.reading() as connection:
            return connection.execute(select(func.count()).select_from(calls).where(*_conditions(choice))).scalar_one()

    def calls(self, choice: Choice) -> list[PastCall]:
        """List calls, oldest first, each with its steps."""
        chosen = _chosen(choice)
        with self._database.reading() as connection:
            rows = connection.execute(select(calls).where(calls.c.id.in_(chosen)).order_by(calls.c.made_at, calls.c.id)).all()
            points = connection.execute(
                select(steps.c.call_id, steps.c.step, steps.c.score, steps.c.of)
                .where(steps.c.call_id.in_(chosen))
                .order_by(steps.c.call_id, steps.c.position)
            )
            by_call: dict[int, dict[str, StepScore]] = {row.id: {} for row in rows}
            for call_id, step, score, of in points:
                by_call[call_id][step] = StepScore(score=score, of=of)
        return [_past(row, by_call[row.id]) for row in rows]

    def missed(self, choice: Choice) -> list[Missed]:
        """Count misses check by check, the most often missed first, the rarer judged first among equals."""
        n_missed = func.sum(case((checks.c.passed.is_(False), 1), else_=0))
        n_judged = func.count(checks.c.passed)
        wanted = select(checks.c.step, checks.c.check, n_missed, n_judged).where(checks.c.call_id.in_(_chosen(choice)))
        order = (n_missed.desc(), n_judged, checks.c.step, checks.c.check)
        with self._database.reading() as connection:
            rows = connection.execute(wanted.group_by(checks.c.step, checks.c.check).order_by(*order)).all()
        return [Missed(step=step, check=check, n_missed=n, n_judged=of) for step, check, n, of in rows]

    def find(self, wanted: str, learner: str | None) -> PastCall:
        """Find one call.

        Args:
            wanted: Its number, its recording's name, `last`, or `best`.
            learner: Whose; None takes anybody's.

        Raises:
            InputError: If there is none.
        """
        mine = _conditions(Choice(learner=learner))
        newest = (calls.c.made_at.desc(), calls.c.id.desc())
        query = select(calls.c.id).where(*mine).limit(1)
        match wanted:
            case "last":
                query = query.order_by(*newest)
            case "best":
                query = query.where(calls.c.score.is_not(None)).order_by(calls.c.score.desc(), calls.c.made_at, calls.c.id)
            case _ if wanted.isascii() and wanted.isdigit():
                query = query.where(calls.c.id == min(int(wanted), 2**31 - 1))
            case _:
                query = query.where(calls.c.source == wanted).order_by(*newest)
        with self._database.reading() as connection:
            number = connection.execute(query).scalar()
        if number is None:
            message = f"{self.place}: expected a call ({wanted!r} is none); see: rehearse history list"
            raise InputError(message)
        return self.call(number)

    def call(self, number: int) -> PastCall:
        """Find a call by its number.

        Raises:
            InputError: If there is none.
        """
        with self._database.reading() as connection:
            row = connection.execute(select(calls).where(calls.c.id == number)).one_or_none()
            points = connection.execute(select(steps).where(steps.c.call_id == number).order_by(steps.c.position)).all()
        if row is None:
            message = f"{self.place}: expected a call, there is no number {number}; see: rehearse history list"
            raise InputError(message)
        return _past(row, {point.step: StepScore(score=point.score, of=point.of) for point in points})

    def card(self, number: int) -> dict[str, Any]:
        """Read the scorecard of a call."""
        with self._database.reading() as connection:
            card: dict[str, Any] = json.loads(
                connection.execute(select(cards.c.card).where(cards.c.call_id == number)).scalar_one()
            )
        return card

    def known(self, card: dict[str, Any], recording: str) -> int | None:
        """Find the call that came of a recording and was scored like this; None when it was never entered."""
        same = select(calls.c.id).where(calls.c.fingerprint == fingerprint(card), calls.c.recording == recording)
        with self._database.reading() as connection:
            number: int | None = connection.execute(same.limit(1)).scalar()
        return number

    def dispute(self, told: Disputes) -> tuple[int, int]:
        """Keep what a learner holds against a call's findings, in the place of what they said before.

        Returns:
            The call's number, and how many disputes it has now.

        Raises:
            InputError: If there is no such call.
        """
        wanted = select(calls.c.id).where(calls.c.fingerprint == told.call).order_by(calls.c.id.desc()).limit(1)
        with self._database.writing() as connection:
            number = connection.execute(wanted).scalar()
            if number is None:
                message = f"{self.place}: expected disputes of a call that is in the history, got some of {told.source!r}"
                raise InputError(message)
            connection.execute(delete(disputes).where(disputes.c.call_id == number))
            for one in told.disputes:
                row = {"check": one.check, "finding": one.finding, "claim": one.claim, "words": _text(one.words), "at": one.at}
                connection.execute(insert(disputes).values(call_id=number, **row))
            connection.execute(update(calls).where(calls.c.id == number).values(notes=_text(told.notes)))
        return int(number), len(told.disputes)

    def disputes(self, number: int) -> tuple[list[Dispute], str]:
        """Read what the learner holds against a call's findings, and their notes of it."""
        with self._database.reading() as connection:
            rows = connection.execute(select(disputes).where(disputes.c.call_id == number).order_by(disputes.c.id)).all()
            notes = connection.execute(select(calls.c.notes).where(calls.c.id == number)).scalar() or ""
        found = [Dispute(check=r.check, finding=r.finding, claim=r.claim, words=r.words, at=r.at) for r in rows]
        return found, notes

    def delete(self, numbers: Sequence[int]) -> None:
        """Forget calls with everything about them."""
        with self._database.writing() as connection:
            for some in _portions(numbers):
                connection.execute(delete(calls).where(calls.c.id.in_(some)))


def _portions(numbers: Sequence[int], size: int = 500) -> Iterator[Sequence[int]]:
    """Cut a list to what every database takes as parameters of one statement."""
    return (numbers[start : start + size] for start in range(0, len(numbers), size))


def _conditions(choice: Choice) -> list[ColumnElement[bool]]:
    wanted = [(calls.c.learner, choice.learner), (calls.c.persona, choice.persona), (calls.c.verdict, choice.verdict)]
    found: list[ColumnElement[bool]] = [column == value for column, value in wanted if value is not None]
    return found if choice.since is None else [*found, calls.c.made_at >= _utc(choice.since)]


def _chosen(choice: Choice) -> Any:  # noqa: ANN401 a subquery, whose type depends on its columns
    query = select(calls.c.id).where(*_conditions(choice))
    if choice.newest is None:
        return query
    newest = query.order_by(calls.c.made_at.desc(), calls.c.id.desc()).limit(choice.newest).subquery()
    return select(newest.c.id)


def _row(call: NewCall) -> dict[str, Any]:
    card = call.card
    same = {name: card[name] for name in ("verdict", "seed", "score", "passed", "duration")}
    return same | {
        "fingerprint": fingerprint(card),
        "learner": _text(call.learner),
        "made_at": _utc(call.made_at),
        "source": _text(card["source"]),
        "persona": None if card["persona"] is None else _text(card["persona"]),
        "caller": call.caller,
        "recording": call.recording,
    }


def _past(row: Row[Any], points: dict[str, StepScore]) -> PastCall:
    return PastCall(
        id=row.id, learner=row.learner, made_at=row.made_at.replace(tzinfo=UTC), source=row.source,
        fingerprint=row.fingerprint, persona=row.persona, verdict=row.verdict, seed=row.seed, score=row.score,
        passed=row.passed, duration=row.duration, caller=row.caller, recording=row.recording, steps=points,
    )  # fmt: skip


def _utc(moment: datetime) -> datetime:
    """Take a moment to how databases hold it: in UTC, without saying so."""
    return moment.astimezone(UTC).replace(tzinfo=None)


def _text(text: str) -> str:
    """Leave out what a database or UTF-8 cannot hold: the character zero, and halves of characters."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "?")
