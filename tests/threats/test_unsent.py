"""What waited in a browser, as a page of any kind may send it: over the page's own protocol."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from servers import Server
from visitors import Message, Visitor, happens

from netlearn_widgets.store import Store

CODE, KEY = "KRTM-27", "purpose_statement"


def texts(data: Path) -> dict[str, list[Any]]:
    """Every answer in the file, by the name of who gave it."""
    with Store.open(data) as store:
        record = store.read(store.workshop(CODE).id)
    said: dict[str, list[Any]] = {one.name: [] for one in record.participants}
    for answer in record.answers:
        said[next(one.name for one in record.participants if one.id == answer.participant)].append(answer.value)
    return said


async def join(server: Server, token: str, name: str = "") -> Visitor:
    """Open the join page, and press Join where a name is given."""
    visitor = await Visitor(server, "/join").connect()
    joining = {"join": True, "name": name} if name else {}
    await visitor.ask(type="hello", id="hello", code=CODE, token=token, **joining)
    return visitor


async def answer(visitor: Visitor, name: str, value: str, **more: Any) -> Message:
    return await visitor.ask(type="answer", id=name, question=KEY, value=value, round=1, **more)


def test_a_page_that_closed_before_its_person_was_taken_out_brings_nobody_back(data: Path, netlearn: Any):
    """Whichever kernel it is served by, and as often as it tries; joining anew is a press of Join."""
    server = netlearn(data)

    async def story() -> list[str]:
        ada = await join(server, "ada's token", "Ada")
        ada.close()
        ada.leave()
        with Store.open(data) as store:
            workshop = store.workshop(CODE)
            store.remove(workshop.id, store.participant(workshop.id, "ada's token").id)
        told = []
        for _ in range(2):
            again = await join(server, "ada's token")
            told.append((await answer(again, "a1", "Written before"))["type"])
            again.close()
        return told

    assert ["refused", "refused"] == happens(story())
    assert {} == texts(data)


def test_an_answer_in_anothers_name_needs_their_token(data: Path, netlearn: Any):
    """Their name, their id or the sha256 of the token are none; what is sent with it is theirs, and nobody else's."""
    server = netlearn(data)

    async def story() -> list[str]:
        (await join(server, "ada's token", "Ada")).close()
        bo = await join(server, "bo's token", "Bo")
        with Store.open(data) as store:
            (ada,) = [one for one in store.read(store.workshop(CODE).id).participants if one.name == "Ada"]
        forged = [{"token": guess} for guess in ("Ada", ada.id)]
        told = [(await answer(bo, f"f{number}", "Forged", of=of))["type"] for number, of in enumerate(forged)]
        told.append((await answer(bo, "a1", "Ada's own", of={"token": "ada's token"}))["type"])
        told.append((await answer(bo, "b1", "Bo's own"))["type"])
        return told

    assert ["failed", "failed", "saved", "saved"] == happens(story())
    assert {"Ada": ["Ada's own"], "Bo": ["Bo's own"]} == texts(data)


def test_what_is_never_taken_holds_up_nothing_that_follows(data: Path, netlearn: Any):
    """A question that is asked no more, a value of another form, a round that is over."""
    server = netlearn(data)

    async def story() -> list[str]:
        ada = await join(server, "ada's token", "Ada")
        told = [
            await ada.ask(type="answer", id="1", question="asked no more", value="x", round=1),
            await answer(ada, "2", ["no", "text"]),  # type: ignore[arg-type]  what a page may send
            await ada.ask(type="answer", id="3", question=KEY, value="x", round=7),
            await answer(ada, "4", "Taken"),
        ]
        return [one["type"] for one in told]

    assert ["refused", "refused", "failed", "saved"] == happens(story())
    assert {"Ada": ["Taken"]} == texts(data)
