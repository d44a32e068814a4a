"""What a participant's page sends on its own connection makes no agreement that is none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from servers import Server
from threats.talk import Talk, container, given, run, talk

from netlearn_widgets.content import default_guide
from netlearn_widgets.model.act import Act
from netlearn_widgets.model.agreement import Agreement
from netlearn_widgets.model.deciding import seen_on, state_of, wordings
from netlearn_widgets.model.workshop import Answer, Proposal
from netlearn_widgets.store import Store

KEY, HOST = "types_agreement", "a key nobody can guess"
STEP = 2


class Room:
    """A wording on the table, Bo who objects to it or not, and Ada's page that sends what it likes."""

    def __init__(self, store: Store, server: Server) -> None:
        self.store, self.server = store, server
        (self.workshop,) = store.workshops()
        self.bo = store.join(self.workshop.id, "Bo's token", "Bo")
        self.wording = Proposal(question=KEY, text="As we like", participant=self.bo.id)
        store.propose(self.workshop.id, self.wording)

    def stand(self, who: str, position: str) -> None:
        value = {"proposal": self.wording.id, "position": position, "reason": ""}
        self.store.record(self.workshop.id, Answer(question=KEY, participant=who, value=value))

    async def ada(self) -> tuple[Talk, str]:
        """Ada's page at the step, and the number of the widget that asks."""
        page = await talk(self.server, given(self.server))
        await page.hello(container(await page.states()), code="KRTM-27", join=True, name="Ada")
        await page.say(container(await page.states()), {"method": "custom", "content": {"type": "go", "step": STEP}})
        while not (asked := [name for name, state in (await page.states()).items() if _asks(state)]):
            pass
        return page, asked[0]

    async def forge(self, page: Talk, widget: str, **content: str) -> dict[str, Any]:
        """Send a forged decision; return what the kernel says of it."""
        said = {"type": "decide", "id": "d1", "proposal": self.wording.id, "outcome": "agreed", "reason": ""} | content
        await page.say(widget, {"method": "custom", "content": said})
        return await page.until(lambda one: _reply(one, widget))

    @property
    def states(self) -> list[str]:
        question = default_guide().question(KEY)
        assert isinstance(question, Agreement)
        record = self.store.read(self.workshop.id)
        return [state_of(question, one, seen_on(record, question, one)) for one in wordings(record, question)]


def _asks(state: dict[str, Any]) -> bool:
    return isinstance(state.get("spec"), dict) and state["spec"].get("key") == KEY


def _reply(message: dict[str, Any], widget: str) -> dict[str, Any] | None:
    content = message["content"]
    data = content.get("data") if content.get("comm_id") == widget else None
    said = data.get("content") if isinstance(data, dict) and data.get("method") == "custom" else None
    return said if said and said.get("id") == "d1" else None


@pytest.fixture
def agreeing(netlearn: Callable[..., Server], data: Path):
    server = netlearn(data)
    with Store.open(data) as store:
        store.add_host(store.workshops()[0].id, HOST)
        yield Room(store, server)


def test_a_forged_agreement_is_refused_where_somebody_objects(agreeing: Room):
    """Whatever outcome, wording or person it names; the attempt is kept, once and in the name of whoever made it."""
    agreeing.stand(agreeing.bo.id, "block")

    async def ask() -> list[dict[str, Any]]:
        page, widget = await agreeing.ada()
        value = {"proposal": agreeing.wording.id, "position": "endorse", "reason": ""}
        await page.say(widget, {"method": "custom", "content": {"type": "answer", "id": "a1", "value": value}})
        forged = ({}, {"participant": ""}, {"outcome": "won"}, {"proposal": "another"}, {"question": "plan_agreement"})
        return [await agreeing.forge(page, widget, **one) for one in forged]

    assert {"refused"} == {said["type"] for said in run(ask())}
    assert ["talk"] == agreeing.states
    (kept,) = agreeing.store.read(agreeing.workshop.id).acts
    assert ("decide", KEY) == (kept.kind, kept.question)
    assert kept.participant not in ("", agreeing.bo.id)


def test_a_forged_agreement_is_refused_where_a_host_leads(agreeing: Room):
    """Even when nobody objects, and moving on too: the host records what came of it."""
    host = (Act(kind="step", value={"step": "types"}), Act(kind="reveal", question=KEY, value={"shown": True}))
    for act in host:
        agreeing.store.act(agreeing.workshop.id, act, key=HOST)
    agreeing.stand(agreeing.bo.id, "endorse")

    async def ask() -> list[dict[str, Any]]:
        page, widget = await agreeing.ada()
        value = {"proposal": agreeing.wording.id, "position": "endorse", "reason": ""}
        await page.say(widget, {"method": "custom", "content": {"type": "answer", "id": "a1", "value": value}})
        return [await agreeing.forge(page, widget, outcome=outcome) for outcome in ("agreed", "moved on")]

    assert {"refused"} == {said["type"] for said in run(ask())}
    assert ["hidden"] == agreeing.states
    assert host == agreeing.store.read(agreeing.workshop.id).acts
