"""Every store there can be: one SQLite file, and a database on a real PostgreSQL server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from netlearn_widgets.model.workshop import Participant, Workshop
from netlearn_widgets.store import Store


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
