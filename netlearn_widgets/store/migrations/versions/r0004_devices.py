"""Who joined on one device is known."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table of devices; of those who joined before, none is known."""
    op.create_table(
        "devices",
        sa.Column("workshop_id", sa.Text, nullable=False),
        sa.Column("participant", sa.Text, nullable=False),
        sa.Column("mark", sa.Text, nullable=False),
        sa.Column("from_paper", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("workshop_id", "participant", name="pk_devices"),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshops.id"], name="fk_devices_workshop_id"),
        sa.ForeignKeyConstraint(
            ["workshop_id", "participant"],
            ["participants.workshop_id", "participants.id"],
            name="fk_devices_workshop_id_participant",
        ),
    )
