"""What a page may say to its kernel, and a kernel to its page: what widgets need, and nothing else."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

__all__ = ["ALLOWED", "Nonsense", "Said", "allowed", "from_kernel", "read"]

ALLOWED = {
    "shell": frozenset({"comm_open", "comm_msg", "kernel_info_request"}),
    "control": frozenset({"kernel_info_request"}),
}
"""The types of message a page may send, by channel."""

_OPENED = "jupyter.widget.control"
"""The one thing a page may open in its kernel: the question what widgets there are. The kernel makes the widgets."""

_COMM = re.compile(r"[0-9A-Za-z-]{32,64}")
"""A widget's name, as kernels and pages make them."""

_ASKED = frozenset({"custom", "request_state", "request_states", "update"})
_HEARD = frozenset({"comm_bundle", "comm_open", "comm_msg", "comm_close", "kernel_info_reply", "status"})

_FEWEST, _MOST = 6, 64  # places a message names: channel, four parts in JSON, the end; and one for each binary value
_DEEPEST = 32  # lists in lists; the deepest answer has four


class Nonsense(ValueError):
    """What came is no message, or one that no page of ours sends."""


@dataclass(frozen=True)
class Said:
    """A message from a page, read as the kernel will read it."""

    channel: str
    kind: str
    content: dict[str, Any]


def read(message: bytes | str) -> Said:
    """Read a message in Jupyter's newer layout.

    Raises
    ------
    Nonsense
        It names places it does not have, or its parts are no JSON, or nested too deep to be read safely.
    """
    channel, header, *others = _parts(message)[:5]
    head = _object(header)
    *_, content = [_object(part) for part in others]
    kind = head.get("msg_type")
    if not isinstance(kind, str):
        raise Nonsense("a message without a type")
    return Said(channel.decode("utf-8", "replace"), kind, content)


def allowed(said: Said) -> bool:
    """Whether a kernel may hear this."""
    if said.kind not in ALLOWED.get(said.channel, ()):
        return False
    if said.kind not in ("comm_open", "comm_msg"):
        return True
    comm, data = said.content.get("comm_id"), said.content.get("data")
    if not (isinstance(comm, str) and _COMM.fullmatch(comm) and isinstance(data, dict)):
        return False
    if said.kind == "comm_open":
        return said.content.get("target_name") == _OPENED and not data
    return data.get("method") in _ASKED and isinstance(data.get("state", {}), dict)


def from_kernel(message: bytes | str) -> str:
    """Return the type of a kernel's message where a page may hear it, else "": a traceback, say, names files.

    Text is what jupyter_server makes for a connection that has closed already: nobody hears it. Nor does a page wait
    for the word that its kernel has begun with what it was told.
    """
    if isinstance(message, str):
        return ""
    header, parent, _, content, end = (int.from_bytes(message[at : at + 8], "little") for at in range(16, 56, 8))
    kind = str(json.loads(message[header:parent])["msg_type"])
    if kind == "status" and json.loads(message[content:end])["execution_state"] == "busy":
        return ""
    return kind if kind in _HEARD else ""


def _parts(message: bytes | str) -> list[bytes]:
    if not isinstance(message, bytes):
        raise Nonsense("text where bytes are spoken")
    count = int.from_bytes(message[:8], "little")
    first = 8 * (count + 1)
    if not _FEWEST <= count <= _MOST or first > len(message):
        raise Nonsense("more places, or fewer, than a message can have")
    places = [int.from_bytes(message[at : at + 8], "little") for at in range(8, first, 8)]
    if places[0] != first or places[-1] != len(message) or places != sorted(places):
        raise Nonsense("places that do not follow each other")
    return [message[start:end] for start, end in pairwise(places)]


def _object(part: bytes) -> dict[str, Any]:
    try:
        value = json.loads(part.decode())
    except (ValueError, RecursionError) as fault:
        raise Nonsense("a part that is no JSON") from fault
    if not isinstance(value, dict):
        raise Nonsense("a part that is no object")
    _check_depth(value)
    return value


def _check_depth(value: object) -> None:
    level: list[object] = [value]
    for _ in range(_DEEPEST):
        level = [inner for one in level for inner in _inside(one)]
        if not level:
            return
    raise Nonsense("lists in lists in lists")


def _inside(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
