"""What every answer tells the browser it may do."""

from __future__ import annotations

import re

__all__ = ["FOR_DOCUMENTS", "HEADERS", "NOTHING", "content_policy"]

_NOT_NEEDED = ("camera", "display-capture", "geolocation", "hid", "microphone", "midi", "payment", "serial", "usb")

HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in _NOT_NEEDED),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

FOR_DOCUMENTS = ("Cross-Origin-Opener-Policy", "Permissions-Policy")
"""Those that mean something for a page only; a phone loads seven other files, and each byte comes seven times."""

NOTHING = "default-src 'none'; frame-ancestors 'none'"
"""The Content-Security-Policy of what is no page: opened as one, it may do nothing."""

_NO_HTML_FROM_TEXT = ("require-trusted-types-for 'script'", "trusted-types netlearn")
_HOST = re.compile(r"[\w.-]+(:\d+)?|\[[0-9a-fA-F:]+\](:\d+)?")


def content_policy(host: str, *, foreign: bool = False) -> str:
    """Return the Content-Security-Policy: everything from this server, scripts from files only, no frames.

    ``foreign`` allows a script that arrives from the page's own kernel, and lets it write HTML as it likes; elsewhere
    nothing turns text into HTML but the script that fetches a page anew. The WebSocket's address is named because older
    Safari does not count it as 'self'.
    """
    sockets = f" ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""
    scripts = ["script-src 'self' blob:"] if foreign else ["script-src 'self'", *_NO_HTML_FROM_TEXT]
    return "; ".join(
        (
            "default-src 'none'",
            *scripts,
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'" + sockets,
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )
