"""What widgets say within one step of a kernel's loop, sent as one message."""

from __future__ import annotations

import threading
from typing import Any

from jupyter_client.session import Session
from tornado.ioloop import IOLoop

__all__ = ["Bundling"]

_OF_WIDGETS = frozenset({"comm_open", "comm_msg", "comm_close"})


class Bundling(Session):
    """A kernel's session that puts together what its widgets say.

    Turning to another step closes some ten widgets and opens as many, and each message by itself costs the kernel, the
    server and the page more than what it says. They go out as one of the type ``comm_bundle``, with the content
    ``{"messages": [{"msg_type": str, "content": dict}, …]}``: at the end of the loop's step, or before anything else
    that is sent. What has binary values goes by itself.
    """

    def __init__(self, **traits: object) -> None:
        super().__init__(**traits)
        self._said: list[bytes] = []
        self._stream: Any = None
        self._thread = threading.get_ident()

    def send(self, stream: Any, msg_or_type: Any, content: Any = None, *rest: Any, **named: Any) -> Any:  # noqa: ANN401  jupyter_client's signature
        """Send a message, or keep it for a moment."""
        if threading.get_ident() != self._thread:
            return super().send(stream, msg_or_type, content, *rest, **named)
        if isinstance(msg_or_type, str) and msg_or_type in _OF_WIDGETS and not named.get("buffers"):
            return self._keep(stream, self.pack({"msg_type": msg_or_type, "content": content}))
        self.flush()
        return super().send(stream, msg_or_type, content, *rest, **named)

    def _keep(self, stream: Any, said: bytes) -> None:  # noqa: ANN401  a socket, or what stands for one
        if not self._said:
            self._stream = stream
            IOLoop.current().add_callback(self.flush)
        self._said.append(said)

    def flush(self) -> None:
        """Send what is kept."""
        if self._said:
            packed: Any = b'{"messages": [' + b", ".join(self._said) + b"]}"
            self._said = []
            super().send(self._stream, "comm_bundle", packed)
