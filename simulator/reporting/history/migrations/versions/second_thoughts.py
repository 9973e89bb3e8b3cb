"""What learners hold against findings, and what they wrote down of a call."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add a table of disputes, and a column of notes."""
    op.add_column("calls", sa.Column("notes", sa.Text, nullable=False, server_default=""))
    op.create_table(
        "disputes",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("call_id", sa.Integer, sa.ForeignKey("calls.id", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("check", sa.String(81), nullable=False),
        sa.Column("finding", sa.Boolean),
        sa.Column("claim", sa.String(20), nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
    )
