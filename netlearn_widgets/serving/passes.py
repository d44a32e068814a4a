"""A page's own proof that a kernel is its kernel: knowing the kernel's id is not enough."""

from __future__ import annotations

import hashlib
import hmac
import secrets

__all__ = ["IN_PROTOCOL", "SHOWN_IN", "Passes"]

SHOWN_IN = "X-Netlearn-Pass"
"""The request header that carries a pass: no other site's page can send it, and no log of addresses holds it."""

IN_PROTOCOL = "netlearn."
"""What comes before the pass among a WebSocket's protocols, the one place where a browser lets a page say something."""

_LENGTH = 32


class Passes:
    """Makes and checks passes; one secret a server, nothing kept for each page.

    A cookie would do less: browsers send it to every port of a computer, and with it one page could use another's
    kernel.
    """

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)

    def of(self, kernel_id: str) -> str:
        """Return the pass of the page that got this kernel."""
        return hmac.new(self._key, kernel_id.encode(), hashlib.sha256).hexdigest()[:_LENGTH]

    def fits(self, kernel_id: str, shown: str) -> bool:
        """Whether what was shown is this kernel's pass."""
        return hmac.compare_digest(self.of(kernel_id).encode(), shown.encode("utf-8", "surrogateescape"))
