"""Where what this program keeps of a person is."""

from datetime import datetime
from pathlib import Path

from platformdirs import user_data_dir

from simulator.replaying.sources import check_place


def data_folder() -> Path:
    """Where what this program keeps of a person is."""
    return Path(user_data_dir("rehearse", appauthor=False))


def recordings_folder(keep: Path | None) -> Path:
    """Tell where recordings are: in `keep`, or in the user's data folder when that is None."""
    return keep or data_folder() / "recordings"


def recording_folder(keep: Path | None, *, now: datetime) -> Path:
    """Name a new folder for a recording, after the moment of the call.

    Args:
        keep: Where recordings are left; the user's data folder when None.
        now: The moment, local time.

    Raises:
        InputError: If nothing can be left there.
    """
    parent = recordings_folder(keep)
    check_place(parent, asked_by="--keep" if keep else "your data folder (choose another with --keep)")
    name = f"{now:%Y-%m-%d_%H-%M-%S}"
    names = [name, *(f"{name}_{i}" for i in range(2, 1000))]
    return parent / next(name for name in names if not (parent / name).exists())
