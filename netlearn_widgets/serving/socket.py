"""The WebSocket between a page and its kernel: Voilà's, with its filter, and only for pages of this server."""

from __future__ import annotations

from http import HTTPStatus

from tornado import web
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

__all__ = ["KernelSocket"]


class KernelSocket(VoilaKernelWebsocketHandler):
    """Widget messages pass both ways; code to run does not. A kernel that is gone is told by 404."""

    async def pre_get(self) -> None:
        if self.kernel_id not in self.kernel_manager:
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        await super().pre_get()
