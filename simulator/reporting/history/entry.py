"""Enters calls into the history, and knows where it lies when nobody says."""

import getpass
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from platformdirs import user_data_dir

from simulator.errors import InputError

if TYPE_CHECKING:
    from simulator.reporting.history.quick import QuickReader
    from simulator.reporting.history.store import History

FILE_NAME = "history.sqlite3"
"""What the database is called in the user's data folder."""


def data_folder() -> Path:
    """Where this program keeps what is the user's."""
    return Path(user_data_dir("rehearse", appauthor=False))


def history_place(database: str | None) -> str:
    """Tell where the history lies: as asked, else in the user's own folder."""
    return database or str(data_folder() / FILE_NAME)


def open_history(database: str | None) -> "History":
    """Open the history.

    Args:
        database: A file or a URL; the user's own file when None.

    Raises:
        InputError: If it cannot be opened; the message names it.
    """
    from simulator.reporting.history.store import History

    return History(history_place(database))


def open_reader(database: str | None) -> "QuickReader":
    """Open the history for reading, in the quickest way there is; see `open_history`."""
    from simulator.reporting.history.quick import QuickReader

    return QuickReader(history_place(database))


def learner_name(asked: str | None) -> str:
    """Tell who practises: as asked, else as they are logged in."""
    if asked:
        return asked
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container may run as a number without a name
        return "me"


def enter(
    card: dict[str, Any],
    *,
    now: datetime,
    database: str | None,
    learner: str | None,
    caller: str | None,
    recording: Path | None,
) -> tuple[int, str]:
    """Enter a call that has just been made.

    Args:
        card: Its scorecard as formats has it.
        now: This moment, with a time zone.
        database: Where; see `open_history`.
        learner: Who practised; as logged in when None.
        caller: The recorded caller who rang; None when the learner did.
        recording: Where the recording is.

    Returns:
        The call's number, and what there is to say about it; mostly nothing.

    Raises:
        InputError: If it could not be entered; nothing was lost, the recording can be entered later.
    """
    from simulator.reporting.history.faults import HistoryDamagedError
    from simulator.reporting.history.past import NewCall

    where = None if recording is None else str(recording.absolute())
    call = NewCall(learner=learner_name(learner), made_at=now, card=card, caller=caller, recording=where)
    try:
        return open_history(database).enter(call), ""
    except HistoryDamagedError as error:  # it was kept aside: this call begins a new one
        return open_history(database).enter(call), str(error)


def add_folder(history: "History", folder: Path, *, learner: str | None) -> tuple[int, bool]:
    """Enter a recording that was scored earlier.

    Returns:
        The call's number, and whether it was new to the history.

    Raises:
        InputError: If the folder has no scorecard.
    """
    return add_scored(history, read_scorecard(folder), folder, learner=learner)


def add_scored(history: "History", card: dict[str, Any], path: Path, *, learner: str | None) -> tuple[int, bool]:
    """Enter the score of a recording, with the time at which that was made.

    Args:
        history: Where.
        card: The scorecard.
        path: The recording's folder, or its file.
        learner: Who practised.

    Returns:
        The call's number, and whether it was new to the history.
    """
    from simulator.audio.folder import AUDIO, SHEET
    from simulator.audio.sheet import read_sheet
    from simulator.reporting.history.past import NewCall

    where = str(path.absolute())
    known = history.known(card, where)
    if known is not None:
        return known, False
    sound = path / AUDIO if (path / AUDIO).exists() else path
    made = datetime.fromtimestamp(sound.stat().st_mtime, UTC)
    caller = read_sheet(path / SHEET).fixture if (path / SHEET).is_file() else None
    call = NewCall(learner=learner_name(learner), made_at=made, card=card, caller=caller, recording=where)
    return history.enter(call), True


def read_scorecard(folder: Path) -> dict[str, Any]:
    """Read the scorecard of a recording.

    Raises:
        InputError: If there is none, or it is not one.
    """
    from simulator.audio.folder import SCORECARD
    from simulator.reporting.page.card import read_card

    file = folder / SCORECARD
    try:
        card: dict[str, Any] = json.loads(file.read_bytes())
    except OSError as error:
        message = f"{folder}: expected a scored recording, found no {SCORECARD}; type: rehearse score {folder}"
        raise InputError(message) from error
    except ValueError as error:
        message = f"{file}: expected a scorecard: {error}"
        raise InputError(message) from error
    if not isinstance(card, dict):
        message = f"{file}: expected a scorecard"
        raise InputError(message)
    read_card(card)  # says what is wrong with it
    return card
