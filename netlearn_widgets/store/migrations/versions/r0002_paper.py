"""Answers say whether they were typed in from paper."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Mark answers; none that was given before came from paper."""
    op.add_column("answers", sa.Column("from_paper", sa.Boolean, nullable=False, server_default=sa.false()))
