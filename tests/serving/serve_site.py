"""Serve a folder of notebooks: `serve_site.py FOLDER PORT [name=value …]`; names are log, and `serving.serve`'s own."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from netlearn_widgets.serving import EventLog, Page, Site, Watch, open_door, serve


def page(path: Path) -> Page:
    """Return the page of a notebook: the part of its name before a dot is the name, "join" and "screen" are such."""
    metadata = json.loads(path.read_text())["metadata"]
    kind = path.stem if path.stem in ("join", "screen") else "step"
    return Page(
        name=path.stem, title=path.stem.title(), notebook=path, kind=kind, foreign=metadata.get("foreign", True)
    )


def main(folder: Path, port: int, settings: dict[str, str]) -> None:
    """Serve until the process is ended."""
    watch = Watch(log=EventLog(settings.pop("log", "")))
    options = {name: value if name == "base_url" else float(value) for name, value in settings.items()}
    assets = {file.name: file.read_bytes() for file in folder.glob("*.[jc]s*")}
    pages = tuple(page(path) for path in sorted(folder.glob("*.ipynb")))
    serve(
        Site(title="Network workbook", pages=pages, assets=assets), open_door("127.0.0.1", port), watch=watch, **options
    )


main(Path(sys.argv[1]), int(sys.argv[2]), dict(setting.split("=", 1) for setting in sys.argv[3:]))
