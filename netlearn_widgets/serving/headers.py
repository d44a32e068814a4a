"""What every answer tells the browser it may do."""

from __future__ import annotations

import re

__all__ = ["HEADERS", "content_policy"]

HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

_HOST = re.compile(r"[\w.-]+(:\d+)?|\[[0-9a-fA-F:]+\](:\d+)?")


def content_policy(host: str, *, foreign: bool = False) -> str:
    """Return the Content-Security-Policy: everything from this server, scripts from files only, no frames.

    ``foreign`` allows a script that arrives from the page's own kernel. The WebSocket's address is named because older
    Safari does not count it as 'self'.
    """
    sockets = f" ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'" + (" blob:" if foreign else ""),
            "style-src 'self'",
            "style-src-attr 'unsafe-inline'",  # custom properties such as a bar's share, set in a style attribute
            "img-src 'self' data: blob:",
            "font-src 'self'",
            "connect-src 'self'" + sockets,
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )
