"""Files that never change under their address: named by content, made small once, kept by browsers for a year."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from deflate import gzip_compress
from rjsmin import jsmin

from netlearn_widgets import modules

__all__ = ["Asset", "Assets"]

STATIC = Path(__file__).parent / "static"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_LINE = re.compile(r"\s*\n\s*")
_EDGE = re.compile(r"\s*([{};])\s*")
_IMPORTED = re.compile(r'(?<= from ")\./([\w-]+\.js)(?=";)')
_SMALL = 400  # bytes; below this compression gains nothing
_SMALLEST = 12  # the level of libdeflate that takes longest: a millisecond for each 10 KB, once


@dataclass(frozen=True, kw_only=True)
class Asset:
    """One file as it is sent; ``packed`` is None where compression gains nothing."""

    path: str
    type: str
    body: bytes
    packed: bytes | None
    mark: str


def _small_style(text: str) -> str:
    """A style without comments, in one line; blanks inside a rule may mean something and stay."""
    return _EDGE.sub(r"\1", _LINE.sub(" ", _COMMENT.sub("", text)))


_SMALLER: Mapping[str, Callable[[str], str]] = {".css": _small_style, ".js": jsmin}
"""Comments and blanks are for whoever reads the sources."""


def _asset(name: str, body: bytes, base_url: str) -> Asset:
    file = PurePosixPath(name)
    if file.suffix not in _TYPES:
        raise ValueError(f"The asset {name!r} cannot be served. Kinds that can: {', '.join(_TYPES)}.")
    if file.suffix in _SMALLER:
        body = _SMALLER[file.suffix](body.decode()).encode()
    packed = bytes(gzip_compress(body, _SMALLEST)) if len(body) > _SMALL else None
    mark = hashlib.sha256(body).hexdigest()[:12]
    return Asset(
        path=f"{base_url}assets/{file.stem}.{mark}{file.suffix}",
        type=_TYPES[file.suffix],
        body=body,
        packed=packed if packed is not None and len(packed) < len(body) else None,
        mark=mark,
    )


class Assets:
    """The site's files by name and by address.

    Parameters
    ----------
    extra : mapping of str to bytes
        The site's own assets. Their styles follow the page's in one stylesheet; a script keeps its name, and may import
        another one of them as ``./name.js``.
    base_url : str
        What every address begins with; ends with a slash.
    """

    def __init__(self, extra: Mapping[str, bytes], base_url: str) -> None:
        folders = (modules.SHARED, STATIC)
        own = {
            file.name: file.read_bytes()
            for folder in folders
            for file in sorted(folder.iterdir())
            if file.suffix in _TYPES
        }
        styles = [body for files in (own, extra) for name, body in files.items() if name.endswith(".css")]
        scripts = {name.removesuffix(".js"): body.decode() for name, body in own.items() if name.endswith(".js")}
        files = {f"{name}.js": body.encode() for name, body in _whole(scripts).items()}
        files |= {name: body for name, body in extra.items() if not name.endswith(".css")}
        files["style.css"] = b"\n".join(styles)
        self._base_url = base_url
        self._by_name: dict[str, Asset] = {}
        for name in files:
            self._add(name, files)
        self.by_path = {asset.path: asset for asset in self._by_name.values()}

    def _add(self, name: str, files: Mapping[str, bytes]) -> Asset:
        """Add a file, after those it imports: their addresses stand in it."""
        if name not in self._by_name:
            body = files[name]
            if name.endswith(".js"):
                body = _IMPORTED.sub(lambda found: self._add(found[1], files).path, body.decode()).encode()
            self._by_name[name] = _asset(name, body, self._base_url)
        return self._by_name[name]

    def __getitem__(self, name: str) -> str:
        return self._by_name[name].path

    def __contains__(self, name: str) -> bool:
        return name in self._by_name


def _whole(scripts: Mapping[str, str]) -> dict[str, str]:
    """The scripts that no other imports, each with all it imports in one module; it exports what it exported."""
    source = scripts.__getitem__
    imported = {name: modules.imports(text) for name, text in scripts.items()}
    inner = {name for names in imported.values() for name in names}
    return {
        name: modules.scopes(modules.needed(imported[name], source), source) + modules.linked(text)
        for name, text in scripts.items()
        if name not in inner
    }
