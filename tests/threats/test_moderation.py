"""Hiding cards is a host's: what a participant's page asks of its own kernel is refused and changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from servers import Server
from threats.talk import Talk, container, given, run, talk

from netlearn_widgets.model.act import BY_HOST
from netlearn_widgets.store import Store

_VALUE = {"card": "c0123456789abcdef", "reason": "x", "protected": False, "shown": True, "closed": True, "step": "plan"}


def _data(server: Server) -> Path:
    return Path(server.command[server.command.index("--data") + 1])


async def _board(page: Talk) -> str:
    """Join, go to the step with ideas, and return the widget that sorts them; the time limit of `run` ends the wait."""
    place = container(await page.states())
    await page.hello(place, code="KRTM-27", join=True)
    await page.say(place, {"method": "custom", "content": {"type": "go", "step": 1}})
    while True:
        for name, state in (await page.states()).items():
            if "can_hide" in state:
                return name


def _reply(message: dict[str, Any]) -> Any:
    content = message["content"].get("data", {}).get("content", {})
    return content.get("type") in ("refused", "failed", "saved") and content


def test_a_participants_page_cannot_do_what_only_a_host_may(room: Server):
    """Neither by a message for hosts, nor by one for all that names a host's kind of act, nor by forging the widget."""

    async def ask() -> tuple[list[Any], bool]:
        page = await talk(room, given(room))
        board = await _board(page)
        await page.say(board, {"method": "update", "state": {"can_hide": True}})
        said = []
        for number, kind in enumerate(["hide", *sorted(BY_HOST)]):
            type_ = "hide" if number == 0 else "sort"
            forged = {"type": type_, "id": f"f{number}", "kind": kind, "value": _VALUE}
            await page.say(board, {"method": "custom", "content": forged})
            said.append(await page.until(_reply))
        return said, (await page.states())[board]["can_hide"]

    replies, can_hide = run(ask())

    assert {reply["type"] for reply in replies} == {"refused"}
    assert replies[0]["message"] == "Only a host may hide a card."
    assert can_hide is False
    with Store.open(_data(room)) as store:
        assert store.read(store.workshop("KRTM-27").id).acts == ()
