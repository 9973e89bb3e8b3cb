"""Says in one line what is wrong with a history's database, and keeps a damaged one aside."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from simulator.errors import InputError


class HistoryDamagedError(InputError):
    """The database could not be read; it was renamed, and the next call begins a new one."""


@contextmanager
def said_plainly(place: str, file: Path | None) -> Iterator[None]:
    """Turn what a database complains about into one line that a person can act on.

    Args:
        place: The database, as messages name it; never with a password.
        file: Its file; None when it is on a server.

    Raises:
        HistoryDamagedError: If the file is damaged; it was kept aside.
        InputError: For everything else.
    """
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise _ours(error, place, file) from error


def _ours(error: Exception, place: str, file: Path | None) -> InputError:
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF  # the rest of it tells the kinds of one error apart
    if file is not None and code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return HistoryDamagedError(_set_aside(file))
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return InputError(f"{place}: another program holds the history; close it and try again, nothing is lost")
    words = " ".join(str(cause).split())
    return InputError(f"{place}: the history cannot be used: {words or type(cause).__name__}")


def _set_aside(file: Path) -> str:
    """Rename a damaged file after the moment at which it was last written; say what was done."""
    try:
        written = datetime.fromtimestamp(file.stat().st_mtime, UTC)
        aside = file.with_name(f"{file.stem}.damaged-{written:%Y%m%d-%H%M%S-%f}{file.suffix}")
        for ending in ("-journal", "-wal", "-shm"):  # what belongs to a file goes where it goes
            beside = file.with_name(file.name + ending)
            if beside.exists():
                beside.replace(aside.with_name(aside.name + ending))
        file.replace(aside)
    except FileNotFoundError:
        return f"{file}: the history was damaged; another program has just kept it aside"
    return (
        f"{file}: the history was damaged and is kept as {aside.name}; the next call begins a new one, "
        "and `rehearse history add FOLDER...` enters recordings again"
    )
