"""Calls, their scorecards, steps and checks."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "calls",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("fingerprint", sa.String(32), nullable=False, index=True),
        sa.Column("learner", sa.String(200), nullable=False),
        sa.Column("made_at", sa.DateTime, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("persona", sa.Text),
        sa.Column("verdict", sa.Text),
        sa.Column("seed", sa.BigInteger),
        sa.Column("score", sa.Integer),
        sa.Column("passed", sa.Boolean, nullable=False),
        sa.Column("duration", sa.Float, nullable=False),
        sa.Column("caller", sa.Text),
        sa.Column("recording", sa.Text),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_calls_learner_made_at", "calls", ["learner", "made_at"])
    op.create_table("cards", _of_call(), sa.Column("card", sa.Text, nullable=False))
    op.create_table(
        "steps",
        _of_call(),
        sa.Column("step", sa.String(40), primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("score", sa.Integer, nullable=False),
        sa.Column("of", sa.Integer, nullable=False),
    )
    op.create_table(
        "checks",
        _of_call(),
        sa.Column("step", sa.String(40), primary_key=True),
        sa.Column("check", sa.String(40), primary_key=True),
        sa.Column("passed", sa.Boolean),
    )


def _of_call() -> "sa.Column[int]":
    return sa.Column("call_id", sa.Integer, sa.ForeignKey("calls.id", ondelete="CASCADE"), primary_key=True)
