"""Takes calls into the history and out of it: add, dispute, export, page, delete."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simulator.commands.history import Everyone
from simulator.commands.options import DatabaseOption, LearnerOption
from simulator.errors import InputError

if TYPE_CHECKING:
    from typing import Any

    from simulator.reporting.history.past import PastCall
    from simulator.reporting.history.store import History

app = typer.Typer(rich_markup_mode=None)
"""What follows `rehearse history` and changes or writes something."""

OutFile = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Where to [default: in your data folder].")]


@app.command()
def page(
    *, out: OutFile = None, everyone: Everyone = False, database: DatabaseOption = None, learner: LearnerOption = None
) -> None:
    """Write your progress as a page that a browser shows, network or not."""
    from simulator.reporting.history.entry import data_folder, learner_name, open_reader
    from simulator.reporting.history.page import write_page

    kept = open_reader(database)
    mine = None if everyone else learner_name(learner)
    file = out or data_folder() / "history.html"
    write_page(kept, mine, file, now=datetime.now().astimezone())
    typer.echo(f"See it: {file}")


@app.command()
def export(
    *,
    kind: Annotated[str, typer.Option("--format", metavar="KIND", help="`csv` or `json`.", show_default=True)] = "json",
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Where to [default: standard output].")] = None,
    everyone: Everyone = False,
    database: DatabaseOption = None,
    learner: LearnerOption = None,
) -> None:
    """Give out all calls, with their findings and what you hold against them."""
    from simulator.reporting.history.entry import learner_name, open_history
    from simulator.reporting.history.export import as_csv, as_json

    if kind not in ("csv", "json"):
        message = f"--format: expected csv or json, got {kind!r}"
        raise InputError(message)
    objects = _whole(open_history(database), None if everyone else learner_name(learner))
    text = as_csv(objects) if kind == "csv" else as_json(objects)
    if out is None:
        typer.echo(text, nl=False)
    else:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(text, encoding="utf-8", errors="replace", newline="\n")
        typer.echo(f"{len(objects):,} calls: {out}", err=True)


@app.command()
def add(
    folders: Annotated[list[Path], typer.Argument(metavar="RECORDING...", help="Folders that calls left, scored.")],
    *,
    database: DatabaseOption = None,
    learner: LearnerOption = None,
) -> None:
    """Enter recordings that are not in the history; those that are stay as they are."""
    from simulator.reporting.history.entry import add_folder, open_history

    kept = open_history(database)
    for folder in folders:
        number, is_new = add_folder(kept, folder, learner=learner)
        typer.echo(f"{folder}: call {number}" + ("" if is_new else ", which was there already"))


@app.command()
def dispute(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="What the report's Download button wrote.")],
    *,
    database: DatabaseOption = None,
) -> None:
    """Keep beside a call what you hold against its findings; the score stays as it is."""
    from simulator.reporting.history.entry import open_history
    from simulator.reporting.page.disputes import read_disputes

    kept, told = open_history(database), [read_disputes(file) for file in files]
    for one in told:
        number, n = kept.dispute(one)
        typer.echo(f"Call {number}: you disagree with {n} finding{'' if n == 1 else 's'}. The score stays as it is.")


@app.command()
def delete(
    wanted: Annotated[list[str] | None, typer.Argument(metavar="CALL...", help="Numbers or names of calls.")] = None,
    *,
    every: Annotated[bool, typer.Option("--all", help="All your calls.")] = False,
    audio_only: Annotated[bool, typer.Option("--audio-only", help="Only their sound; findings and words stay.")] = False,
    sure: Annotated[bool, typer.Option("--yes", help="Don't ask.")] = False,
    database: DatabaseOption = None,
    learner: LearnerOption = None,
) -> None:
    """Delete calls with their recordings, or only the sound of them."""
    from simulator.reporting.history.entry import learner_name, open_history
    from simulator.reporting.history.past import Choice
    from simulator.reporting.history.sound import delete_recording, delete_sound

    if every == bool(wanted):
        message = "history delete: expected the numbers of calls, or --all"
        raise InputError(message)
    kept, mine = open_history(database), learner_name(learner)
    calls = kept.calls(Choice(learner=mine)) if every else [kept.find(one, mine) for one in wanted or []]
    what = "the sound of " if audio_only else ""
    if not sure and not typer.confirm(f"Delete {what}{_count(calls)}? There is no way back", err=True):
        return
    if audio_only:
        n_gone = sum(delete_sound(call) for call in calls)
        typer.echo(f"The sound of {n_gone:,} of {_count(calls)} is gone; findings and words are still there.")
        return
    kept.delete([call.id for call in calls])  # first: a call without its recording would be a promise that is not kept
    for call in calls:
        delete_recording(call)
    typer.echo(f"Deleted {_count(calls)}.")
    for file in Path(kept.place).parent.glob("*.damaged-*") if every and "://" not in kept.place else ():
        typer.echo(f"A damaged history is still there; delete it yourself: {file}")


def _count(calls: "list[PastCall]") -> str:
    return f"{len(calls):,} call{'' if len(calls) == 1 else 's'}"


def _whole(kept: "History", learner: str | None) -> "list[dict[str, Any]]":
    from simulator.reporting.history.export import whole_object
    from simulator.reporting.history.past import Choice

    return [whole_object(call, kept.card(call.id), *kept.disputes(call.id)) for call in kept.calls(Choice(learner=learner))]
