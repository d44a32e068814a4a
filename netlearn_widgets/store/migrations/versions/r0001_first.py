"""The first shape of the data file."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None

_MOMENT = sa.Text().with_variant(postgresql.TIMESTAMP(timezone=True), "postgresql")


def upgrade() -> None:
    """Make all tables."""
    op.create_table(
        "workshops",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("code_key", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("created", _MOMENT, nullable=False),
        sa.Column("invented", sa.Boolean, nullable=False),
        sa.Column("mark", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_workshops"),
        sa.UniqueConstraint("code_key", name="uq_workshops_code_key"),
    )
    op.create_table(
        "guides",
        *_within("guides", "seq"),
        sa.Column("toml", sa.Text, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
    )
    op.create_table(
        "rounds",
        *_within("rounds", "number"),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("opened", _MOMENT, nullable=False),
    )
    op.create_table(
        "participants",
        *_within("participants", "id"),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("token_sha256", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("joined", _MOMENT, nullable=False),
        sa.UniqueConstraint("workshop_id", "token_sha256", name="uq_participants_workshop_id_token_sha256"),
    )
    op.create_table("answers", *_said("answers"), sa.Column("value", sa.Text, nullable=False))
    op.create_table("proposals", *_said("proposals"), sa.Column("text", sa.Text, nullable=False))


def _within(table: str, key: str) -> list[sa.schema.SchemaItem]:
    """What every table of things inside a workshop has."""
    return [
        sa.Column("workshop_id", sa.Text, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("workshop_id", key, name=f"pk_{table}"),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshops.id"], name=f"fk_{table}_workshop_id"),
    ]


def _said(table: str) -> list[sa.schema.SchemaItem]:
    """What every table of things said by a participant has."""
    return [
        *_within(table, "seq"),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("participant", sa.Text, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.UniqueConstraint("id", name=f"uq_{table}_id"),
        sa.ForeignKeyConstraint(
            ["workshop_id", "round"], ["rounds.workshop_id", "rounds.number"], name=f"fk_{table}_workshop_id_round"
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id", "participant"],
            ["participants.workshop_id", "participants.id"],
            name=f"fk_{table}_workshop_id_participant",
        ),
    ]
