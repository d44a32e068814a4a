"""A room with a server, and Ada in it, connected by a wire that can be cut."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from deaths.visitor import NOISE, Room, Visitor
from deaths.wire import Wire
from servers import Server, free_port

from netlearn_widgets.content import default_text
from netlearn_widgets.model.workshop import Workshop
from netlearn_widgets.store import Store

_names = (f"Ada {number}" for number in itertools.count(1))


def founded(folder: Path) -> Path:
    """Return a data file with one empty workshop."""
    path = folder / "ours.sqlite"
    with Store.create(path) as store:
        store.add_workshop(Workshop(code="KRTM-27", title="Community Frailty Network", guide=default_text()))
    return path


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """One server for the tests that leave it as it is; each test's visitor bears a name of their own."""
    folder = tmp_path_factory.mktemp("room")
    data, port = founded(folder), free_port()
    command = [sys.executable, "-m", "netlearn_widgets", "serve", "--data", str(data), "--port", str(port)]
    server = Server(command, port, folder / "server.log")
    yield Room(server.start(), data)
    server.clear()


@pytest.fixture
def wires() -> Iterator[Callable[[Server], Wire]]:
    """Lay a wire to a server: `wires(server)`."""
    laid: list[Wire] = []

    def lay(server: Server) -> Wire:
        laid.append(Wire(server.port))
        return laid[-1]

    yield lay
    for wire in laid:
        wire.close()


@pytest.fixture
def wire(room: Room, wires: Callable[[Server], Wire]) -> Wire:
    """The wire between Ada and the room's server."""
    return wires(room.server)


@pytest.fixture
def invite(visit) -> Callable[[str], Visitor]:
    """Somebody with a phone who has not come yet: `invite(url)`."""
    visit.allow(*NOISE)
    return lambda url: Visitor(visit.phone(), url, next(_names))


@pytest.fixture
def ada(wire: Wire, invite: Callable[[str], Visitor]) -> Visitor:
    """Ada, who has joined and is on the step "Types"."""
    return invite(wire.url).begin()
