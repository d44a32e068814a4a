"""One page that would be a crowd, so as to read one person's answer: over the page's own protocol."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from servers import Server
from sqlalchemy import select
from visitors import Visitor, happens

from netlearn_widgets.model.workshop import Answer, new_key
from netlearn_widgets.serving.pace import Pace
from netlearn_widgets.store import Store, tables

CODE, KEY, ASKED = "KRTM-27", new_key(), "types_decides"
FREE, EACH = 3, 10  # people who may join on a page at once, and seconds until one more may
CROWD = 6


@pytest.fixture
def server(data: Path, netlearn: Any) -> Server:
    """A workshop with a host, in which one person has answered."""
    with Store.open(data) as store:
        workshop = store.workshop(CODE)
        store.add_host(workshop.id, KEY)
        victim = store.join(workshop.id, "the victim's token")
        store.record(workshop.id, Answer(question=ASKED, participant=victim.id, value="lead"))
    return netlearn(data)


def read(data: Path) -> Any:
    with Store.open(data) as store:
        return store.read(store.workshop(CODE).id)


async def be(page: Visitor, number: int, **hello: Any) -> str:
    """Be somebody else from now on, and answer; return what became of that."""
    await page.say(id=f"hello {number}", type="hello", code=CODE, token=f"forged token {number}", **hello)
    return await answer(page, number)


async def answer(page: Visitor, number: int, **more: Any) -> str:
    said = {"type": "answer", "question": ASKED, "value": "peers", "round": 1, **more}
    return str((await page.ask(id=f"answer {number}", **said))["type"])


async def joining(server: Server) -> list[str]:
    page = await Visitor(server, "/join").connect()
    return [await be(page, number, join=True, name=f"Person {number}") for number in range(CROWD)]


async def handing_on(server: Server) -> list[str]:
    page = await Visitor(server, "/types").connect()
    return [await be(page, number) for number in range(CROWD)]


async def typing_in(server: Server) -> list[str]:
    page = await Visitor(server, "/types").connect()
    return [await be(page, number, paper=True) for number in range(CROWD)]


async def claiming_devices(server: Server) -> list[str]:
    page = await Visitor(server, "/types").connect()
    return [await be(page, number, device=f"device {number}") for number in range(CROWD)]


async def sending_for_others(server: Server) -> list[str]:
    page = await Visitor(server, "/types").connect()
    await page.ask(type="hello", id="hello", code=CODE, token="f" * 32)
    return [await answer(page, number, of={"token": f"forged {number}"}) for number in range(CROWD)]


@pytest.mark.parametrize("way", [joining, handing_on, typing_in, claiming_devices, sending_for_others])
def test_one_page_is_no_crowd(server: Server, data: Path, way: Any):
    """However it goes about it, it is three people at once, and one more every ten seconds."""
    began = time.monotonic()
    said = happens(way(server))
    most = FREE + (time.monotonic() - began) / EACH

    joined = len(read(data).participants) - 1
    assert FREE <= joined <= most
    assert joined == said.count("saved")
    assert {"failed"} >= set(said[joined:])  # to be sent again, not refused


def test_the_host_reads_how_many_joined_on_one_device(server: Server, data: Path):
    """In one page or several of a browser, whatever a page claims later; no page and no log has the device's number."""
    names = ["Ada", "Bo", "Cy"]

    async def crowd() -> tuple[list[dict[str, Any]], list[str]]:
        pages = [await Visitor(server, path).connect() for path in ("/join", "/join", "/types")]
        for page, name in zip(pages, names, strict=True):
            await page.ask(type="hello", id="1", code=CODE, token="", device="the tablet's own number")
            await page.ask(type="hello", id="2", code=CODE, token=f"{name}'s", name=name, join=True, device=name)
        host = await Visitor(server, "/host").connect()
        await host.ask(type="hello", id="1", code=CODE, key=KEY)
        bystander = await Visitor(server, "/join").connect()
        await bystander.ask(type="hello", id="1", code=CODE, token="d" * 32, name="Di", join=True)
        told = (await host.states())[host.model]["people"]["devices"]
        return told, [str(await page.states()) for page in (*pages, host, bystander)]

    told, states = happens(crowd())
    assert [{"people": 3, "names": names, "sheets": 0}] == told

    with Store.open(data) as store, store.database.reading() as connection:
        marks = set(connection.execute(select(tables.devices.c.mark)).scalars())
    assert 2 == len(marks)
    for secret in ("the tablet's own number", *marks):
        assert not [state for state in states if secret in state]
        assert secret not in server.output()


def test_a_room_behind_one_router_joins_within_a_minute():
    """Three hundred people, each on a page of their own; an address is no measure of who is a person."""
    now = [1000.0]
    pace = Pace(lambda: now[0])
    held_up = []
    for number in range(300):
        now[0] += 60 / 300
        held_up.append(pace.judge(f"page {number}", "192.0.2.1", {"type": "hello", "join": True, "name": ""}))

    assert {""} == set(held_up)
