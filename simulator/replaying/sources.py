"""What commands are given to work on: the name of each path, its size, and where its recording is kept."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from simulator.errors import InputError


def source_of(path: Path) -> str:
    """Name what comes from a path: a folder by its name, a file without its ending."""
    try:
        return path.resolve().stem if path.is_file() else path.resolve().name
    except (OSError, RuntimeError):  # a name too long, a link to itself: said when its turn comes
        return path.name


def n_bytes_at(path: Path) -> int:
    """Count the bytes of a file, or of the files in a folder: a guess at how long it sounds; 0 where nothing can be read."""
    try:
        return sum(file.stat().st_size for file in (path.iterdir() if path.is_dir() else (path,)))
    except OSError:  # said when its turn comes
        return 0


def keep_in(folder: Path | None, paths: Sequence[Path]) -> Path | None:
    """Make sure that recordings can be kept, and no two of one name; hand back where they go.

    Raises:
        InputError: If two sources have one name, or nothing can be written there.
    """
    if folder is None:
        return None
    names = [source_of(path) for path in paths]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        message = f"--keep {folder}: expected sources of different names, {twice[0]} comes {names.count(twice[0])} times"
        raise InputError(message)
    check_place(folder, asked_by="--keep")
    return folder


def check_place(folder: Path, *, asked_by: str) -> None:
    """Make sure, before any work is done, that a folder can be made or written in.

    Args:
        folder: The folder, which need not be there yet.
        asked_by: What named it; the message begins with it.

    Raises:
        InputError: If it cannot.
    """
    places = (folder.absolute(), *folder.absolute().parents)
    nearest = next((place for place in places if place.exists()), places[-1])  # on Windows not even a drive need exist
    try:
        TemporaryDirectory(dir=nearest).cleanup()
    except OSError as error:
        message = f"{asked_by} {folder}: expected a folder that can be written: {error.strerror or error}"
        raise InputError(message) from error
