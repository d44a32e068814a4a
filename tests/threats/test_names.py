"""What somebody types as a name has no power over what others said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import pytest
from pages.page import CODE, Page
from servers import Server
from threats.talk import PATIENCE, Talk, container, given, run, talk

from netlearn_widgets.content import default_guide, default_text
from netlearn_widgets.model.act import Act
from netlearn_widgets.model.record import Record
from netlearn_widgets.model.workshop import Workshop
from netlearn_widgets.pages.workbook import Workbook
from netlearn_widgets.serving import can_fork
from netlearn_widgets.store import Store

STEPS = [step.key for step in default_guide().steps]
MAP = {
    "people": [
        {"id": str(n), "name": name, "organisation": "", "seat": False} for n, name in enumerate(("Bo", "Dr Grey"))
    ],
    "me": "0",
    "ties": [{"from": "0", "to": "1"}],
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A workshop with a host."""
    path = tmp_path / "ours.sqlite"
    with Store.create(path) as store:
        store.add_workshop(Workshop(code=CODE, title="Ours", guide=default_text()), host_key="the host's key")
    return path


@pytest.fixture
def join(data: Path) -> Callable[..., Page]:
    """Join on a page of one's own."""

    def join_(name: str, step: str = "purpose") -> Page:
        page = Page(data, f"{name}'s token", Workbook.journey)
        page.hello(join=True, name=name, at=STEPS.index(step))
        return page

    return join_


def of_others(record: Record) -> tuple[Any, ...]:
    """What is kept of what people said and did."""
    return record.answers, record.proposals, record.acts


@pytest.mark.parametrize("name", ["fewer  FALLS at home", "Dr Grey", "Transport", "Back at ten", "Fewer falls at home"])
def test_leaving_under_any_name_changes_nothing_that_others_said(data: Path, join: Callable[..., Page], name: str):
    """An idea, somebody on a map and in a role, a theme, a host's message: whoever calls themselves so and leaves."""
    bo = join("Bo")
    bo.say("purpose_for", [{"id": "1", "text": "Fewer falls at home"}])
    with Store.open(data) as store:
        here = store.workshop(CODE).id
        who = store.read(here).participants[0].id
        store.act(
            here, Act(kind="theme", question="purpose_for", value={"theme": "t", "name": "Transport"}, participant=who)
        )
        store.act(here, Act(kind="message", value={"text": "Back at ten"}), key="the host's key")
        bo_maps = join("Bo", "members")
        assert bo_maps.say("ties", MAP) == "saved"
        before = store.read(here)

        attacker = join(name)
        attacker.say("purpose_for", [{"id": "1", "text": "Mine"}])
        attacker.send("leave")

        after = store.read(here)
        assert attacker.heard[-1]["type"] == "left"
        assert of_others(before)[:2] == of_others(after)[:2]
        assert before.acts == tuple(act for act in after.acts if act.kind != "left")
        assert (name == "Dr Grey") == bool(store.named(here))


def test_nor_does_a_name_on_ones_own_map(join: Callable[..., Page]):
    """Where nobody is asked for a name, one is called as one's own map says."""
    bo = join("Bo", "members")
    bo.say("ties", MAP)
    attacker = join("", "members")
    attacker.say("ties", {"people": [{**MAP["people"][1], "id": "me"}], "me": "me", "ties": []})
    attacker.send("leave")

    bo.visit.refresh()
    assert MAP == bo.visit.value("ties")


async def _leave(page: Talk, place: str) -> str:
    await page.say(place, {"method": "custom", "content": {"type": "leave"}})

    def told(message: dict[str, Any]) -> Any:
        said = message["content"].get("data", {}).get("content", {})
        return said.get("type") in ("left", "failed", "refused") and said["type"]

    return str(await page.until(told))


def test_one_page_joins_and_leaves_a_few_times_only(room: Server):
    """Then it is told to wait, in words, before its kernel hears of it."""

    async def ask() -> list[str]:
        page = await talk(room, given(room))
        place = container(await page.states())
        told = []
        for _ in range(4):
            await page.hello(place, code="KRTM-27", join=True)
            told.append(await _leave(page, place))
        return [*told, await _leave(page, place)]

    assert ["left", "left", "left", "failed", "failed"] == run(ask())


def test_pages_kept_ready_are_made_anew_after_somebody_left(room: Server):
    """A page that has read the workshop ahead would hand its memory on to every kernel that is forked from it."""
    if not can_fork():
        return  # nothing is kept ready there
    given(room)
    before = _kept_ready(room)
    with Store.open(room.command[room.command.index("--data") + 1]) as store:
        here = store.workshop("KRTM-27").id
        store.remove(here, store.join(here, "zed's token", "Zed").id)

    gone, still = psutil.wait_procs(before, timeout=2 * PATIENCE)

    assert before
    assert (len(before), []) == (len(gone), still)
    assert given(room)


def _kept_ready(server: Server) -> list[psutil.Process]:
    """The warm pages: the root's children that no kernel came from yet."""
    assert server.process
    (root,) = (
        one for one in psutil.Process(server.process.pid).children() if "netlearn_widgets.serving.warm" in one.cmdline()
    )
    return root.children()
