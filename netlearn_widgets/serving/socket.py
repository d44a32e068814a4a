"""The WebSocket between a page and its kernel: Voilà's, with its filter, and hardened."""

from __future__ import annotations

from http import HTTPStatus

from tornado import web
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

__all__ = ["KernelSocket", "sound"]

_PROTOCOL = "v1.kernel.websocket.jupyter.org"
_MOST_PLACES = 64  # named in a message: six, and one for each binary value
_FEWEST_PLACES = 6
_NOT_UNDERSTOOD = 1003  # WebSocket's code for data of a kind that is not taken


def sound(message: bytes | str) -> bool:
    """Whether a message names as many places as it can hold; reading one that does not could take for ever."""
    if not isinstance(message, bytes):
        return False
    places = int.from_bytes(message[:8], "little")
    return _FEWEST_PLACES <= places <= _MOST_PLACES and 8 * (places + 1) <= len(message)


class KernelSocket(VoilaKernelWebsocketHandler):
    """Widget messages pass both ways; code to run, and the notebook's source, do not.

    Only Jupyter's newer protocol is spoken: Voilà reads messages of the older one wrongly. A kernel that is gone is
    told by 404.
    """

    async def pre_get(self) -> None:
        if self.kernel_id not in self.kernel_manager:
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        if _PROTOCOL not in self.request.headers.get("Sec-WebSocket-Protocol", ""):
            raise web.HTTPError(HTTPStatus.BAD_REQUEST)
        await super().pre_get()

    def on_message(self, ws_message: bytes | str) -> None:
        if sound(ws_message):
            super().on_message(ws_message)
        else:
            self.close(_NOT_UNDERSTOOD)
