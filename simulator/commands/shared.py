"""What several commands do alike."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from simulator.cores import usable_cores
from simulator.errors import RehearsalError
from simulator.options import MOST_JOBS
from simulator.reporting.plain import plain

if TYPE_CHECKING:
    from simulator.engines import EngineRoom
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
    from simulator.audio.folder import SHEET
    from simulator.audio.sheet import read_sheet
    from simulator.reporting.history.entry import enter

    try:
        caller = read_sheet(folder / SHEET).fixture
        _, notice = enter(card, database=database, learner=learner, caller=caller, recording=folder)
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
