"""Shows past calls and what they say together."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simulator.commands.options import DatabaseOption, JsonFlag, LearnerOption, VerdictOption
from simulator.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.reporting.history.past import PastCall
    from simulator.reporting.history.store import History

app = typer.Typer(rich_markup_mode=None, invoke_without_command=True)
"""`rehearse history` and what follows it."""

USUAL_LENGTH = 20
"""Calls listed when nobody says how many."""

CallArgument = Annotated[str, typer.Argument(metavar="CALL", help="A call's number, its recording's name, `last` or `best`.")]
Everyone = Annotated[bool, typer.Option("--everyone", help="The calls of all who share the history.")]


@app.callback()
def history(
    context: typer.Context, *, database: DatabaseOption = None, learner: LearnerOption = None, as_json: JsonFlag = False
) -> None:
    """List past calls."""
    if context.invoked_subcommand is None:
        list_calls(database=database, learner=learner, as_json=as_json)


@app.command("list")
def list_calls(
    *,
    newest: Annotated[int, typer.Option("--last", min=1, metavar="N", help="How many.", show_default=True)] = USUAL_LENGTH,
    every: Annotated[bool, typer.Option("--all", help="All of them.")] = False,
    verdict: VerdictOption = None,
    persona: Annotated[str | None, typer.Option("--persona", metavar="ID", help="Only calls that they answered.")] = None,
    everyone: Everyone = False,
    database: DatabaseOption = None,
    learner: LearnerOption = None,
    as_json: JsonFlag = False,
) -> None:
    """List past calls, the newest last."""
    from dataclasses import replace

    from simulator.reporting.history.entry import open_reader
    from simulator.reporting.history.listing import listing
    from simulator.reporting.history.past import Choice

    kept = open_reader(database)
    choice = Choice(learner=_whose(learner, everyone=everyone), persona=persona, verdict=verdict and str(verdict))
    calls = kept.calls(replace(choice, newest=None if every else newest))
    if as_json:
        from simulator.reporting.history.export import as_object

        _print_objects(as_object(call) for call in calls)
    elif calls:
        _print(listing(calls, kept.count(choice)))
    else:
        typer.echo(f"No calls yet in {kept.place}; make one: rehearse call")


@app.command()
def show(
    call: CallArgument = "last", *, database: DatabaseOption = None, learner: LearnerOption = None, as_json: JsonFlag = False
) -> None:
    """Show one call: each finding, and what you hold against it."""
    from simulator.reporting.history import drawing
    from simulator.reporting.history.comparison import side_by_side
    from simulator.reporting.history.export import whole_object
    from simulator.reporting.history.listing import head
    from simulator.reporting.page.card import read_card

    kept, found = _find(database, learner, call)
    card, (disputes, notes) = kept.card(found.id), kept.disputes(found.id)
    if as_json:
        _print_objects([whole_object(found, card, disputes, notes)])
        return
    read = read_card(card)
    _print([head(found), *drawing.findings(side_by_side(read, read), disputes), ""])
    score = (
        "Not scored" if found.score is None else f"Score {found.score} of 100, {'passed' if found.passed else 'not passed yet'}"
    )
    _print([score, *([f"Your notes: {notes}"] if notes else []), *_places(found)])


@app.command()
def compare(
    first: CallArgument,
    second: CallArgument = "last",
    *,
    database: DatabaseOption = None,
    learner: LearnerOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Compare two calls step by step."""
    from simulator.reporting.history import drawing
    from simulator.reporting.history.comparison import side_by_side
    from simulator.reporting.history.export import as_object
    from simulator.reporting.page.card import read_card

    kept, a = _find(database, learner, first)
    b = kept.find(second, _whose(learner))
    pairs = side_by_side(read_card(kept.card(a.id)), read_card(kept.card(b.id)))
    if as_json:
        differ = [f"{step}.{pair.name}" for step, found in pairs.items() for pair in found if pair.differs]
        _print_objects([{"first": as_object(a), "second": as_object(b), "differ": differ}])
        return
    _print(drawing.compared(a, b, pairs))


@app.command()
def trend(
    *,
    n_weeks: Annotated[int, typer.Option("--weeks", min=1, max=520, metavar="N", help="How far back.", show_default=True)] = 12,
    database: DatabaseOption = None,
    learner: LearnerOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Show how the steps went week by week, with how far attempts differ."""
    from simulator.reporting.history import drawing, progress

    calls, is_own = _own_calls(database, learner, since=datetime.now(UTC) - timedelta(weeks=n_weeks))
    weeks = progress.weeks(calls)
    changes = {what: progress.change(calls, what) for what in progress.parts(calls)}
    if as_json:
        _print_objects([progress.trend_object(weeks, changes)])
    elif calls:
        _print([*([] if is_own else [drawing.NONE_OF_YOUR_OWN]), *drawing.trend(weeks, calls, changes)])
    else:
        typer.echo(f"No calls in the last {n_weeks} weeks; make one: rehearse call")


@app.command()
def best(*, database: DatabaseOption = None, learner: LearnerOption = None, as_json: JsonFlag = False) -> None:
    """Show your best call."""
    from simulator.reporting.history import drawing, progress
    from simulator.reporting.history.export import as_object
    from simulator.reporting.history.listing import head

    calls, is_own = _own_calls(database, learner)
    found = progress.best(calls)
    if as_json:
        _print_objects([as_object(found)] if found else [])
    elif found is None:
        typer.echo("No scored call yet; make one: rehearse call")
    else:
        notice = [] if is_own else [drawing.NONE_OF_YOUR_OWN]
        _print([*notice, f"Your best: {found.score} of 100", head(found), *_places(found)])


@app.command()
def streak(*, database: DatabaseOption = None, learner: LearnerOption = None, as_json: JsonFlag = False) -> None:
    """Count the days in a row on which you practised."""
    from dataclasses import asdict

    from simulator.reporting.history import drawing, progress

    calls, _ = _own_calls(database, learner)
    found = progress.streak(calls, datetime.now().astimezone())
    if as_json:
        _print_objects([asdict(found)])
    else:
        typer.echo(drawing.streaks(found))


@app.command()
def missed(
    *,
    newest: Annotated[int | None, typer.Option("--last", min=1, metavar="N", help="Only in the newest N [default: all].")] = None,
    database: DatabaseOption = None,
    learner: LearnerOption = None,
    as_json: JsonFlag = False,
) -> None:
    """List what you missed most."""
    from dataclasses import asdict

    from simulator.reporting.history import drawing
    from simulator.reporting.history.entry import open_reader
    from simulator.reporting.history.past import Choice

    kept, choice = open_reader(database), Choice(learner=_whose(learner), newest=newest)
    found = kept.missed(choice)
    if as_json:
        _print_objects(asdict(one) for one in found)
    else:
        n_all = kept.count(Choice(learner=choice.learner))
        _print(drawing.misses(found, min(newest or n_all, n_all)))


@app.command("next")
def next_up(*, database: DatabaseOption = None, learner: LearnerOption = None, as_json: JsonFlag = False) -> None:
    """Say what to practise next."""
    from dataclasses import asdict

    from simulator.reporting.history import drawing, progress
    from simulator.reporting.history.entry import open_reader
    from simulator.reporting.history.past import Choice

    mine = _whose(learner)
    calls, _ = _own_calls(database, learner)
    missed_of_late = open_reader(database).missed(Choice(learner=mine, newest=progress.RECENT))
    found = progress.advice(calls, missed_of_late, [str(verdict) for verdict in Verdict])
    if as_json:
        _print_objects([asdict(found)])
    else:
        _print(drawing.next_up(found))


def _whose(learner: str | None, *, everyone: bool = False) -> str | None:
    from simulator.reporting.history.entry import learner_name

    return None if everyone else learner_name(learner)


def _find(database: str | None, learner: str | None, wanted: str) -> "tuple[History, PastCall]":
    from simulator.reporting.history.entry import open_history

    kept = open_history(database)
    return kept, kept.find(wanted, _whose(learner))


def _own_calls(database: str | None, learner: str | None, since: datetime | None = None) -> "tuple[list[PastCall], bool]":
    from simulator.reporting.history.entry import open_reader
    from simulator.reporting.history.past import Choice
    from simulator.reporting.history.progress import own

    return own(open_reader(database).calls(Choice(learner=_whose(learner), since=since)))


def _places(call: "PastCall") -> list[str]:
    if call.recording is None:
        return []
    report = Path(call.recording) / "report.html"
    return [f"See and hear it: {report}"] if report.is_file() else [f"The recording: {call.recording}"]


def _print(lines: "Iterable[str]") -> None:
    for line in lines:
        typer.echo(line)


def _print_objects(objects: "Iterable[dict[str, object]]") -> None:
    import json

    for one in objects:
        typer.echo(json.dumps(one, ensure_ascii=False))
