"""A group at work on a running server, through the pages' own protocol, and what it was told that is kept."""

from __future__ import annotations

import asyncio
import re
import secrets
from collections.abc import Collection, Coroutine
from typing import Any

from ends.reading import Held
from servers import PATIENCE, Server
from visitors import Message, Visitor

from netlearn_widgets.model.workshop import new_id

__all__ = ["CODE", "IDEAS", "STATEMENT", "Group", "Person", "differences"]

CODE = "KRTM-27"
STEP, STATEMENT, IDEAS, AGREEMENT = "purpose", "purpose_statement", "purpose_for", "purpose_agreement"

_ADMIN = re.compile(r"workshops#([\w-]{43})")
_HOST = re.compile(r":([\w-]{43})$")


class Person:
    """Somebody with one page open."""

    def __init__(self, visitor: Visitor, name: str = "") -> None:
        self.visitor = visitor
        self.name = name
        self.token = secrets.token_hex(16)
        self.owner = ""  # under which name their browser keeps what is unsent; another one in each round

    async def hello(self, **words: Any) -> Message:
        """Say hello, and return what the page then knows of its visit."""
        await self.visitor.say(type="hello", code=CODE, token=self.token, **words)
        return await self.told(lambda state: state.get("visit"))

    async def told(self, wanted: Any) -> Any:
        """Return the first thing wanted of what the page's own widget is told from now on."""
        while True:
            kind, content = await self.visitor.hear()
            state = content.get("data", {}).get("state", {}) if kind == "comm_msg" else {}
            if content.get("comm_id") == self.visitor.model and (found := wanted(state)):
                return found

    async def states(self, key: str) -> list[tuple[str, Message]]:
        """Return the widgets that ask a question, with their states."""
        states = await self.visitor.states()
        return [(name, state) for name, state in states.items() if (state.get("spec") or {}).get("key") == key]

    async def says(self, key: str, **message: Any) -> Message:
        """Say something to the widget that asks a question, and return what it answers."""
        (widget, _), *_ = await self.states(key)
        return await self.visitor.ask(widget, **message)


class Group:
    """A host, an administrator, and people on their phones.

    Whatever they do is added to ``kept`` when they are told that it is, and not before; what is on its way and was not
    answered stands in ``unsure``.
    """

    def __init__(self, server: Server, runner: asyncio.Runner) -> None:
        self.server = server
        self.runner = runner
        self.workshop = ""
        self.kept: Held = {name: [] for name in ("workshops", "rounds", "participants", "answers", "proposals", "acts")}
        self.unsure: dict[str, list[Any]] = {}
        self.people: dict[str, Person] = {}

    def happens(self, story: Coroutine[Any, Any, Any]) -> Any:
        """Let something happen, within the time a test may take."""
        return self.runner.run(asyncio.wait_for(story, PATIENCE))

    async def administrator(self) -> None:
        """Open the page of workshops by the link that was printed, make a workshop there, and a host link of ours."""
        found = _ADMIN.search(self.server.output())
        assert found
        page, key = await Visitor(self.server, "/workshops").connect(), found[1]
        await page.ask(type="hello", id="hello", key=key)
        listed = next(state["workshops"] for state in (await page.states()).values() if "workshops" in state)
        self.workshop = next(one["id"] for one in listed if one["code"] == CODE)
        self.kept["workshops"].append([self.workshop, next(one["title"] for one in listed if one["code"] == CODE)])
        wanted = {"title": "Made on the page", "guide": "", "names": "names", "threshold": 5, "steps": []}
        made = await page.ask(type="make", id="make", key=key, **wanted)
        assert made["type"] == "done", made
        self.kept["workshops"].append([made["workshop"], made["title"]])
        room = await page.ask(type="room", id="room", key=key, workshop=self.workshop, host=True)
        (host_key,) = _HOST.findall(room["host"])
        self.host_key = host_key

    async def host(self) -> None:
        """Open the host page, and take the group to a step."""
        self.leader = Person(await Visitor(self.server, "/host").connect())
        await self.leader.hello(key=self.host_key)
        await self.act(kind="step", step=STEP)

    async def act(self, **act: Any) -> None:
        """Do something as the host."""
        name = new_id()
        said = await self.leader.visitor.ask(type="act", id=name, **act)
        assert said["type"] == "done", said
        self.kept["acts"].append([name, act["kind"]])

    async def join(self, name: str) -> None:
        """Let somebody join; they are at the step to which the host has called."""
        person = self.people[name] = Person(await Visitor(self.server, "/join").connect(), name)
        visit = await person.hello(join=True, name=name)
        assert visit["joined"], visit
        person.owner = visit["owner"]
        self.kept["participants"].append([self.workshop, name])

    async def answer(self, name: str, key: str, value: Any) -> None:
        """Let somebody answer, and see it saved."""
        answer = new_id()
        said = await self.people[name].says(key, type="answer", id=answer, value=value)
        assert said["type"] == "saved", said
        self.kept["answers"].append([answer, name, key, value])

    async def send(self, name: str, key: str, value: Any) -> tuple[str, list[Any]]:
        """Let somebody answer without waiting for what becomes of it; return the widget, and the answer."""
        (widget, _), *_ = await self.people[name].states(key)
        row = [new_id(), name, key, value]
        await self.people[name].visitor.say(widget, type="answer", id=row[0], value=value)
        self.unsure[row[0]] = row
        return widget, row

    async def is_saved(self, widget: str, row: list[Any]) -> None:
        """See that an answer that was on its way is saved."""
        said = await self.people[row[1]].visitor.answered(widget, row[0])
        assert said["type"] == "saved", said
        del self.unsure[row[0]]
        self.kept["answers"].append(row)

    async def propose(self, name: str, text: str) -> str:
        """Let somebody put a wording to the group."""
        wording = new_id()
        said = await self.people[name].says(AGREEMENT, type="propose", id=wording, text=text)
        assert said["type"] == "saved", said
        self.kept["proposals"].append([wording, name, AGREEMENT, text])
        return wording

    async def leave(self, name: str) -> None:
        """Let somebody take all their answers out, on their own page."""
        said = await self.people[name].visitor.ask(type="leave", id="leave")
        assert said["type"] == "left", said
        self.kept["participants"].remove([self.workshop, name])
        self.kept["answers"] = [row for row in self.kept["answers"] if row[1] != name]

    async def work(self) -> None:
        """Do everything that people do in a round."""
        await self.administrator()
        await self.host()
        for name in ("Ada", "Bo", "Cleo"):
            await self.join(name)
        await self.answer("Ada", STATEMENT, "So that fewer people fall")
        await self.answer("Cleo", STATEMENT, "What Cleo takes back")
        await self.answer("Bo", IDEAS, [{"id": "c1", "text": "Share what works"}])
        await self.answer("Bo", IDEAS, [{"id": "c1", "text": "Share what works"}, {"id": "c2", "text": "Ask families"}])
        wording = await self.propose("Ada", "Fewer falls at home")
        await self.answer("Bo", AGREEMENT, {"proposal": wording, "position": "4", "reason": "It is short"})
        await self.leave("Cleo")
        await self.act(kind="reveal", question=IDEAS, shown=True)

    async def go_on(self) -> None:
        """Follow into the round that was just opened, and answer once more."""
        ada = self.people["Ada"]
        (_, asked), *_ = await ada.states(STATEMENT)
        if asked["owner"] == ada.owner:
            await ada.told(lambda state: state.get("visit", {}).get("owner", ada.owner) != ada.owner)
        await self.answer("Ada", STATEMENT, "So that nobody falls")

    def opened(self, title: str) -> None:
        """Note that a command has opened a round."""
        self.kept["rounds"].append([self.workshop, title])

    async def finds_everything(self, server: Server) -> None:
        """Come back to a server that was started again: Ada is known with her answer, and Cleo is nobody.

        Her answer is the last that was acknowledged, or one that was on its way.
        """
        ada, cleo = self.people["Ada"], self.people["Cleo"]
        for one in (ada, cleo):
            one.visitor = await Visitor(server, "/join").connect()
        assert (await ada.hello(again=True, at=1))["joined"]
        (_, asked), *_ = await ada.states(STATEMENT)
        said = [row[3] for row in self.kept["answers"] if row[1:3] == ["Ada", STATEMENT]]
        assert asked["value"] in [said[-1], *(row[3] for row in self.unsure.values())]
        assert not (await cleo.hello(again=True))["joined"]


def differences(kept: Held, held: Held, unsure: Collection[str]) -> dict[str, Any]:
    """Return by table what was acknowledged and is not there as often as it was, and what is there without having been.

    A row that nobody was told of may be there once or not at all.
    """
    found: dict[str, Any] = {}
    for table, rows in kept.items():
        there = [row for row in held[table] if row not in rows and row[0] in unsure]
        lost = [row for row in rows if held[table].count(row) != rows.count(row)]
        strange = [row for row in held[table] if row not in rows and (row[0] not in unsure or there.count(row) > 1)]
        if lost or strange:
            found[table] = {"lost or doubled": lost, "never acknowledged": strange}
    return found
