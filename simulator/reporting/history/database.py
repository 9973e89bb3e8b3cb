"""Opens the history's database: SQLite in a file, or PostgreSQL for many."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import NullPool

from simulator.errors import EngineError, InputError
from simulator.reporting.history.faults import said_plainly
from simulator.reporting.history.schema import metadata

NEWEST = "0002"
"""The migration that this program knows as the last; a test holds it against the folder of migrations."""

PATIENCE_S = 30.0
"""Longest wait for other writers: thirty of them take a tenth of a second each on a slow disk."""

WRITES = "writes"
"""Execution option of a connection that will write: it waits for its turn when it begins, and never in the middle."""

MIGRATION_LOCK = 0x7265686561727365
"""Key of the lock that PostgreSQL's clients hold while they migrate: "rehearse" in ASCII."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """A database that is there and up to date."""

    engine: Engine
    """Makes connections."""

    place: str
    """What it is called in messages; never with a password."""

    file: Path | None
    """Its file; None when it is on a server."""

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Read in one transaction."""
        with said_plainly(self.place, self.file), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Write in one transaction: all of it or nothing."""
        with said_plainly(self.place, self.file), self.engine.execution_options(**{WRITES: True}).begin() as connection:
            yield connection


def open_database(where: str) -> Database:
    """Open a database, make it when it is not there, and bring it up to date.

    Args:
        where: A file, or an SQLAlchemy URL such as `postgresql+psycopg://host/name`.

    Raises:
        InputError: If it cannot be opened, is damaged, is not a history, or was written by a newer version.
        EngineError: If the library for such a database is missing.
    """
    url = _url(where)
    file = Path(url.database or "") if url.get_backend_name() == "sqlite" else None
    place = str(file) if file else url.render_as_string(hide_password=True)
    if file:
        _make_file(file)
    database = Database(engine=_engine(url), place=place, file=file)
    with database.reading() as connection:
        version = _version(connection)
    if version != NEWEST:
        _migrate(database)
    return database


def _url(where: str) -> URL:
    if "://" not in where:
        return URL.create("sqlite", database=str(Path(where).expanduser().absolute()))
    try:
        url = make_url(where)
    except ArgumentError as error:
        message = f"--database: expected a file or a URL such as postgresql://host/name, got {where!r}"
        raise InputError(message) from error
    if url.drivername == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    return url


def _engine(url: URL) -> Engine:
    is_sqlite = url.get_backend_name() == "sqlite"
    try:
        engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": PATIENCE_S} if is_sqlite else {})
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        message = f"--database: {url.drivername} needs its library (for PostgreSQL: pip install 'psycopg[binary]')"
        raise EngineError(message) from error
    if is_sqlite:
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 SQLAlchemy hands over the driver's own
    connection.isolation_level = None  # transactions are begun by `_begin`, tables made inside them too
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")  # what was deleted is gone from the file


def _begin(connection: Connection) -> None:
    # A transaction that first reads and then writes could be refused in the middle, whatever the patience.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get(WRITES) else "BEGIN")


def _make_file(file: Path) -> None:
    """Make an empty file that only its owner may read; what is in there is nobody else's."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def _migrate(database: Database) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("path_separator", "os")
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    known = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    with database.writing() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
        version = _version(connection)  # another program may have been quicker
        _check_version(connection, database.place, version, known)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _check_version(connection: Connection, place: str, version: str | None, known: list[str]) -> None:
    if version is None and set(inspect(connection).get_table_names()) & set(metadata.tables):
        message = f"{place}: expected a history, found tables of another program; name another --database"
        raise InputError(message)
    if version is not None and version not in known:
        message = (
            f"{place}: this history was written by a newer version of the program (format {version}, "
            f"this one knows {NEWEST}); update the program, nothing was changed"
        )
        raise InputError(message)
