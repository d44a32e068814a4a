"""What widgets say in one moment goes out as one message, before anything that is said after it."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest

from netlearn_widgets.serving.warm.bundling import Bundling


class Wire:
    """Stands where the kernel's socket would: keeps what is sent."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []

    def send_multipart(self, parts: list[bytes], **_: object) -> None:
        session = Bundling(key=b"")
        self.sent.append(session.deserialize(session.feed_identities(parts)[1]))

    @property
    def said(self) -> list[tuple[str, list[str]]]:
        """Each message's type, with the comms a bundle speaks of."""
        return [
            (one["msg_type"], [each["content"]["comm_id"] for each in one["content"].get("messages", [])])
            for one in self.sent
        ]


@pytest.fixture
def session() -> Bundling:
    return Bundling(key=b"")


def say(session: Bundling, wire: Wire, comm: str, **more: Any) -> None:
    session.send(wire, "comm_msg", {"comm_id": comm, "data": {}}, **more)


def test_one_moment_is_one_message(session: Bundling):
    """What comes later in the loop is another."""
    wire = Wire()

    async def moments() -> None:
        for comm in "ab":
            say(session, wire, comm)
        assert wire.sent == []
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        say(session, wire, "c")
        await asyncio.sleep(0)
        await asyncio.sleep(0)

    asyncio.run(moments())

    assert wire.said == [("comm_bundle", ["a", "b"]), ("comm_bundle", ["c"])]


def test_nothing_overtakes_what_was_said_before(session: Bundling):
    """A page that hears its kernel is idle has heard all of the answer."""
    wire = Wire()

    async def moment() -> None:
        say(session, wire, "a")
        session.send(wire, "status", {"execution_state": "idle"})
        say(session, wire, "b")
        say(session, wire, "c", buffers=[b"binary"])

    asyncio.run(moment())

    assert [kind for kind, _ in wire.said] == ["comm_bundle", "status", "comm_bundle", "comm_msg"]


def test_what_is_said_is_what_was_meant_then(session: Bundling):
    """A value that changes before the loop's step ends is told as it was."""
    wire, data = Wire(), {"state": {"n": 1}}

    async def moment() -> None:
        session.send(wire, "comm_msg", {"comm_id": "a", "data": data})
        data["state"]["n"] = 2
        session.flush()

    asyncio.run(moment())

    assert wire.sent[0]["content"]["messages"][0]["content"]["data"] == {"state": {"n": 1}}


def test_another_thread_speaks_for_itself(session: Bundling):
    """It does not send what the kernel's own thread is about to put together."""
    wire = Wire()

    async def moment() -> None:
        say(session, wire, "a")
        other = threading.Thread(target=session.send, args=(wire, "status", {"execution_state": "busy"}))
        other.start()
        other.join()
        session.flush()

    asyncio.run(moment())

    assert [kind for kind, _ in wire.said] == ["status", "comm_bundle"]
