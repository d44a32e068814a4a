"""The server: Voilà, narrowed to pages by name and their kernels."""

from __future__ import annotations

import asyncio
import logging
import os
import re
import ssl
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tornado.ioloop import IOLoop, PeriodicCallback
from tornado.web import Application
from traitlets.config import Config
from voila.app import Voila

from netlearn_widgets.serving import handlers, status_pages
from netlearn_widgets.serving.assets import Assets
from netlearn_widgets.serving.door import Door
from netlearn_widgets.serving.folders import RuntimeFolder
from netlearn_widgets.serving.guesses import Doorkeeper
from netlearn_widgets.serving.kernels import OwnPython, kernel_config
from netlearn_widgets.serving.limits import LARGEST_MESSAGE, Limits, bounded_server
from netlearn_widgets.serving.memory import visitors_for
from netlearn_widgets.serving.messages import ALLOWED
from netlearn_widgets.serving.notebook import Notebooks
from netlearn_widgets.serving.passes import Passes
from netlearn_widgets.serving.plain import ChildWords
from netlearn_widgets.serving.pool import Pool
from netlearn_widgets.serving.quiet import be_quiet
from netlearn_widgets.serving.signals import stop_on_signals
from netlearn_widgets.serving.site import Site
from netlearn_widgets.serving.socket import KernelSocket, OwnWay
from netlearn_widgets.serving.status import Watch
from netlearn_widgets.serving.status_kernels import WatchedKernels
from netlearn_widgets.serving.status_watching import address_here, watching
from netlearn_widgets.serving.visits import Visits
from netlearn_widgets.serving.warming import Warming, can_fork

__all__ = ["serve"]

_TEMPLATES = Path(__file__).parent / "templates"
_KERNEL = r"(?P<kernel_id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
_PING_MS, _PONG_MS = 10_000, 30_000
_TEND_SECONDS = 5

# What programs do to the address of a page: they add a slash, or the sign that ends a sentence or stands around a link,
# and they write the "#" as "%23". Of what follows it only what can be a join code is read.
_GLUED = r"(?:/|(?:[.,;:!)\]'*]|%(?:20|22|27|29|3E|5D|C2%A0|E2%80%9[9D])){1,3})"
_ESCAPED = r"/?%23(?P<code>[0-9A-Za-z][0-9A-Za-z._-]{0,19})?(?:[^0-9A-Za-z/?][^/?]{0,200})?"


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a server was asked to do."""

    site: Site
    door: Door
    base_url: str
    hosts: tuple[str, ...]
    env: Mapping[str, str]
    seconds: float
    on_ready: Callable[[], None]
    assets: Assets
    watch: Watch
    tend: Callable[[], bool] | None = None
    keeper: Doorkeeper | None = None
    tls: ssl.SSLContext | None = None
    proxied: bool = False
    fork: bool = True
    notebooks: Notebooks = field(default_factory=Notebooks)
    passes: Passes = field(default_factory=Passes)
    limits: Limits = field(default_factory=Limits)


class _LightVoila(Voila):
    """Voilà that reads no settings of the machine, offers no files and no lists, and speaks in our own pages."""

    plan: Plan

    def setup_template_dirs(self) -> None:
        self.template_paths = [str(_TEMPLATES)]

    def init_settings(self) -> dict[str, Any]:
        settings = super().init_settings()
        self.kernel_manager.allowed_message_types = sorted(frozenset[str]().union(*ALLOWED.values()))
        return settings | {
            "netlearn": self.plan,
            "visits": self._visits(),
            "compress_response": True,
            "kernel_websocket_connection_class": OwnWay,
            "default_handler_class": handlers.NothingHere,
            "log_function": status_pages.note,
            "websocket_compression_options": {"compression_level": 9, "mem_level": 9},
            "websocket_max_message_size": LARGEST_MESSAGE,
            "ws_ping_interval": _PING_MS,
            "ws_ping_timeout": _PONG_MS,
        }

    def init_handlers(self) -> list[tuple[Any, ...]]:
        base = re.escape(self.plan.base_url)  # addresses are patterns here, a path is none
        pages = [
            (f"{base}{re.escape(page.name)}", handlers.PageHandler, {"page": page}) for page in self.plan.site.pages
        ]
        return [
            (base, handlers.StartHandler),
            *pages,
            *self._led_on(),
            (rf"{base}assets/[\w.-]+", handlers.AssetHandler),
            (f"{base}health", status_pages.HealthHandler),
            (f"{base}status", status_pages.StatusHandler),
            (f"{base}status.json", status_pages.FiguresHandler),
            (f"{base}api/kernels/{_KERNEL}", handlers.KernelHandler),
            (f"{base}api/kernels/{_KERNEL}/channels", KernelSocket),
            (f"{base}api/kernels/{_KERNEL}/leave", handlers.LeaveHandler),
        ]

    def _led_on(self) -> list[tuple[Any, ...]]:
        """The addresses that lead on to a page, each to that page only."""
        base, pages = self.plan.base_url, self.plan.site.pages
        ways = [
            *([(base.rstrip("/"), "", base)] if base != "/" else []),
            *((f"{base}{page.name}", _GLUED, f"{base}{page.name}") for page in pages),
            (base, _ESCAPED, base),
            *((f"{base}{page.name}", _ESCAPED, f"{base}{page.name}") for page in pages if page.kind != "workshops"),
        ]
        return [(f"{re.escape(begins)}{ends}$", handlers.LedOn, {"to": to}) for begins, ends, to in ways]

    def start(self) -> None:
        """Serve until a signal asks to end, then end every kernel and remove what was made for them."""
        with RuntimeFolder() as folder:
            self.folder = folder.path
            self.connection_dir = str(folder.path)
            self._serve()

    def _serve(self) -> None:
        self.app = Application(**self.init_settings())
        self.app.add_handlers(".*$", self.init_handlers())
        server = bounded_server(self.app, self.plan.tls, proxied=self.plan.proxied)
        server.add_sockets(self.plan.door.sockets)
        self.ioloop = IOLoop.current()
        self.ioloop.add_callback(self.plan.on_ready)
        stop_on_signals(lambda: self.ioloop.add_callback_from_signal(self.ioloop.stop))
        self.ioloop.add_callback(self._prepare)
        tending = PeriodicCallback(self._tend, 1000 * _TEND_SECONDS)
        if self.plan.tend is not None:
            tending.start()
        with self._watching():
            try:
                self.ioloop.start()
            finally:
                tending.stop()
                server.stop()
                self.stop()

    def _watching(self) -> AbstractContextManager[None]:
        plan = self.plan
        url = address_here(plan.door, plan.base_url, tls=plan.tls is not None)
        return watching(plan.watch, url, pages=len(plan.site.pages), limit=self.kernel_manager.limit)

    def _visits(self) -> Visits:
        plan, kernels = self.plan, self.kernel_manager
        env = {**os.environ, **plan.env, "IPYTHONDIR": str(self.folder)}  # nobody's own settings are read
        self.words = ChildWords()
        pool = Pool(kernels, plan.notebooks, env, plan.seconds, self.words.end)
        warming = Warming(env, self.folder, plan.seconds, self.words.end) if plan.fork else None
        return Visits(kernels, plan.notebooks, pool, warming)

    async def _prepare(self) -> None:
        """Make the pages ready that most people open, the join page first."""
        for page in filter(None, map(self.plan.site.page, ("join", "screen"))):
            await self.app.settings["visits"].prepare(page)

    async def _tend(self) -> None:
        """Look after the data; where somebody was taken out, pages that are kept warm are made anew."""
        if self.plan.tend is not None and await asyncio.to_thread(self.plan.tend):
            self.app.settings["visits"].forget()
            await self._prepare()

    async def _end(self) -> None:
        await self.app.settings["visits"].close()
        await self.kernel_manager.shutdown_all(now=True)
        self.words.close()

    def stop(self) -> None:
        self.kernel_manager.stopping = True
        self.ioloop.run_sync(self._end)


def _config(plan: Plan, kernels: Config) -> Config:
    config = Config()
    config.merge(kernels)
    config.Voila.open_browser = False
    config.Voila.log_level = logging.WARNING
    config.Voila.base_url = plan.base_url
    # A page that is back asks for everything anew; what was said meanwhile would only pile up for phones that sleep.
    config.MappingKernelManager.buffer_offline_messages = False
    config.Voila.identity_provider_class = handlers.Anyone
    config.VoilaConfiguration.multi_kernel_manager_class = WatchedKernels
    config.VoilaConfiguration.kernel_spec_manager_class = OwnPython
    return config


def serve(  # noqa: PLR0913  each is one thing an administrator decides
    site: Site,
    door: Door,
    *,
    base_url: str = "/",
    hosts: tuple[str, ...] = (),
    known_code: Callable[[str], bool] | None = None,
    tls: ssl.SSLContext | None = None,
    proxied: bool = False,
    env: Mapping[str, str] | None = None,
    visitors: int | None = None,
    idle_seconds: int = 900,
    unvisited_seconds: float = 60,
    held_seconds: float = 10,
    page_seconds: float = 60,
    fork: bool = True,
    on_ready: Callable[[], None] = lambda: None,
    watch: Watch | None = None,
    tend: Callable[[], bool] | None = None,
) -> None:
    """Serve the site until SIGINT, SIGTERM or SIGHUP; when this returns, every kernel has ended.

    Parameters
    ----------
    site : Site
    door : Door
        Where to listen, from `open_door`.
    base_url : str
        What every address begins with; begins and ends with a slash.
    hosts : tuple of str
        Names under which the server may be asked for, beside the address a request comes to and localhost on this
        machine: a proxy's public name, or the one in its certificate. In small letters.
    known_code : callable, optional
        Whether a workshop has a join code; limits how many wrong ones may be tried. Called in a thread.
    tls : SSLContext, optional
        The certificate to serve with, from `certificate`; plain http without one.
    proxied : bool
        Whether a proxy on this machine hands all requests on, so that its word on who asks is taken.
    env : mapping of str to str, optional
        Added to the environment of every kernel.
    visitors : int, optional
        How many visitors may be inside at the same time; as many as the machine's memory is enough for when left out.
    idle_seconds : int
        How long a kernel without a connected page is kept.
    unvisited_seconds : float
        How long a kernel is kept that no page ever connected to.
    held_seconds : float
        How long a place is kept for a page that was sent and has not connected yet.
    page_seconds : float
        How long a page may take to be prepared.
    fork : bool
        Whether kernels are forked from one warm process where the system can; False starts each as a program, as other
        systems do.
    on_ready : callable
        Called once, when pages are served.
    watch : Watch, optional
        Counts what happens, for the host and the log; knows of answers and disks only what it was given.
    tend : callable, optional
        Looks after the data, every few seconds in a thread; returns whether anybody was taken out of it since, so that
        no process kept warm may hold what was read before.
    """
    own = {"JUPYTER_WIDGETS_ECHO": "0"}  # the page knows what it has sent
    plan = Plan(
        site=site,
        door=door,
        base_url=base_url,
        hosts=hosts,
        keeper=Doorkeeper(known_code) if known_code else None,
        tls=tls,
        proxied=proxied,
        env={**own, **(env or {})},
        seconds=page_seconds,
        on_ready=on_ready,
        assets=Assets(site.assets, base_url),
        watch=watch or Watch(),
        tend=tend,
        fork=fork and can_fork(),
    )
    most = visitors_for(forked=plan.fork) if visitors is None else int(visitors)
    kernels = kernel_config(
        most, idle_seconds=int(idle_seconds), unvisited_seconds=unvisited_seconds, held_seconds=held_seconds
    )
    app = _LightVoila(config=_config(plan, kernels), config_file_paths=[])
    app.plan = plan
    app.initialize([])
    be_quiet(app.log)
    app.start()
