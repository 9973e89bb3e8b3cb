"""Where what this program keeps of a person is."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from itertools import chain, count
from pathlib import Path

from platformdirs import user_data_dir

from simulator.audio.writing import PRIVATE_FOLDER
from simulator.replaying.sources import check_place


def data_folder() -> Path:
    """Where what this program keeps of a person is."""
    return Path(user_data_dir("rehearse", appauthor=False))


def recordings_folder(keep: Path | None) -> Path:
    """Tell where recordings are: in `keep`, or in the user's data folder when that is None."""
    return keep or data_folder() / "recordings"


@contextmanager
def recording_folder(keep: Path | None, *, now: datetime) -> Iterator[Path]:
    """Take a new folder for a recording, named after the moment of the call; one that stays empty is taken away again.

    It is made at once, so that two calls of one second never get the same: the later has a number behind its name.

    Args:
        keep: Where recordings are left; the user's data folder when None.
        now: The moment, local time.

    Raises:
        InputError: If nothing can be left there.
    """
    parent = recordings_folder(keep)
    check_place(parent, asked_by="--keep" if keep else "your data folder (choose another with --keep)")
    parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    name = f"{now:%Y-%m-%d_%H-%M-%S}"
    folder = next(place for suffix in chain([""], (f"_{i}" for i in count(2))) if _made(place := parent / f"{name}{suffix}"))
    try:
        yield folder
    finally:
        with suppress(OSError):  # it has a recording in it
            folder.rmdir()


def _made(folder: Path) -> bool:
    try:
        folder.mkdir(mode=PRIVATE_FOLDER)
    except FileExistsError:
        return False
    return True
