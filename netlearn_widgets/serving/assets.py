"""Files that never change under their address: named by content, compressed once, kept by browsers for a year."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from netlearn_widgets.serving.scripts import entries, whole

__all__ = ["Asset", "Assets", "asset_path"]

STATIC = Path(__file__).parent / "static"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
_SMALL = 400  # bytes; below this compression gains nothing


@dataclass(frozen=True, kw_only=True)
class Asset:
    """One file as it is sent; ``packed`` is None where compression gains nothing."""

    path: str
    type: str
    body: bytes
    packed: bytes | None
    mark: str


def asset_path(name: str, body: bytes, base_url: str = "/") -> str:
    """Return the address under which a file with this name and content is served."""
    file = PurePosixPath(name)
    return f"{base_url}assets/{file.stem}.{_mark(body)}{file.suffix}"


def _mark(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:12]


def _asset(name: str, body: bytes, base_url: str) -> Asset:
    suffix = PurePosixPath(name).suffix
    if suffix not in _TYPES:
        raise ValueError(f"The asset {name!r} cannot be served. Kinds that can: {', '.join(_TYPES)}.")
    packed = gzip.compress(body, 9, mtime=0) if len(body) > _SMALL else None
    return Asset(
        path=asset_path(name, body, base_url),
        type=_TYPES[suffix],
        body=body,
        packed=packed if packed is not None and len(packed) < len(body) else None,
        mark=_mark(body),
    )


class Assets:
    """The site's files by name and by address.

    Parameters
    ----------
    extra : mapping of str to bytes
        The site's own assets. Their styles follow the page's in one stylesheet; a script keeps its name.
    base_url : str
        What every address begins with; ends with a slash.
    """

    def __init__(self, extra: Mapping[str, bytes], base_url: str) -> None:
        own = {file.name: file.read_bytes() for file in sorted(STATIC.iterdir()) if file.suffix in _TYPES}
        styles = [body for files in (own, extra) for name, body in files.items() if name.endswith(".css")]
        scripts = {name: body.decode() for name, body in own.items() if name.endswith(".js")}
        served = {name: whole(name, scripts).encode() for name in entries(scripts)}
        served |= {name: body for name, body in extra.items() if not name.endswith(".css")}
        served["style.css"] = b"\n".join(styles)
        self._by_name = {name: _asset(name, body, base_url) for name, body in served.items()}
        self.by_path = {asset.path: asset for asset in self._by_name.values()}

    def __getitem__(self, name: str) -> str:
        return self._by_name[name].path

    def __contains__(self, name: str) -> bool:
        return name in self._by_name
