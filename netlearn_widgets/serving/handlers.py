"""What is answered at each address: pages by name, the start page, assets, health, and a visitor's own kernel."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.auth.identity import IdentityProvider, User
from jupyter_server.base.handlers import APIHandler, JupyterHandler
from tornado import web
from traitlets import Unicode
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler

from netlearn_widgets.serving.headers import HEADERS, content_policy
from netlearn_widgets.serving.kernels import CappedKernels, ServerFull
from netlearn_widgets.serving.running import NotebookFailed, run
from netlearn_widgets.serving.site import Page
from netlearn_widgets.serving.words import ERRORS, RETRY_SECONDS

__all__ = [
    "Anyone",
    "AssetHandler",
    "HealthHandler",
    "KernelHandler",
    "LeaveHandler",
    "NothingHere",
    "PageHandler",
    "StartHandler",
]

_YEAR = 31_536_000


class Anyone(IdentityProvider):
    """Whoever reaches the server may see its pages; who answers is said later, inside the page. No cookie is set."""

    token = Unicode("", help="None is asked for")

    def get_user(self, handler: web.RequestHandler) -> User:  # noqa: ARG002  everyone is the same
        return User("visitor")


class _Light(JupyterHandler):
    """The headers and the look every answer of ours shares."""

    foreign = False

    def set_default_headers(self) -> None:
        for name, value in HEADERS.items():
            self.set_header(name, value)
        self.set_header("Content-Security-Policy", content_policy(self.request.host, foreign=self.foreign))

    @property
    def kernels(self) -> CappedKernels:
        """Every visitor's kernel."""
        kernels: CappedKernels = self.settings["kernel_manager"]
        return kernels

    def draw(self, template: str, **words: Any) -> str:  # noqa: ANN401  a template takes what it shows
        """Return a template of ours with the site's words in it."""
        ours = self.settings["netlearn"]
        return str(
            self.settings["voila_jinja2_env"]
            .get_template(template)
            .render(site=ours.site, assets=ours.assets, base_url=self.base_url, **words)
        )

    def write_error(self, status_code: int, **_: Any) -> None:  # noqa: ANN401  tornado's signature
        words = ERRORS.get(status_code, ERRORS[HTTPStatus.INTERNAL_SERVER_ERROR])
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        if words.again:
            self.set_header("Retry-After", str(RETRY_SECONDS))
        self.finish(self.draw("error.html", words=words, seconds=RETRY_SECONDS if words.again else 0))


class PageHandler(_Light):
    """A page whole in one answer, with a kernel of its own; or a page that says what is wrong, and no kernel left."""

    def initialize(self, page: Page, env: Mapping[str, str], seconds: float) -> None:
        self.page = page
        self.env = {**os.environ, **env}
        self.seconds = seconds
        self.left = False
        self.foreign = page.foreign
        self.set_default_headers()  # again: only now is the page known

    def on_connection_close(self) -> None:
        self.left = True

    async def get(self) -> None:
        try:
            kernel = await self.kernels.start_kernel(env=self.env, cwd=str(self.page.notebook.parent))
        except ServerFull as full:
            raise web.HTTPError(HTTPStatus.SERVICE_UNAVAILABLE) from full
        try:
            html = await self._html(kernel)
        except (NotebookFailed, TimeoutError) as failure:
            self.log.error("The page %r could not be prepared: %s", self.page.name, failure)  # noqa: TRY400
            raise web.HTTPError(HTTPStatus.INTERNAL_SERVER_ERROR) from failure
        if self.left:
            await self._end(kernel)
            return
        self.set_header("Cache-Control", "no-store")
        await self.finish(html)

    async def _html(self, kernel: str) -> str:
        """Return the page's HTML; whatever goes wrong on the way, the kernel is ended."""
        try:
            async with asyncio.timeout(self.seconds):
                notebook = self.settings["netlearn"].notebooks[self.page.notebook]
                parts = await run(notebook, self.kernels.kernel(kernel), seconds=self.seconds)
            before, after = self.settings["netlearn"].site.beside(self.page)
            words = {"page": self.page, "parts": parts, "before": before, "after": after}
            return self.draw("page.html", kernel=kernel, xsrf=self.xsrf_token.decode(), **words)
        except BaseException:
            await self._end(kernel)
            raise

    async def _end(self, kernel: str) -> None:
        if kernel in self.kernels:
            await self.kernels.shutdown_kernel(kernel, now=True)


class StartHandler(_Light):
    """The page that tells whoever opens the address where to go; it needs no kernel."""

    async def get(self) -> None:
        self.set_header("Cache-Control", "no-cache")
        await self.finish(self.draw("start.html"))


class AssetHandler(_Light):
    """A file under an address made from its content: kept for a year, compressed where the browser takes it."""

    async def get(self) -> None:
        asset = self.settings["netlearn"].assets.by_path.get(self.request.path)
        if asset is None:
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        packed = asset.packed is not None and "gzip" in self.request.headers.get("Accept-Encoding", "")
        self.set_header("Content-Type", asset.type)
        self.set_header("Cache-Control", f"public, max-age={_YEAR}, immutable")
        self.set_header("ETag", f'"{asset.mark}{"-gz" if packed else ""}"')
        if packed:
            self.set_header("Content-Encoding", "gzip")
        if self.check_etag_header():
            self.set_status(HTTPStatus.NOT_MODIFIED)
            await self.finish()
            return
        await self.finish(asset.packed if packed else asset.body)


class HealthHandler(_Light):
    """Whether the server answers, and how many kernels it carries; no names, no addresses."""

    async def get(self) -> None:
        self.set_header("Cache-Control", "no-store")
        self.set_header("Content-Type", "application/json")
        await self.finish(json.dumps({"state": "ok", "kernels": len(self.kernels)}))


class NothingHere(_Light):
    """Every other address: a page that leads back."""

    @allow_unauthenticated
    async def prepare(self, **options: Any) -> None:  # noqa: ANN401  handed on as they came
        await super().prepare(**options)
        raise web.HTTPError(HTTPStatus.NOT_FOUND)


class KernelHandler(_Light, APIHandler):
    """Whether a kernel still lives: 200 when it does, 404 when it is gone."""

    async def get(self, kernel_id: str) -> None:
        if kernel_id not in self.kernels or not await self.kernels.kernel(kernel_id).is_alive():
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        self.set_header("Cache-Control", "no-store")
        await self.finish({"state": "alive"})


class LeaveHandler(_Light, VoilaShutdownKernelHandler):
    """A page that closes ends its kernel; needs the token the page was given (`_xsrf`)."""
