"""What only a database server can get wrong."""

from __future__ import annotations

from collections.abc import Callable

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from netlearn_widgets.model.errors import StoreError
from netlearn_widgets.model.workshop import Workshop
from netlearn_widgets.store import Store, tables


def test_the_migrations_make_the_tables_that_the_queries_use(store: Store):
    """Column for column, on each database."""
    with store.database.reading() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"compare_type": True, "version_table": tables.VERSIONS, "target_metadata": tables.metadata},
        )
        assert compare_metadata(context, tables.metadata) == []


def test_a_database_without_a_store_is_refused(new_database: Callable[[], str]):
    with pytest.raises(StoreError, match=r"no store in it.*netlearn new"):
        Store.open(new_database())


def test_a_database_that_does_not_exist_is_refused(postgresql: str):
    with pytest.raises(StoreError, match=r"do not exist.*CREATE DATABASE"):
        Store.open(postgresql.replace("/postgres?", "/nowhere?"))


def test_a_user_who_may_not_write_is_refused(new_database: Callable[[], str]):
    """The words say which right is missing."""
    address = new_database()
    Store.create(address).close()
    with psycopg.connect(address, autocommit=True) as host:
        host.execute("CREATE ROLE reader LOGIN; GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader")

    with Store.open(address.replace("postgres:@", "reader@")) as store:
        assert store.workshops() == ()
        with pytest.raises(StoreError, match=r"may not do that.*right to create and write"):
            store.add_workshop(Workshop(code="KRTM-27", title="", guide=""))


def test_a_newer_database_is_refused(new_database: Callable[[], str]):
    address = new_database()
    Store.create(address).close()
    with psycopg.connect(address, autocommit=True) as host:
        host.execute("UPDATE netlearn_version SET version_num = '9999'")

    with pytest.raises(StoreError, match=r"newer netlearn .*9999"):
        Store.open(address)


def test_tables_may_lie_in_a_schema_of_their_own(new_database: Callable[[], str]):
    """Options in the address are kept beside ours."""
    address = new_database()
    with psycopg.connect(address, autocommit=True) as host:
        host.execute("CREATE SCHEMA ours")
        Store.create(f"{address}&options=-csearch_path%3Dours").close()
        found = host.execute("SELECT DISTINCT schemaname FROM pg_tables WHERE tablename = 'answers'").fetchall()

    assert found == [("ours",)]
