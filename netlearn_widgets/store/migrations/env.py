"""What Alembic runs: the missing steps, inside the transaction that the store has begun."""

from __future__ import annotations

from alembic import context

from netlearn_widgets.store.tables import VERSIONS, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSIONS,
    transactional_ddl=True,  # both databases change tables inside a transaction
    render_as_batch=True,  # SQLite alters a table by building it anew
)
with context.begin_transaction():
    context.run_migrations()
