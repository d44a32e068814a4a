"""The plan as a tree for a widget, and as one page that can be kept, printed and sent."""

from __future__ import annotations

import html
from importlib.resources import files

from netlearn_widgets.report.blocks import Block, Document, Facts, Figure, Note, Paragraph, Section, Table, Words
from netlearn_widgets.report.figures import figure
from netlearn_widgets.report.pieces import stacking
from netlearn_widgets.report.said import own_words
from netlearn_widgets.report.tree import Node, h, to_html

__all__ = ["to_page", "to_tree"]

_SHEETS = ("widgets/theme.css", "widgets/results.css", "widgets/document.css", "report/plan.css")
_SMALLEST = 4

_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
{style}</style>
</head>
<body class="netlearn nl-plan-page">
<a class="nl-skip" href="#plan">Skip to the plan</a>
<nav aria-label="Contents">{contents}</nav>
<main id="plan">{main}</main>
</body>
</html>
"""


def to_page(document: Document) -> str:
    """The plan as one HTML file that needs nothing else: it is read on a screen, printed on A4, and asks no server."""
    return _PAGE.format(
        language=html.escape(document.language),
        title=html.escape(f"{document.title} · plan"),
        style="".join(files("netlearn_widgets").joinpath(sheet).read_text(encoding="utf-8") for sheet in _SHEETS),
        contents=to_html(_contents(document)),
        main=to_html(to_tree(document)),
    )


def _contents(document: Document) -> Node:
    return h("ol", *[_entry(section) for section in document.sections], class_="nl-contents")


def _entry(section: Section) -> Node:
    below = h("ol", *[_entry(one) for one in section.sections]) if section.sections else None
    return h("li", h("a", section.title, href=f"#plan-{section.key}"), below)


def to_tree(document: Document, *, level: int = 1) -> Node:
    """The plan as a tree: its title a heading of this level, its sections below."""
    title = h(f"h{level}", document.title, class_="nl-plan-title", dir="auto")
    head = h("header", title, h("p", document.subtitle, class_="nl-soft", dir="auto"))
    below = [_section(section, level + 1, 2) for section in document.sections]
    return h("article", head, *below, class_="nl-paper")


def _section(section: Section, level: int, depth: int) -> Node:
    """A section with a heading of this level (the smallest at most), looking as its depth in the plan asks."""
    level, below = min(level, _SMALLEST), min(level + 1, _SMALLEST)
    return h(
        "section",
        h(f"h{level}", section.title, dir="auto"),
        *[_block(block, below) for block in section.blocks],
        *[_section(one, below, min(depth + 1, _SMALLEST)) for one in section.sections],
        id=f"plan-{section.key}",
        class_=f"nl-section nl-level-{depth}",
    )


def _block(block: Block, level: int) -> Node:
    match block:
        case Paragraph(text=text):
            return h("p", text, dir="auto")
        case Note(text=text):
            return h("p", text, class_="nl-invented")
        case Words(title=title, texts=texts):
            return h("div", h(f"h{level}", title, dir="auto"), own_words(list(texts)), class_="nl-figure")
        case Facts(items=items):
            return h("dl", *[_fact(term, said) for term, said in items], class_="nl-facts")
        case Table(title=title, columns=columns, rows=rows):
            return h("div", h(f"h{level}", title), stacking(title, columns, rows), class_="nl-figure")
        case Figure(picture=picture):
            return figure(picture, level=level, opened=picture["kind"] == "map")


def _fact(term: str, said: str) -> Node:
    return h("div", h("dt", term, dir="auto"), h("dd", said, dir="auto"))
