"""What is served: pages by name, and the assets they share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

__all__ = ["Page", "Site"]

_NAME = re.compile(r"[a-z][a-z0-9-]*")
_RESERVED = frozenset({"api", "assets", "health", "status"})


@dataclass(frozen=True, kw_only=True)
class Page:
    """One notebook served as a page under its name.

    Attributes
    ----------
    name : str
        The last part of its address: small letters, digits and dashes.
    title : str
        Shown in the browser's tab and on the start page.
    notebook : Path
        The notebook that is run for each visitor.
    summary : str
        One line for the start page.
    minutes : int
        How long a group needs; 0 when that is not known.
    kind : str
        "join" (a participant's phone), "screen" (the shared display), "host", "workshops" (the administrator's list) or
        "step" (one part of the workbook).
    foreign : bool
        Whether the page may run widget scripts that come from its kernel: needed for other people's anywidgets.
    """

    name: str
    title: str
    notebook: Path
    summary: str = ""
    minutes: int = 0
    kind: Literal["join", "screen", "host", "workshops", "step"] = "step"
    foreign: bool = False

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name) or self.name in _RESERVED:
            raise ValueError(
                f"A page cannot be called {self.name!r}. Use small letters, digits and dashes, a letter first. "
                f"Not {', '.join(sorted(_RESERVED))} which have a use of their own."
            )


@dataclass(frozen=True, kw_only=True)
class Site:
    """Everything one server shows.

    Attributes
    ----------
    title : str
        The product's or workshop's name, in every page's header.
    pages : tuple of Page
        In the order of the start page; names differ.
    assets : mapping of str to bytes
        Scripts (``.js``), styles (``.css``) and pictures by file name. All styles become one stylesheet.
    language : str
        The language of the words, as in ``<html lang>``.
    """

    title: str
    pages: tuple[Page, ...]
    assets: Mapping[str, bytes] = field(default_factory=dict)
    language: str = "en"

    def __post_init__(self) -> None:
        names = [page.name for page in self.pages]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"Two pages are called {', '.join(twice)}. Give each page its own name.")

    @property
    def steps(self) -> tuple[Page, ...]:
        """The parts of the workbook, in order."""
        return tuple(page for page in self.pages if page.kind == "step")

    def page(self, kind: str) -> Page | None:
        """Return the first page of this kind, or None."""
        return next((page for page in self.pages if page.kind == kind), None)

    def beside(self, page: Page) -> tuple[Page | None, Page | None]:
        """Return the steps before and after a step; None at either end, and for other kinds of page."""
        if page not in self.steps:
            return None, None
        place = self.steps.index(page)
        before = self.steps[place - 1] if place else None
        after = self.steps[place + 1] if place + 1 < len(self.steps) else None
        return before, after
