"""What several commands do alike."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from simulator.cores import usable_cores
from simulator.options import MOST_JOBS
from simulator.reporting.plain import plain

if TYPE_CHECKING:
    from simulator.engines import EngineRoom


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
