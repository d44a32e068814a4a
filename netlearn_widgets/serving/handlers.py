"""What is answered at each address: pages by name, the start page, assets, and a visitor's own kernel."""

from __future__ import annotations

import secrets
from http import HTTPStatus
from typing import Any

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.auth.identity import IdentityProvider, User
from tornado import web
from traitlets import Unicode

from netlearn_widgets.serving.guard import Guarded
from netlearn_widgets.serving.headers import FOR_DOCUMENTS, NOTHING
from netlearn_widgets.serving.kernels import CappedKernels, ServerFull
from netlearn_widgets.serving.logs import Broken
from netlearn_widgets.serving.passes import SHOWN_IN, Passes
from netlearn_widgets.serving.previews import is_preview
from netlearn_widgets.serving.running import NotebookFailed
from netlearn_widgets.serving.site import Page
from netlearn_widgets.serving.visits import Visit, Visits
from netlearn_widgets.serving.words import ERRORS, RETRY_SECONDS

__all__ = [
    "Anyone",
    "AssetHandler",
    "KernelHandler",
    "LeaveHandler",
    "LedOn",
    "Light",
    "NothingHere",
    "PageHandler",
    "StartHandler",
]

_YEAR = 31_536_000
_KERNEL, _PASS = secrets.token_hex(16), secrets.token_hex(16)  # stand in drawn pages where each visitor's own will


class Anyone(IdentityProvider):
    """Whoever reaches the server may see its pages; who answers is said later, inside the page. No cookie is set."""

    token = Unicode("", help="None is asked for")

    def get_user(self, handler: web.RequestHandler) -> User:  # noqa: ARG002  everyone is the same
        return User("visitor")


class Light(Guarded):
    """The guard and the look every answer of ours shares."""

    failure: BaseException | None = None
    """What kept this answer from being given, for the server's counts."""

    @property
    def kernels(self) -> CappedKernels:
        """Every visitor's kernel."""
        kernels: CappedKernels = self.settings["kernel_manager"]
        return kernels

    @property
    def visits(self) -> Visits:
        """How pages get their kernels."""
        visits: Visits = self.settings["visits"]
        return visits

    @property
    def passes(self) -> Passes:
        """What proves that a page asks for its own kernel."""
        passes: Passes = self.settings["netlearn"].passes
        return passes

    def log_exception(self, kind: Any, error: Any, traceback: Any) -> None:  # noqa: ANN401  tornado's signature
        self.failure = error.__cause__ if isinstance(error, web.HTTPError) else error
        super().log_exception(kind, error, traceback)

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


class PageHandler(Light):
    """A page whole in one answer, with a place kept for its visitor; or a page that says what is wrong."""

    async def prepare(self, **options: Any) -> None:  # noqa: ANN401  handed on as they came
        await super().prepare(**options)
        if not self.settings["netlearn"].limits.pages.take(self.client):
            raise web.HTTPError(HTTPStatus.TOO_MANY_REQUESTS)

    def initialize(self, page: Page) -> None:
        self.page = page
        self.left = False
        self.foreign = page.foreign
        self.set_default_headers()  # again: only now is the page known

    def on_connection_close(self) -> None:
        self.left = True

    async def get(self) -> None:
        try:
            visit = await (self.visits.look if self._passing else self.visits.begin)(self.page)
        except ServerFull as full:
            raise web.HTTPError(HTTPStatus.SERVICE_UNAVAILABLE) from full
        except (NotebookFailed, TimeoutError, Broken) as failure:
            self.log.error("The page %r could not be prepared: %s", self.page.name, failure)  # noqa: TRY400
            raise web.HTTPError(HTTPStatus.INTERNAL_SERVER_ERROR) from failure
        if self.left:
            await self.visits.leave(visit.kernel)
            return
        self.set_header("Cache-Control", "no-store")
        await self.finish(self._html(visit))

    head = get

    @property
    def _passing(self) -> bool:
        """Whether who asks only looks at the page to tell others of it."""
        return self.request.method == "HEAD" or is_preview(self.request.headers.get("User-Agent", ""))

    def _html(self, visit: Visit) -> str:
        """Return the page's HTML: drawn once where it is the same for everyone but for the kernel and its pass."""
        drawn = visit.drawn.get(self.page.name)
        if drawn is None:
            before, after = self.settings["netlearn"].site.beside(self.page)
            words = {"page": self.page, "parts": visit.parts, "before": before, "after": after}
            drawn = self.draw("page.html", kernel=_KERNEL, secret=_PASS, **words)
            visit.drawn[self.page.name] = drawn
        secret = self.passes.of(visit.kernel) if visit.kernel else ""
        return drawn.replace(_KERNEL, visit.kernel).replace(_PASS, secret)


class StartHandler(Light):
    """The page that tells whoever opens the address where to go; it needs no kernel."""

    async def get(self) -> None:
        self.set_header("Cache-Control", "no-cache")
        await self.finish(self.draw("start.html"))

    head = get


class LedOn(Light):
    """An address that programs on the way have changed a little: leads to the page that was meant.

    Browsers keep the fragment of a link when they are led on. Where its sign was written as ``%23`` the join code came
    as part of the path: it goes back behind the sign. A key that came with it does not, and nothing is logged.
    """

    def initialize(self, to: str) -> None:
        self.to = to

    async def get(self, code: str | None = None) -> None:
        self.set_header("Cache-Control", "no-store")
        self.redirect(f"{self.to}#{code}" if code else self.to)

    head = get


class AssetHandler(Light):
    """A file under an address made from its content: kept for a year, compressed where the browser takes it."""

    async def get(self) -> None:
        asset = self.settings["netlearn"].assets.by_path.get(self.request.path)
        if asset is None:
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        packed = asset.packed is not None and "gzip" in self.request.headers.get("Accept-Encoding", "")
        for name in FOR_DOCUMENTS:
            self.clear_header(name)
        self.set_header("Content-Security-Policy", NOTHING)
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

    head = get


class NothingHere(Light):
    """Every other address: a page that leads back."""

    @allow_unauthenticated
    async def prepare(self, **options: Any) -> None:  # noqa: ANN401  handed on as they came
        await super().prepare(**options)
        raise web.HTTPError(HTTPStatus.NOT_FOUND)


class KernelHandler(Light):
    """Whether a page's kernel still lives: 200 when it does, 404 when it is gone or another page's."""

    async def get(self, kernel_id: str) -> None:
        shown = self.request.headers.get(SHOWN_IN, "")
        alive = kernel_id in self.kernels and await self.kernels.kernel(kernel_id).is_alive()
        if not self.passes.fits(kernel_id, shown) or not (alive or self.visits.waits(kernel_id)):
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        self.set_header("Cache-Control", "no-store")
        await self.finish({"state": "alive"})


class LeaveHandler(Light):
    """A page that closes ends its kernel; needs the kernel's pass, as everything that concerns a kernel."""

    async def post(self, kernel_id: str) -> None:
        if not self.passes.fits(kernel_id, self.get_body_argument("pass", "")):
            raise web.HTTPError(HTTPStatus.FORBIDDEN)
        await self.visits.leave(kernel_id)
        self.set_status(HTTPStatus.NO_CONTENT)
