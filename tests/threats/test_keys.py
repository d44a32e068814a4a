"""Keys of hosts and of the administrator: where they are, where they never are, and what is done without them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from servers import Server
from threats.talk import Talk, container, given, run, talk

from netlearn_widgets.model.act import Act
from netlearn_widgets.model.errors import NotHost
from netlearn_widgets.model.workshop import Workshop
from netlearn_widgets.store.store import Store

LINK = re.compile(r"^Workshops +\S+workshops#([\w-]{43})$", re.MULTILINE)
DEEDS = ("make", "room", "close", "export", "delete")


def key_of(server: Server) -> str:
    """The administrator's key, as it is printed for the person at the machine."""
    found = LINK.search(server.output())
    assert found
    return found[1]


async def ask(page: Talk, comm: str, kind: str, **words: object) -> dict:
    """Send a widget a message; return what came back."""
    said = {"type": kind, "id": f"id-{kind}", **words}
    await page.say(comm, {"method": "custom", "content": said})

    def answer(one: dict) -> dict | None:
        data = one["content"].get("data", {})
        content = data.get("content") or {}
        return content if content.get("id") == said["id"] else None

    return await page.until(answer)


def test_a_participants_page_does_nothing_of_the_administrators(room: Server):
    """Its kernel has no such widget: forged messages with any key, the right one too, are understood by nobody."""
    key = key_of(room)

    async def forge() -> list[str]:
        page = await talk(room, given(room))
        place = container(await page.states())
        await page.hello(place, code="KRTM-27", token="a" * 32, join=True, name="Ada")
        return [(await ask(page, place, kind, key=key, typed="KRTM-27"))["message"] for kind in DEEDS]

    assert all("does not understand" in words for words in run(forge()))
    assert room.get("/health").status == 200


@pytest.mark.parametrize("key", ["", "a" * 43])
def test_the_page_of_workshops_shows_and_does_nothing_without_the_key(room: Server, key: str):
    """Neither a title nor a code is told, whatever is asked of its kernel."""

    async def forge() -> tuple[list[str], str]:
        page = await talk(room, given(room, "workshops"))
        comm = container(await page.states())
        kinds = [(await ask(page, comm, kind, key=key, workshop="w"))["type"] for kind in ("hello", *DEEDS)]
        return kinds, json.dumps(await page.states()) + json.dumps(page.heard)

    kinds, told = run(forge())

    assert set(kinds) == {"refused"}
    assert "KRTM" not in told
    assert "BELP" not in told


def test_a_key_is_in_no_address_no_log_and_no_file(netlearn: Callable[..., Server], data: Path, tmp_path: Path):
    """It stands behind the #, in the window of whoever started the server; no page reads one from a query."""
    log = tmp_path / "events.jsonl"
    server = netlearn(data, "--log", str(log))
    key = key_of(server)
    page = server.get(f"/workshops?key={key}")

    async def visit() -> list[str]:
        talking = await talk(server, given(server, "workshops"))
        comm = container(await talking.states())
        await ask(talking, comm, "hello", key=key)
        made = await ask(talking, comm, "make", key=key, title="Ours", guide="", names="names", threshold=5, steps=[])
        await ask(talking, comm, "delete", key="a" * 43, workshop="w", typed="")
        return [made["message"]] if made["type"] == "refused" else [made["host"].rpartition(":")[2]]

    (host,) = run(visit())
    held = b"".join(
        one.read_bytes() for one in tmp_path.iterdir() if one.is_file() and not one.name.startswith("server")
    )
    server.stop()

    output = server.output()
    assert output.count(key) == 1
    assert host not in output
    assert key not in page.text
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert key.encode() not in held
    assert host.encode() not in held


def test_a_host_key_is_kept_as_a_fingerprint_of_its_workshop(data: Path):
    """What the file holds opens nothing, and a fingerprint copied into another workshop's row would not either."""
    with Store.open(data) as store:
        workshop = store.workshop("KRTM-27")
        store.add_host(workshop.id, "host key")
        store.add_admin("admin key")

    held = b"".join(one.read_bytes() for one in data.parent.iterdir() if one.name.startswith("ours"))
    assert b"host key" not in held
    assert b"admin key" not in held


def test_a_host_key_opens_its_own_workshop_only(data: Path):
    """Not another one, and nothing of the administrator's; nor is the administrator a host of any."""
    with Store.open(data) as store:
        mine = store.workshop("KRTM-27")
        other = store.add_workshop(Workshop(code="BELP-45", title="", guide=""), host_key="theirs")
        store.add_host(mine.id, "mine")
        store.add_admin("admin")

        assert [store.is_host(one.id, key) for one in (mine, other) for key in ("mine", "theirs")] == [1, 0, 0, 1]
        assert not any(map(store.is_admin, ("mine", "theirs")))
        with pytest.raises(NotHost):
            store.act(other.id, Act(kind="close", value={"closed": True}), key="mine")
