"""Hosts steer, people sort ideas, and who is here is known."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"

_MOMENT = sa.Text().with_variant(postgresql.TIMESTAMP(timezone=True), "postgresql")


def upgrade() -> None:
    """Make the tables of acts, keys and open pages."""
    op.create_table(
        "acts",
        sa.Column("workshop_id", sa.Text, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("participant", sa.Text, nullable=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("workshop_id", "seq", name="pk_acts"),
        sa.UniqueConstraint("id", name="uq_acts_id"),
        sa.ForeignKeyConstraint(
            ["workshop_id", "round"], ["rounds.workshop_id", "rounds.number"], name="fk_acts_workshop_id_round"
        ),
        *_links("acts"),
    )
    op.create_table(
        "keys",
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("workshop_id", sa.Text, nullable=True),
        sa.Column("participant", sa.Text, nullable=True),
        sa.Column("made", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_keys"),
        *_links("keys"),
    )
    op.create_table(
        "presence",
        sa.Column("workshop_id", sa.Text, nullable=False),
        sa.Column("page", sa.Text, nullable=False),
        sa.Column("participant", sa.Text, nullable=True),
        sa.Column("step", sa.Text, nullable=False),
        sa.Column("typing", sa.Text, nullable=False),
        sa.Column("seen", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("workshop_id", "page", name="pk_presence"),
        *_links("presence"),
    )


def _links(table: str) -> list[sa.schema.SchemaItem]:
    """To the workshop, and to whose it is where it is somebody's."""
    return [
        sa.ForeignKeyConstraint(["workshop_id"], ["workshops.id"], name=f"fk_{table}_workshop_id"),
        sa.ForeignKeyConstraint(
            ["workshop_id", "participant"],
            ["participants.workshop_id", "participants.id"],
            name=f"fk_{table}_workshop_id_participant",
        ),
    ]
