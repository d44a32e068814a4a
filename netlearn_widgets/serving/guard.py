"""Who may ask: browsers that came here by a name of this server, and no other site's page."""

from __future__ import annotations

import ipaddress
import re
from http import HTTPStatus
from typing import Any

from jupyter_server.base.handlers import JupyterHandler
from tornado import web
from tornado.httputil import HTTPServerRequest
from tornado.iostream import StreamClosedError

from netlearn_widgets.serving.headers import HEADERS, content_policy

__all__ = ["Guarded", "client_of", "names_this_server"]

_HOST = re.compile(r"(\[[0-9a-fA-F:]+\]|[\w.-]+)(:\d{1,5})?")
_ELSEWHERE = ("cross-site", "same-site")  # as browsers say in Sec-Fetch-Site; another port is "same-site"


class Guarded(JupyterHandler):
    """Asks of every request by which name and from where it comes, and gives every answer the same headers."""

    foreign = False
    """Whether the page may run scripts that come from its kernel."""

    def set_default_headers(self) -> None:
        self.clear_header("Server")
        for name, value in HEADERS.items():
            self.set_header(name, value)
        self.set_header("Content-Security-Policy", content_policy(self.request.host, foreign=self.foreign))

    async def prepare(self, **options: Any) -> None:  # noqa: ANN401  handed on as they came
        acts = self.request.method not in ("GET", "HEAD")
        if _from_another_site(self.request) or (acts and not self.check_origin()):
            raise web.HTTPError(HTTPStatus.FORBIDDEN)
        await super().prepare(**options)

    def check_host(self) -> bool:
        """Whether the request names this server: another site's name that leads here is a trick (DNS rebinding)."""
        return names_this_server(self.request, self.settings["netlearn"].hosts)

    def check_origin(self, origin: str | None = None) -> bool:
        """Whether a page of this server asks; who does not say where it comes from is not believed."""
        origin = origin or self.request.headers.get("Origin", "")
        return origin.lower() in {f"{scheme}://{self.request.host.lower()}" for scheme in ("http", "https")}

    def check_xsrf_cookie(self) -> None:
        """No cookie says who asks, so none can be misused; what ends a kernel asks for its pass."""

    def log_exception(self, kind: Any, error: Any, traceback: Any) -> None:  # noqa: ANN401  tornado's signature
        """Log what broke, without the address asked for or anything else a visitor sent; a browser may go any time."""
        if not isinstance(error, web.HTTPError | StreamClosedError):
            self.log.error("%s broke", type(self).__name__, exc_info=(kind, error, traceback))

    @property
    def client(self) -> str:
        """Who asks, as far as limits care: an address, kept in memory only."""
        return client_of(self.request, proxied=self.settings["netlearn"].proxied)


def names_this_server(request: HTTPServerRequest, hosts: tuple[str, ...]) -> bool:
    """Whether the name a browser asked for is one of this server's.

    That is: one of ``hosts``, the very address the connection came to, or localhost where it came from this machine.
    """
    match = _HOST.fullmatch(request.host)
    if match is None:
        return False
    name = match[1].strip("[]").lower()
    if name in hosts:
        return True
    stream = getattr(request.connection, "stream", None)
    here = stream.socket.getsockname()[0] if stream is not None and stream.socket else ""
    if _is_loopback(here):
        return name == "localhost" or _is_loopback(name)
    return _same_address(name, here)


def client_of(request: HTTPServerRequest, *, proxied: bool) -> str:
    """Return the address that asks; the network's part of an IPv6 address, of which one visitor has very many.

    Where a proxy stands in front, its word (the last in ``X-Forwarded-For``) is taken; from anyone else it is not.
    """
    address = request.remote_ip or ""
    if proxied and _is_loopback(address):
        address = request.headers.get("X-Forwarded-For", "").rsplit(",", 1)[-1].strip() or address
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped is None:
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(getattr(parsed, "ipv4_mapped", None) or parsed)


def _from_another_site(request: HTTPServerRequest) -> bool:
    """Whether another site's page asks for anything but to be left for ours: a link is welcome, an image is not."""
    said = request.headers
    if said.get("Sec-Fetch-Site") not in _ELSEWHERE:
        return False
    followed = said.get("Sec-Fetch-Mode") == "navigate" and said.get("Sec-Fetch-Dest") == "document"
    return not (followed and request.method == "GET")


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _same_address(name: str, here: str) -> bool:
    try:
        one, other = ipaddress.ip_address(name), ipaddress.ip_address(here.partition("%")[0])
    except ValueError:
        return False
    return one == (getattr(other, "ipv4_mapped", None) or other)
