"""Two pages of one person that do not hear of each other for a while, as a server hears them: without a browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from browser.people import CODE, GUIDE
from deaths.visitor import Room
from visitors import Visitor, happens

from netlearn_widgets.model.workshop import new_id

PEOPLE = [{"id": name, "name": name, "organisation": "", "seat": False} for name in ("Ada", "Bo", "Cy", "Dee")]
ROWS = [{"id": name, "group": "Carers", "action": f"Ask {name}"} for name in ("1", "2", "3", "4")]
FUNCTIONS = ["filtering", "amplifying", "convening", "facilitating"]


def network(*numbers: int) -> dict[str, Any]:
    """A map with these people, each of whom Ada turns to."""
    ties = [{"from": "Ada", "to": PEOPLE[number]["id"]} for number in numbers if number]
    return {"people": [PEOPLE[number] for number in numbers], "me": "Ada", "ties": ties}


@pytest.mark.parametrize(
    ("key", "made"),
    [
        ("inequality_actions", lambda *numbers: [ROWS[number] for number in numbers]),
        ("ties", network),
        ("roles", lambda *numbers: {"guardian": {"holds": [f"Name {number}" for number in numbers], "could": []}}),
        (
            "functions_first",
            lambda *numbers: [["filtering", "amplifying", "convening", "facilitating"][n] for n in numbers],
        ),
    ],
)
def test_rows_people_ties_names_and_orders_are_merged_as_ideas_are(room: Room, key: str, made: Callable[..., Any]):
    """As pages send it: both knew two, the laptop added a third; the phone, which did not hear of it, a fourth."""
    name, question = f"Ada with {key}", GUIDE.question(key)
    token = new_id()

    async def say(device: Visitor, number: str, value: Any, base: Any) -> str:
        sent = {"type": "answer", "question": key, "id": f"{key} {number}", "value": value, "base": base}
        return str((await device.ask(**sent))["type"])

    async def story() -> None:
        phone, laptop = Visitor(room.server, "/join"), Visitor(room.server, "/join")
        for device in (phone, laptop):
            await device.connect()
            await device.ask(type="hello", code=CODE, token=token, join=True, name=name)
        assert "saved" == await say(phone, "1", made(0, 1), None)
        assert "saved" == await say(laptop, "2", made(0, 1, 2), made(0, 1))
        assert "saved" == await say(phone, "3", made(0, 1, 3), made(0, 1))
        assert "saved" == await say(phone, "3", made(0, 1, 3), made(0, 1))
        for device in (phone, laptop):
            states = (await device.states()).values()
            assert all(one["value"] == all_four for one in states if one.get("spec", {}).get("key") == key)
            device.close()

    all_four = question.check(made(0, 1, 2, 3))
    happens(story())
    assert room.kept(name, key)[-1] == all_four
