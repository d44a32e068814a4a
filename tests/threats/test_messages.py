"""What a page may ask of its kernel: no code is run, nothing is opened, nobody else is touched."""

from __future__ import annotations

import itertools
import json

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st
from servers import Server
from threats.talk import container, given, layout, pack, run, talk

from netlearn_widgets.serving.messages import ALLOWED, Nonsense, Said, allowed, from_kernel, read

# Every type of message in Jupyter's protocol and in the kernels and front ends that add to it.
KINDS = [
    "execute_request",
    "execute_reply",
    "execute_input",
    "execute_result",
    "error",
    "stream",
    "display_data",
    "update_display_data",
    "complete_request",
    "complete_reply",
    "inspect_request",
    "inspect_reply",
    "history_request",
    "history_reply",
    "is_complete_request",
    "is_complete_reply",
    "connect_request",
    "connect_reply",
    "comm_info_request",
    "comm_info_reply",
    "comm_open",
    "comm_msg",
    "comm_close",
    "kernel_info_request",
    "kernel_info_reply",
    "shutdown_request",
    "shutdown_reply",
    "interrupt_request",
    "interrupt_reply",
    "debug_request",
    "debug_reply",
    "debug_event",
    "input_request",
    "input_reply",
    "clear_output",
    "status",
    "usage_request",
    "usage_reply",
    "create_subshell_request",
    "create_subshell_reply",
    "delete_subshell_request",
    "delete_subshell_reply",
    "list_subshell_request",
    "list_subshell_reply",
    "apply_request",
    "abort_request",
    "abort_reply",
    "clear_request",
    "purge_request",
    "object_info_request",
    "iopub_welcome",
    "restart",
    "signal",
    "subshell_request",
]
CHANNELS = ("shell", "control", "stdin", "iopub", "hb", "", "SHELL", "shell ")

MINE = "mine".ljust(32, "-")
CODE = {"code": "import os; os._exit(1)", "silent": False, "store_history": False, "user_expressions": {}}


def may(kind: str, channel: str) -> bool:
    return kind in ALLOWED.get(channel, ())


@pytest.mark.parametrize("channel", ["shell", "control", "stdin"])
def test_no_message_but_a_widgets_is_heard(room: Server, channel: str):
    """Of every type Jupyter knows, only widget messages and the question who is there reach a kernel; it lives on."""

    async def ask() -> tuple[list, dict, dict]:
        page = await talk(room, given(room))
        before = await page.states()
        for kind in KINDS:
            if not may(kind, channel):
                await page.send(
                    kind, {**CODE, "restart": False, "comm_id": "x", "target_name": "x", "data": {}}, channel
                )
        page.heard.clear()
        after = await page.states()
        await page.alive()
        return page.heard, before, after

    heard, before, after = run(ask())

    asked = {one["parent"].removeprefix("ada-").partition(":")[0] for one in heard if one["parent"].startswith("ada-")}
    assert asked <= {"comm_open", "comm_msg"}
    assert before == after


@pytest.mark.parametrize(("kind", "channel"), list(itertools.product(KINDS, CHANNELS)))
def test_each_type_and_channel_is_refused_but_three(kind: str, channel: str):
    """The list of what is let through is short, and nothing else is."""
    listed = {
        ("comm_open", "shell"),
        ("comm_msg", "shell"),
        ("kernel_info_request", "shell"),
        ("kernel_info_request", "control"),
    }
    data = {} if kind == "comm_open" else {"method": "custom"}
    content = {"comm_id": "c" * 32, "target_name": "jupyter.widget.control", "data": data}

    assert allowed(Said(channel, kind, content)) == ((kind, channel) in listed)


@drawn(kind=st.text(), channel=st.text())
def test_any_other_type_is_refused(kind: str, channel: str):
    """Also one that nobody has thought of yet."""
    data = {} if kind == "comm_open" else {"method": "custom"}
    content = {"comm_id": "c" * 32, "target_name": "jupyter.widget.control", "data": data}

    assert allowed(Said(channel, kind, content)) == may(kind, channel)


@pytest.mark.parametrize("target", ["jupyter.widget", "jupyter.widget.version", "os", "", None, ["jupyter.widget"], {}])
def test_a_browser_opens_no_widget(room: Server, target: object):
    """A widget's class is chosen by the kernel only: opened by a browser it would be any class there is."""
    base = "@jupyter-widgets/base"
    state = {"_model_module": base, "_model_module_version": "2.0.0", "_model_name": "LayoutModel"}
    state |= {"_view_module": base, "_view_module_version": "2.0.0", "_view_name": "LayoutView"}

    async def ask() -> tuple[dict, dict, list]:
        page = await talk(room, given(room))
        before = await page.states()
        await page.send("comm_open", {"comm_id": MINE, "target_name": target, "data": {"state": state}})
        return before, await page.states(), page.heard

    before, after, heard = run(ask())

    assert before == after
    assert MINE not in {one["content"].get("comm_id") for one in heard}


def test_a_forged_state_changes_no_widget_of_ours(room: Server):
    """Script, style, answer, visit and every other trait stay as the kernel has them."""

    async def ask() -> tuple[dict, dict]:
        page = await talk(room, given(room))
        places = await page.states()
        await page.hello(container(places), code="KRTM-27", join=True)
        before = await page.states()
        for name, state in before.items():
            if "_esm" in state:
                forged = {key: "forged" if isinstance(value, str) else {"forged": 1} for key, value in state.items()}
                for key, value in forged.items():
                    await page.say(name, {"method": "update", "state": {key: value}, "buffer_paths": []})
        return before, await page.states()

    before, after = run(ask())

    assert len([1 for state in before.values() if "_esm" in state]) > 2
    assert {name: state for name, state in before.items() if "_esm" in state} == {
        name: state for name, state in after.items() if "_esm" in state
    }


def test_what_one_visitor_forges_nobody_else_sees(room: Server):
    """A layout or another trait of a widget's neighbour is changed in the forger's own kernel only."""

    async def ask() -> tuple[dict, dict]:
        bo = await talk(room, given(room))
        before = await bo.states()
        ada = await talk(room, given(room))
        for name, state in (await ada.states()).items():
            await ada.say(name, {"method": "update", "state": dict.fromkeys(state, "forged"), "buffer_paths": []})
        await ada.alive()
        return before, await bo.states()

    before, after = run(ask())

    assert before == after


def test_an_answer_that_the_question_does_not_take_is_refused(room: Server):
    """What a browser sends is checked again where it is kept, whatever the page would have let people do."""

    async def ask() -> tuple[str, object]:
        page = await talk(room, given(room))
        place = container(await page.states())
        await page.hello(place, code="KRTM-27", join=True)
        forged = {"type": "answer", "id": "a1", "question": "benefits", "value": ["root", "x" * 1000]}
        await page.say(place, {"method": "custom", "content": forged})
        reply = await page.until(
            lambda one: (
                one["content"].get("data", {}).get("content", {}).get("type") in ("refused", "failed", "saved")
                and one["content"]["data"]["content"]
            )
        )
        return reply["type"], [state["value"] for state in (await page.states()).values() if "value" in state]

    kind, values = run(ask())

    assert kind == "refused"
    assert "root" not in json.dumps(values)


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 100_000 + b"]" * 100_000,
        b'{"a":' * 40 + b"1" + b"}" * 40,
        b'{"a":' * 5000 + b"1" + b"}" * 5000,
        b"[]",
        b"{",
        b"\xff\xfe{\x00}\x00",
        b'"text"',
    ],
)
def test_a_message_too_deep_or_no_json_is_not_read(content: bytes):
    """The kernel's own reader is never shown what would break it."""
    header = json.dumps({"msg_type": "comm_msg"}).encode()

    with pytest.raises(Nonsense):
        read(layout(b"shell", header, b"{}", b"{}", content))


def _moved(place: int, by: int) -> bytes:
    """Return a message in which one of the places named is another."""
    message = bytearray(pack("comm_msg", {"comm_id": "x", "data": {"method": "custom"}}))
    at = slice(8 * place, 8 * place + 8)
    message[at] = (int.from_bytes(message[at], "little") + by).to_bytes(8, "little")
    return bytes(message)


@pytest.mark.parametrize(
    "message",
    [
        pack("comm_msg", {"comm_id": "x", "data": {"method": "custom"}}) + b"more",
        _moved(1, -1),
        _moved(1, 1),
        _moved(6, -1),
        _moved(6, 1),
    ],
)
def test_a_message_fills_its_places_exactly(message: bytes):
    """Nothing lies before, between or behind them that one reader would see and another would not."""
    with pytest.raises(Nonsense):
        read(message)


@drawn(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(message: bytes):
    """Nothing that comes through the socket breaks its reader."""
    try:
        read(message)
    except Nonsense:
        return


@drawn(st.data())
def test_a_message_is_read_as_the_kernel_reads_it(data: st.DataObject):
    """Places that overlap or leave gaps, with which two readers could see two messages, are refused."""
    message = bytearray(pack("comm_msg", {"comm_id": "x", "data": {"method": "custom"}}))
    place = data.draw(st.integers(1, 6))
    old = int.from_bytes(message[8 * place : 8 * place + 8], "little")
    new = data.draw(st.integers(0, len(message) + 10).filter(lambda at: at != old))
    message[8 * place : 8 * place + 8] = new.to_bytes(8, "little")

    try:
        said = read(bytes(message))
    except Nonsense:
        return
    assert said.kind == "comm_msg" or not allowed(said)


@pytest.mark.parametrize(
    "kind", ["stream", "error", "execute_input", "execute_result", "display_data", "input_request"]
)
def test_a_page_hears_no_traceback_and_no_source(kind: str):
    """What a kernel prints, shows or asks is not for the browser: it may name files, and what a notebook says."""
    assert from_kernel(pack(kind, {"text": "/home/ada/ours.sqlite"}, "iopub")) == ""
    assert from_kernel(pack("comm_msg", {}, "iopub")) == "comm_msg"


def test_a_page_is_told_when_its_kernel_is_done_and_not_when_it_begins():
    """Only then has it heard all of the answer."""
    states = {state: from_kernel(pack("status", {"execution_state": state}, "iopub")) for state in ("busy", "idle")}

    assert states == {"busy": "", "idle": "status"}
