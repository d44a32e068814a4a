"""A host's acts need the host key: whatever a participant's browser sends is refused, logged, and changes nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from servers import Server, free_port
from threats.talk import Talk, container, given, run, talk

from netlearn_widgets.content import default_text
from netlearn_widgets.model.workshop import Workshop, new_key
from netlearn_widgets.store import Store

CODE = "KRTM-27"
KEY = new_key()
ACTS = [
    {"kind": "step", "step": "types"},
    {"kind": "state", "step": "types", "state": "closed"},
    {"kind": "reveal", "question": "benefits", "shown": True},
    {"kind": "timer", "minutes": 5},
    {"kind": "message", "text": "Forged"},
    {"kind": "note", "step": "types", "text": "Forged"},
    {"kind": "agenda", "steps": [{"key": "types", "minutes": 5}]},
    {"kind": "settings", "value": {"protected": False}},
    {"kind": "hide", "question": "purpose_for", "card": "1", "reason": "Forged"},
    {"kind": "decide", "question": "purpose_agreement", "proposal": "1", "outcome": "agreed", "reason": ""},
    {"kind": "close", "closed": True},
]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workshop with a host key."""
    path = tmp_path_factory.mktemp("hosted") / "ours.sqlite"
    with Store.create(path) as store:
        store.add_workshop(Workshop(code=CODE, title="Hosted", guide=default_text()), host_key=KEY)
    return path


@pytest.fixture(scope="module")
def hosted(data: Path) -> Iterator[Server]:
    """`netlearn serve` on that workshop."""
    port = free_port()
    command = [sys.executable, "-m", "netlearn_widgets", "serve", "--data", str(data), "--port", str(port)]
    server = Server(command, port, data.with_suffix(".log"))
    yield server.start()
    server.clear()


def kinds(data: Path) -> list[str]:
    """Return the kinds of all acts that were kept."""
    with Store.open(data) as store:
        return [act.kind for act in store.read(store.workshop(CODE).id).acts]


async def forge(page: Talk, **more: object) -> list[str]:
    """Send every act of a host to every widget of a kernel; return what its widgets said to each."""
    states = await page.states()
    widgets = [name for name, state in states.items() if "_esm" in state]
    page.heard.clear()
    for name in widgets:
        for act in ACTS:
            for kind in ("act", act["kind"]):
                content = {**act, "type": kind, "id": f"forged-{kind}", **more}
                await page.say(name, {"method": "custom", "content": content})
    await page.alive()
    said = [one["content"]["data"].get("content", {}) for one in page.heard if one["kind"] == "comm_msg"]
    assert len(said) >= len(widgets)
    return [one["type"] for one in said if one.get("id", "").startswith("forged")]


@pytest.mark.parametrize("key", ["", KEY], ids=["without a key", "with the right key"])
def test_a_participants_widgets_do_nothing_a_host_may(hosted: Server, data: Path, key: str):
    """Every act, sent to every widget of a page to join; a participant's page uses no key, not even a right one."""

    async def ask() -> list[str]:
        page = await talk(hosted, given(hosted, "join"))
        await page.hello(container(await page.states()), code=CODE, join=True, key=key)
        return await forge(page, key=key)

    said = run(ask())

    assert set(said) == {"refused"}
    assert kinds(data) == []
    assert "its widget 'journey' for something" in hosted.output()
    assert KEY not in hosted.output()


@pytest.mark.parametrize("key", ["", "x" * 43, KEY[:-1], [KEY]], ids=["none", "another", "nearly", "no text"])
def test_the_host_page_shows_and_does_nothing_without_the_key(hosted: Server, data: Path, key: object):
    """Not even the workshop's title is in its kernel's widgets."""

    async def ask() -> tuple[str, list[str]]:
        page = await talk(hosted, given(hosted, "host"))
        visit = await page.hello(container(await page.states()), code=CODE, key=key)
        return str([visit, await page.states()]), await forge(page, key=key)

    shown, said = run(ask())

    assert "Hosted" not in shown
    assert set(said) == {"refused"}
    assert kinds(data) == []


def test_a_browser_makes_no_host_widget(hosted: Server, data: Path):
    """A widget of the host page, opened in a participant's kernel, is none there."""

    async def ask() -> tuple[set[str], set[str]]:
        page = await talk(hosted, given(hosted, "join"))
        await page.hello(container(await page.states()), code=CODE, join=True)
        host = await talk(hosted, given(hosted, "host"), session="bo")
        state = next(iter((await host.states()).values()))
        before = set(await page.states())
        mine = "mine".ljust(32, "-")
        for target in ("jupyter.widget", "jupyter.widget.control"):
            opened = {"comm_id": mine, "target_name": target, "data": {"state": state, "buffer_paths": []}}
            await page.send("comm_open", opened)
            await page.say(mine, {"method": "custom", "content": {"type": "act", "id": "1", **ACTS[0]}})
        return before, set(await page.states())

    before, after = run(ask())

    assert before == after
    assert kinds(data) == []


def test_a_host_with_the_key_is_let_in_and_acts(hosted: Server, data: Path):
    """So that the tests above refuse for want of a key, and for nothing else; and the log does not know the key."""

    async def ask() -> tuple[str, object]:
        page = await talk(hosted, given(hosted, "host"))
        place = container(await page.states())
        visit = await page.hello(place, code=CODE, key=KEY)
        await page.say(
            place, {"method": "custom", "content": {"type": "act", "id": "1", "kind": "message", "text": "Tea"}}
        )
        return visit["title"], await page.until(said_of_act)

    def said_of_act(one: dict[str, Any]) -> object:
        content = one["content"].get("data", {}).get("content", {})
        return content.get("id") == "1" and content["type"]

    title, said = run(ask())

    assert (title, said) == ("Hosted", "done")
    assert kinds(data) == ["message"]
    assert KEY not in hosted.output()
