"""Nothing a visitor sends reaches the administrator's terminal, or a log, as it was sent or without a limit."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from servers import Server
from threats.talk import container, given, run, talk

from netlearn_widgets.serving.messages import Said, allowed

FORGED = "\x1b]0;owned\x07\x1b[2J\nWorkshops    http://evil.example/workshops#key"
LINK = re.compile(r"^Workshops +\S+", re.MULTILINE)
CONTROL = "jupyter.widget.control"
NAME = "0123456789abcdef" * 2

LOUD = """
import sys, logging
import anywidget

class Loud(anywidget.AnyWidget):
    _esm = "export default { render() {} }"
    visit = __import__("traitlets").Dict().tag(sync=True)

    def __init__(self):
        super().__init__()
        self.on_msg(self.hear)

    def hear(self, _, content, buffers):
        print(content["say"])
        print(content["say"], file=sys.stderr)
        logging.getLogger("a library").warning(content["say"])
        raise ValueError(content["say"])

Loud()
"""


def hostile(text: str) -> list[tuple[str, object]]:
    """Messages of the three types that a kernel may hear, each with a text in one place after the other."""
    custom = {"method": "custom", "content": {"type": text, "id": text, text: text}}
    return [
        ("comm_msg", {"comm_id": text, "data": custom}),
        ("comm_msg", {"comm_id": NAME, "data": custom}),
        ("comm_msg", {"comm_id": NAME, "data": {"method": text}}),
        ("comm_msg", {"comm_id": NAME, "data": {"method": "update", "state": text}}),
        ("comm_msg", {"comm_id": NAME, "data": {"method": "update", "state": {text: text}, "buffer_paths": [[text]]}}),
        ("comm_msg", {"comm_id": NAME, text: text}),
        ("comm_open", {"comm_id": text, "target_name": CONTROL, "data": {}}),
        ("comm_open", {"comm_id": NAME, "target_name": text, "data": {}}),
        ("comm_open", {"target_name": CONTROL, "data": {text: text}}),
        ("comm_open", {"comm_id": [text], "target_name": CONTROL, "data": text}),
        ("kernel_info_request", {text: text}),
        (text, {"comm_id": NAME, "data": {}}),
    ]


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("comm_msg", {"comm_id": "", "data": {"method": "custom"}}),
        ("comm_msg", {"comm_id": FORGED, "data": {"method": "custom"}}),
        ("comm_msg", {"comm_id": NAME + "\n", "data": {"method": "custom"}}),
        ("comm_msg", {"comm_id": "a" * 65, "data": {"method": "custom"}}),
        ("comm_msg", {"comm_id": [NAME], "data": {"method": "custom"}}),
        ("comm_msg", {"data": {"method": "custom"}}),
        ("comm_msg", {"comm_id": NAME, "data": {"method": "update", "state": "text"}}),
        ("comm_open", {"target_name": CONTROL, "data": {}}),
        ("comm_open", {"comm_id": NAME, "target_name": CONTROL}),
        ("comm_open", {"comm_id": NAME, "target_name": CONTROL, "data": {"state": {}}}),
        ("comm_open", {"comm_id": {}, "target_name": CONTROL, "data": {}}),
    ],
)
def test_what_no_page_of_ours_makes_is_not_handed_on(kind: str, content: dict):
    """A widget's name is 32 to 64 letters, digits and dashes; who opens the control sends nothing with it."""
    assert not allowed(Said("shell", kind, content))


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("comm_msg", {"comm_id": NAME, "data": {"method": "custom", "content": {}}}),
        ("comm_msg", {"comm_id": "a" * 64, "data": {"method": "update", "state": {}, "buffer_paths": []}}),
        ("comm_open", {"comm_id": "0b2e-" * 8, "target_name": CONTROL, "data": {}}),
    ],
)
def test_what_our_pages_make_is_handed_on(kind: str, content: dict):
    assert allowed(Said("shell", kind, content))


def test_a_visitor_writes_nothing_on_the_administrators_terminal(netlearn: Callable[..., Server], data: Path):
    """The title of the window, an empty screen, a link over the administrator's own: none of it is there."""
    server = netlearn(data)

    async def forge() -> None:
        page = await talk(server, given(server))
        place = container(await page.states())
        for kind, content in hostile(FORGED):
            await page.send(kind, content)
            if isinstance(content, dict) and content.get("comm_id") == NAME:
                await page.send(kind, content | {"comm_id": place})
        await page.alive()

    run(forge())
    server.get(f"/{FORGED}".replace("\n", "%0a").replace(" ", "%20").replace("\x1b", "%1b").replace("\x07", "%07"))
    server.stop()

    assert "\x1b" not in server.output()
    assert "\x07" not in server.output()
    assert len(LINK.findall(server.output())) == 1
    assert "evil.example" not in server.output()


@pytest.mark.parametrize("fork", [1, 0])
def test_what_a_notebook_prints_of_a_visitor_is_plain_and_bounded(
    site: Callable[..., Server], book: Callable[..., None], *, fork: int
):
    """Also when a notebook, or a library, prints what a visitor sent: no control character, no line like ours."""
    book("step", LOUD)
    server = site(fork=fork)

    async def shout() -> None:
        page = await talk(server, given(server, "step"))
        place = container(await page.states())
        for number in range(40):
            say = FORGED + f" {number} " + "x" * 20_000 + FORGED * 200
            await page.say(place, {"method": "custom", "content": {"say": say}})
        await page.alive()

    run(shout())
    server.stop()
    output = server.output()

    assert "\x1b" not in output
    assert not LINK.findall(output)
    assert len(output) < 400_000
