"""The machine on its network: the address phones use, and what to do when they cannot."""

from __future__ import annotations

import io
import socket

import segno

from netlearn_widgets.model.errors import NetlearnError

__all__ = ["HELP", "lan_address", "qr"]

HELP = """When a phone cannot open the link:
 · Is it on the same Wi-Fi as this computer? Guest networks often keep devices apart: use another one.
 · Does a firewall ask whether Python may be reached? Allow it, for private networks.
 · Still no way? Turn on a phone's hotspot, join it with this computer and all phones, and start again."""

_NOWHERE = ("192.0.2.1", 9)  # an address for documentation; a datagram socket sends nothing when it connects


def lan_address() -> str:
    """Return this machine's address on its local network; raise NetlearnError when it is on none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_NOWHERE)
            address = str(probe.getsockname()[0])
        except OSError:
            address = ""
    if not address or address.startswith("127.") or address == "0.0.0.0":  # noqa: S104  compared, not bound
        raise NetlearnError(
            "This computer is on no network that phones could share. Join a Wi-Fi or a phone's hotspot and try again, "
            "or leave out --lan to use this computer only."
        )
    return address


def qr(link: str) -> str:
    """The link as a QR code drawn with characters, dark on light for the camera of a phone."""
    drawn = io.StringIO()
    segno.make(link, error="m").terminal(drawn, border=2, compact=True)
    return drawn.getvalue().rstrip("\n")
