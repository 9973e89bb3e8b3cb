"""What several commands do alike."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from simulator.commands.options import MOST_JOBS
from simulator.cores import usable_cores
from simulator.errors import InputError, RehearsalError
from simulator.reporting.plain import plain

if TYPE_CHECKING:
    from simulator.engines import EngineRoom, Room
    from simulator.reporting.history.past import PastCall


def open_room(recognizer: str, *, allow_network: bool) -> "EngineRoom":
    """Prepare the engines; say where voices go when they leave this machine."""
    from simulator.engines import EngineRoom

    room = EngineRoom(recognizer_spec=recognizer, allow_network=allow_network)
    if allow_network and room.notice:
        typer.echo(f"rehearse: {room.notice}", err=True)
    return room


def persona_folder(folder: Path | None) -> Path:
    """Find the folder of personas; the program's own when None."""
    from simulator.data import personas_folder

    return folder or personas_folder()


def job_count(asked: int | None) -> int:
    """Count the processes; one a core, within reason, when None."""
    return asked or min(usable_cores(), MOST_JOBS)


def complain(message: str, status: int) -> int:
    """Say in one line on standard error what is wrong."""
    typer.echo(f"rehearse: {plain(message)}", err=True)
    return status


def keep_in_history(card: dict[str, Any], folder: Path, *, database: str | None, learner: str | None) -> None:
    """Enter a call that has just been made; when that fails the call is still there, and this is said."""
    from datetime import UTC, datetime

    from simulator.audio.folder import SHEET
    from simulator.audio.sheet import read_sheet
    from simulator.reporting.history.entry import enter

    try:
        caller = read_sheet(folder / SHEET).fixture
        now = datetime.now(UTC)
        _, notice = enter(card, now=now, database=database, learner=learner, caller=caller, recording=folder)
    except RehearsalError as error:
        complain(f"{error}; this call is not in the history yet, enter it later: rehearse history add {folder}", 0)
    else:
        if notice:
            complain(notice, 0)


def past_call(wanted: str, *, database: str | None, learner: str | None) -> "PastCall":
    """Find a call in the history.

    Raises:
        InputError: If there is none.
    """
    from simulator.reporting.history.entry import learner_name, open_history

    return open_history(database).find(wanted, learner_name(learner))


def check_name(name: str) -> None:
    """Make sure that a fixture's name is a name and no path.

    Raises:
        InputError: If it is not.
    """
    if not name or name in (".", "..") or Path(name).name != name or "\\" in name:
        message = f"NAME: expected the name of a folder, got {name!r}; say where it goes with --in DIR"
        raise InputError(message)


def check_fixture(folder: Path, *, room: "Room", personas: Path) -> int:
    """Replay a new fixture and say whether it is scored as it expects; return the exit status."""
    from simulator.replaying.replay import ReplaySettings, replay
    from simulator.reporting.outcome import unmet

    card = replay(folder, settings=ReplaySettings(room=room, personas=personas))
    missed = unmet(card)
    for line in missed:
        typer.echo(f"  {plain(line)}")
    same = "Replayed: scored the same." if card.expectations else f"Replayed: scored {card.score}."
    typer.echo("Replayed: scored differently; see above." if missed else same)
    return 1 if missed else 0
