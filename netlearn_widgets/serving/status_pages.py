"""What the server says about itself: to a proxy, to its host, and to its own log."""

from __future__ import annotations

import asyncio
import json
import logging
import secrets
from dataclasses import asdict
from http import HTTPStatus

from tornado import web
from tornado.websocket import WebSocketHandler

from netlearn_widgets import __version__
from netlearn_widgets.serving.handlers import Light, PageHandler
from netlearn_widgets.serving.running import NotebookFailed
from netlearn_widgets.serving.status import Watch
from netlearn_widgets.serving.status_file import KEY_HEADER
from netlearn_widgets.serving.status_words import tell

__all__ = ["FiguresHandler", "HealthHandler", "StatusHandler", "note"]

_WRONG_KEY_SECONDS = 1.0


class HealthHandler(Light):
    """Whether the server can do its work: 200, or 503 with the reasons; no names, no addresses."""

    async def get(self) -> None:
        troubles = self.settings["netlearn"].watch.troubles()
        self.set_header("Cache-Control", "no-store")
        self.set_header("Content-Type", "application/json")
        self.set_status(HTTPStatus.SERVICE_UNAVAILABLE if troubles else HTTPStatus.OK)
        told = {"state": "trouble" if troubles else "ok", "kernels": len(self.kernels)}
        reasons = {"troubles": [trouble.what for trouble in troubles]} if troubles else {}
        await self.finish(json.dumps(told | reasons))

    head = get


class StatusHandler(Light):
    """The host's page; it holds no figure itself."""

    async def get(self) -> None:
        self.set_header("Cache-Control", "no-cache")
        await self.finish(self.draw("status.html", header=KEY_HEADER))

    head = get


class FiguresHandler(Light):
    """The figures and their words, for whoever shows the server's key; anyone else waits for a 403."""

    async def get(self) -> None:
        self.set_header("Cache-Control", "no-store")
        self.set_header("Content-Type", "application/json")
        watch, kernels = self.settings["netlearn"].watch, self.settings["kernel_manager"]
        shown = self.request.headers.get(KEY_HEADER, "")
        if not secrets.compare_digest(shown.encode(), watch.key.encode()):
            await asyncio.sleep(_WRONG_KEY_SECONDS)
            raise web.HTTPError(HTTPStatus.FORBIDDEN)
        await watch.count()  # what was kept since the last look is told too
        figures = watch.figures(
            version=__version__,
            visitors=kernels.connected,
            kernels=kernels.limit - kernels.free,
            limit=kernels.limit,
            memory=await watch.gauge.read(),
        )
        await self.finish(json.dumps({"figures": asdict(figures), "told": asdict(tell(figures))}))

    head = get


def note(handler: web.RequestHandler) -> None:
    """Count an answer that was given, and log it when it failed or took long; nothing of who asked is kept."""
    watch: Watch = handler.settings["netlearn"].watch
    status, milliseconds = handler.get_status(), round(1000 * handler.request.request_time())
    if isinstance(handler, PageHandler):
        _note_page(watch, handler, status, milliseconds)
    elif isinstance(handler, WebSocketHandler):  # its time is that of the whole visit
        if status == HTTPStatus.SERVICE_UNAVAILABLE:
            watch.refused("", len(handler.settings["kernel_manager"]))
    else:
        watch.slow(type(handler).__name__, milliseconds, status)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR and not isinstance(handler, HealthHandler):
        logging.getLogger("netlearn").error("%s answered %s", type(handler).__name__, status)


def _note_page(watch: Watch, handler: PageHandler, status: int, milliseconds: int) -> None:
    page, kernels = handler.page.name, len(handler.kernels)
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        watch.refused(page, kernels)
    elif status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        error = handler.failure
        watch.failed(page, milliseconds, error, ours=not isinstance(error, NotebookFailed))
    elif status == HTTPStatus.OK and not handler.left:
        watch.prepared(page, milliseconds, kernels)
