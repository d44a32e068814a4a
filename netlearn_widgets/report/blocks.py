"""What a document is made of: sections and blocks that say something, and no word of how they look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from netlearn_widgets.model.question import Json

__all__ = ["Block", "Document", "Facts", "Figure", "Note", "Paragraph", "Section", "Table", "Words"]


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """A paragraph of the plan's own words."""

    text: str


@dataclass(frozen=True, kw_only=True)
class Note:
    """Something the reader must not miss, such as that the data are invented."""

    text: str


@dataclass(frozen=True, kw_only=True)
class Words:
    """What participants wrote, to the letter, under a title of the plan."""

    title: str
    texts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Terms, each with what is to be said of it in one or two lines."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    """Rows of text under headings; an empty cell is open."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Figure:
    """The results of one question: a picture from ``analysis.picture``."""

    picture: Json


Block: TypeAlias = Paragraph | Note | Words | Facts | Table | Figure


@dataclass(frozen=True, kw_only=True)
class Section:
    """A heading with what stands under it, and further sections below."""

    key: str
    title: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Document:
    """A plan: its title, what it is of, its language, and its sections in order; the first is the front page."""

    title: str
    subtitle: str
    language: str
    sections: tuple[Section, ...]
