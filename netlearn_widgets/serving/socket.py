"""The WebSocket between a page and its kernel: widget messages pass both ways; code, and what names files, does not."""

from __future__ import annotations

import re
from asyncio import Future
from collections import defaultdict
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import uuid4

from jupyter_server.services.kernels.connection.base import serialize_msg_to_ws_v1
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from jupyter_server.services.kernels.websocket import KernelWebsocketHandler
from tornado import web
from tornado.iostream import StreamBufferFullError

from netlearn_widgets.serving.guard import Guarded
from netlearn_widgets.serving.kernels import ServerFull
from netlearn_widgets.serving.logs import Broken
from netlearn_widgets.serving.messages import Nonsense, Said, allowed, from_kernel, read
from netlearn_widgets.serving.passes import IN_PROTOCOL

if TYPE_CHECKING:
    from netlearn_widgets.serving.limits import Limits

__all__ = ["KernelSocket", "OwnWay"]

_PROTOCOL = "v1.kernel.websocket.jupyter.org"
_SESSION = re.compile(r"[0-9A-Za-z_-]{1,64}")
_UNREAD = 4 * 1024 * 1024  # bytes kept for a browser that does not read; a page's whole state is far below
_ASKED_WHETHER_THERE, _HERE = "there?", "here"  # answered without troubling the kernel
_MOST_SOCKETS = 3  # of one page: the one in use, and those the network lost without a word

# WebSocket's codes for why it is closed
_NOT_UNDERSTOOD = 1003
_TOO_MUCH = 1008
_LATER = "That was very much at once. It is safe on this device, and is sent again by itself in a while."
_TOO_MANY = "Too many messages at once. The page connects again by itself."


class OwnWay(ZMQChannelsWebsocketConnection):
    """One socket's way to the kernel, under a name no other socket has.

    Jupyter gives it the page's own. A page that opens a second socket while the first one is still on its way would
    then have two of the same name, and the kernel would answer to the one that is gone.
    """

    @property
    def subprotocol(self) -> str:
        """Return the one layout spoken here, also once the socket has closed.

        Jupyter would then fall back to its older layout, in which the first bytes of ours are a count of a hundred
        million places.
        """
        return _PROTOCOL

    async def prepare(self) -> None:
        self.session.session = uuid4().hex
        await super().prepare()


class KernelSocket(Guarded, KernelWebsocketHandler):
    """One page's connection to its own kernel, in Jupyter's newer protocol.

    A page that cannot show the kernel's pass is told 404, as if the kernel were gone.
    """

    _sockets: ClassVar[defaultdict[str, list[KernelSocket]]] = defaultdict(list)
    _refused = False
    _left = False
    """Whether the browser is gone; while its kernel is forked it may have opened another socket, or closed the page."""
    _connected = False
    kernel_id = ""

    def _take_place(self) -> None:
        """Count this socket from now on, before it waits for its kernel; the page's oldest beyond three are let go."""
        mine = self._sockets[self.kernel_id]
        mine.append(self)
        for one in mine[:-_MOST_SOCKETS]:
            one.let_go()

    def let_go(self) -> None:
        """Close the socket, or do not open it."""
        self._leave_place()
        self._left = True
        self.close()

    def _leave_place(self) -> None:
        mine = self._sockets[self.kernel_id]
        if self in mine:
            mine.remove(self)
        if not mine:
            del self._sockets[self.kernel_id]

    @property
    def limits(self) -> Limits:
        """How much a page may send."""
        limits: Limits = self.settings["netlearn"].limits
        return limits

    @property
    def _stream(self) -> Any:  # noqa: ANN401  tornado's own stream, which its annotations hide
        return self.ws_connection.stream  # type: ignore[union-attr]

    async def pre_get(self) -> None:
        protocols = [one.strip() for one in self.request.headers.get("Sec-WebSocket-Protocol", "").split(",")]
        shown = next((one.removeprefix(IN_PROTOCOL) for one in protocols if one.startswith(IN_PROTOCOL)), "")
        if not self.check_origin():
            raise web.HTTPError(HTTPStatus.FORBIDDEN)
        if not self.settings["netlearn"].passes.fits(self.kernel_id, shown):
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        if _PROTOCOL not in protocols or not _SESSION.fullmatch(self.get_argument("session_id", "")):
            raise web.HTTPError(HTTPStatus.BAD_REQUEST)
        self._take_place()
        try:
            await self._admit()
        except BaseException:
            self._leave_place()
            raise

    async def _admit(self) -> None:
        """Wait for the kernel, and for its channels."""
        try:
            await self.settings["visits"].admit(self.kernel_id)
        except KeyError:
            raise web.HTTPError(HTTPStatus.NOT_FOUND) from None
        except ServerFull:
            raise web.HTTPError(HTTPStatus.SERVICE_UNAVAILABLE) from None
        except Broken as broken:
            self.log.error("A page could not be brought to life: %s", broken)  # noqa: TRY400  the child says where
            raise web.HTTPError(HTTPStatus.SERVICE_UNAVAILABLE) from None
        if not self._left:
            await super().pre_get()
        if self._left:
            raise web.Finish

    def write_error(self, status_code: int, **_: Any) -> None:  # noqa: ANN401  tornado's signature
        self.finish(str(status_code))

    async def open(self, kernel_id: str) -> None:
        if self._left:
            return
        self._connected = True
        self._stream.max_write_buffer_size = _UNREAD
        await super().open(kernel_id)

    def on_close(self) -> None:
        self._left = True
        self._leave_place()
        if self._connected:  # else there is nothing yet to be ended
            super().on_close()

    @property
    def _over(self) -> bool:
        """Whether the socket is closed, or closing: what was on its way is not heard, and nobody hears what is said."""
        return self._left or self.ws_connection is None or self.ws_connection.is_closing()

    async def on_message(self, ws_message: bytes | str) -> None:
        """Hand a message on to the kernel if a page may send it; close on what no page sends, or where no kernel is.

        A page whose connection is closed asks for another kernel; one that is never answered waits for a while first.
        """
        if self._over:
            return
        if self.kernel_id not in self.kernel_manager:
            self.close()
        elif not self.limits.take_message(self.kernel_id, len(ws_message)):
            self.close(_TOO_MUCH, _TOO_MANY)
        elif ws_message == _ASKED_WHETHER_THERE:
            super().write_message(_HERE)
        else:
            await self._hear(ws_message)

    async def _hear(self, message: bytes | str) -> None:
        try:
            said = read(message)
        except Nonsense:
            self.close(_NOT_UNDERSTOOD)
            return
        if not allowed(said):
            self._refuse()
        elif not await self._held_back(said) and not self._over:
            self.connection.handle_incoming_message(message)

    def _refuse(self) -> None:
        """Leave a message unheard; the log is told once of each connection, without a word of it."""
        if not self._refused:
            self.log.warning("A page asked its kernel for something that no page of ours does; it was not handed on.")
        self._refused = True

    async def _held_back(self, said: Said) -> bool:
        """Whether this is not to be kept or looked at now; the page is then told so, as its kernel would."""
        keeper = self.settings["netlearn"].keeper
        kind, content = _spoken(said)
        if content.get("id") and not self.limits.deeds.take(self.kernel_id):
            self._reply(said, "failed", _LATER)
            return True
        if words := self.limits.pace.judge(self.kernel_id, self.client, content):
            self._hold_up(said, content, words)
            return True
        code = str(content.get("code") or "")
        if keeper is None or not code:
            return False
        if kind == "hello" and (words := await keeper.judge(self.kernel_id, self.client, code)):
            state = {"visit": {"state": "asks", "problem": words}}
            self._tell(said.content["comm_id"], {"method": "update", "state": state, "buffer_paths": []})
            return True
        if kind == "enter" and (words := await keeper.judge_personal(self.kernel_id, self.client, code)):
            self._reply(said, "refused", words)
            return True
        return False

    def _hold_up(self, said: Said, content: dict[str, Any], words: str) -> None:
        """Tell a page that something is not done now, as its kernel would; it tries again by itself."""
        if content["type"] == "hello":
            state = {"visit": {"state": "asks", "problem": words}}
            self._tell(said.content["comm_id"], {"method": "update", "state": state, "buffer_paths": []})
        else:
            self._reply(said, "failed", words)

    def _reply(self, said: Said, kind: str, words: str) -> None:
        """Answer a message under its own number."""
        number = str(_spoken(said)[1].get("id", ""))[:40]
        told = {"type": kind, "id": number, "message": words}
        self._tell(said.content["comm_id"], {"method": "custom", "content": told})

    def _tell(self, comm: str, data: dict[str, Any]) -> None:
        if self._over:
            return
        session = self.connection.session
        message = session.msg("comm_msg", content={"comm_id": comm, "data": data})
        self.write_message(serialize_msg_to_ws_v1(message, "iopub", session.pack), binary=True)

    def write_message(self, message: Any, binary: bool = True) -> Any:  # noqa: ANN401, FBT001, FBT002  tornado's
        """Send what a page may hear; end the connection of a browser that does not read what it gets."""
        if self._over or not from_kernel(message):
            return None
        try:
            sent = super().write_message(message, binary)
        except StreamBufferFullError:
            self.log.warning("A page does not read what its kernel says; its connection was ended.")
            self._stream.close()
            return None
        sent.add_done_callback(_heed)
        return sent


def _heed(sent: Future[None]) -> None:
    """Take note of a message that met a closed connection: `on_close` says so, and the page asks for all of it anew."""
    if not sent.cancelled():
        sent.exception()


def _spoken(said: Said) -> tuple[str, dict[str, Any]]:
    """Return what a page says to a widget of ours: its type and all of it; ("", {}) where it is anything else."""
    data = said.content.get("data") if said.kind == "comm_msg" else None
    content = data.get("content") if isinstance(data, dict) else None
    return (str(content.get("type", "")), content) if isinstance(content, dict) else ("", {})
