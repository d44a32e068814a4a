"""The server: Voilà, narrowed to pages by name and their kernels."""

from __future__ import annotations

import logging
import shutil
import signal
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jupyter_core.utils import run_sync
from tornado.ioloop import IOLoop
from tornado.web import Application, RequestHandler
from traitlets.config import Config
from voila.app import Voila

from netlearn_widgets.serving import handlers
from netlearn_widgets.serving.assets import Assets
from netlearn_widgets.serving.door import Door
from netlearn_widgets.serving.guesses import Doorkeeper
from netlearn_widgets.serving.kernels import CappedKernels, OwnPython, kernel_config, runtime_folder
from netlearn_widgets.serving.limits import LARGEST_MESSAGE, Limits, bounded_server
from netlearn_widgets.serving.messages import ALLOWED
from netlearn_widgets.serving.notebook import Notebooks
from netlearn_widgets.serving.passes import Passes
from netlearn_widgets.serving.site import Site
from netlearn_widgets.serving.socket import KernelSocket

__all__ = ["serve"]

_TEMPLATES = Path(__file__).parent / "templates"
_KERNEL = r"(?P<kernel_id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
_PING_MS, _PONG_MS = 10_000, 30_000


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
    keeper: Doorkeeper | None = None
    tls: ssl.SSLContext | None = None
    proxied: bool = False
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
            "compress_response": True,
            "default_handler_class": handlers.NothingHere,
            "log_function": _log_failures,
            "websocket_compression_options": {},
            "websocket_max_message_size": LARGEST_MESSAGE,
            "ws_ping_interval": _PING_MS,
            "ws_ping_timeout": _PONG_MS,
        }

    def init_handlers(self) -> list[tuple[Any, ...]]:
        base, plan = self.plan.base_url, self.plan
        pages = [
            (f"{base}{page.name}", handlers.PageHandler, {"page": page, "env": plan.env, "seconds": plan.seconds})
            for page in plan.site.pages
        ]
        return [
            (base, handlers.StartHandler),
            *pages,
            (rf"{base}assets/[\w.-]+", handlers.AssetHandler),
            (f"{base}health", handlers.HealthHandler),
            (f"{base}api/kernels/{_KERNEL}", handlers.KernelHandler),
            (f"{base}api/kernels/{_KERNEL}/channels", KernelSocket),
            (f"{base}api/kernels/{_KERNEL}/leave", handlers.LeaveHandler),
        ]

    def start(self) -> None:
        """Serve until SIGINT or SIGTERM, then end every kernel and remove what was made for them."""
        self.connection_dir = str(runtime_folder())
        self.app = Application(**self.init_settings())
        self.app.add_handlers(".*$", self.init_handlers())
        server = bounded_server(self.app, self.plan.tls, proxied=self.plan.proxied)
        server.add_sockets(self.plan.door.sockets)
        self.ioloop = IOLoop.current()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._handle_signal_stop)
        self.ioloop.add_callback(self.plan.on_ready)
        try:
            self.ioloop.start()
        finally:
            server.stop()
            self.stop()

    def stop(self) -> None:
        run_sync(self.kernel_manager.shutdown_all)(now=True)
        shutil.rmtree(self.connection_dir)


def _log_failures(handler: RequestHandler) -> None:
    """Log an answer that failed, without address or visitor; what succeeded is nobody's business."""
    if handler.get_status() >= 500:  # noqa: PLR2004  HTTP's own border
        logging.getLogger("netlearn").error("%s answered %s", type(handler).__name__, handler.get_status())


def _no_ping_advice(record: logging.LogRecord) -> bool:
    """Leave out Tornado's advice on ping times: it takes Jupyter's milliseconds for seconds."""
    return "websocket_ping_timeout" not in record.getMessage()


def _config(plan: Plan, visitors: int, idle_seconds: int) -> Config:
    config = kernel_config(visitors, idle_seconds)
    config.Voila.open_browser = False
    config.Voila.log_level = logging.WARNING
    config.Voila.base_url = plan.base_url
    config.Voila.identity_provider_class = handlers.Anyone
    config.VoilaConfiguration.multi_kernel_manager_class = CappedKernels
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
    visitors: int = 100,
    idle_seconds: int = 900,
    page_seconds: float = 60,
    on_ready: Callable[[], None] = lambda: None,
) -> None:
    """Serve the site until SIGINT or SIGTERM; when this returns, every kernel has ended.

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
    visitors : int
        How many kernels may live at the same time.
    idle_seconds : int
        How long a kernel without a connected page is kept.
    page_seconds : float
        How long a page may take to be prepared.
    on_ready : callable
        Called once, when pages are served.
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
    )
    logging.getLogger("tornado.general").addFilter(_no_ping_advice)
    app = _LightVoila(config=_config(plan, visitors, idle_seconds), config_file_paths=[])
    app.plan = plan
    app.initialize([])
    app.start()
