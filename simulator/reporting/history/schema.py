"""The tables of the history; migrations make them, this is how they look once all have run."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Float,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData()
"""All of them."""

calls = Table(
    "calls", metadata,
    Column("id", Integer, primary_key=True),
    Column("fingerprint", String(32), nullable=False, index=True),
    Column("learner", String(200), nullable=False),
    Column("made_at", DateTime, nullable=False),  # UTC
    Column("source", Text, nullable=False),
    Column("persona", Text),
    Column("verdict", Text),
    Column("seed", BigInteger),
    Column("score", Integer),
    Column("passed", Boolean, nullable=False),
    Column("duration", Float, nullable=False),
    Column("caller", Text),
    Column("recording", Text),
    Column("notes", Text, nullable=False, server_default=""),
    sqlite_autoincrement=True,  # a number that was deleted is not given to another call
)  # fmt: skip
"""One row a call."""


def _of_call(*, primary_key: bool = True) -> Column[int]:
    owner = ForeignKey("calls.id", ondelete="CASCADE")
    return Column("call_id", Integer, owner, nullable=False, primary_key=primary_key, index=not primary_key)


cards = Table("cards", metadata, _of_call(), Column("card", Text, nullable=False))
"""The scorecards as JSON; apart, so that lists do not read them."""

steps = Table(
    "steps", metadata,
    _of_call(),
    Column("step", String(40), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("score", Integer, nullable=False),
    Column("of", Integer, nullable=False),
)  # fmt: skip
"""Four rows a call."""

checks = Table(
    "checks", metadata,
    _of_call(),
    Column("step", String(40), primary_key=True),
    Column("check", String(40), primary_key=True),
    Column("passed", Boolean),
)  # fmt: skip
"""One row a finding; NULL could not be judged."""

disputes = Table(
    "disputes", metadata,
    Column("id", Integer, primary_key=True),
    _of_call(primary_key=False),
    Column("check", String(81), nullable=False),
    Column("finding", Boolean),
    Column("claim", String(20), nullable=False),
    Column("words", Text, nullable=False),
    Column("at", Text, nullable=False),
)  # fmt: skip
"""What a learner holds against findings; never part of a score."""
