"""What is wrong with a tree as HTML: nesting, tables, headings, names, doubled ids."""

from __future__ import annotations

from collections import Counter

from netlearn_widgets.report.tree import SVG_TAGS, Node, text_of, walk

__all__ = ["mistakes"]

_ONLY = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"div", "dt", "dd"},
    "table": {"caption", "thead", "tbody"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tr": {"th", "td"},
}
_PHRASING = {"span", "strong", "em", "small", "a", "br", "svg"}
_TEXT_ONLY = {"p", "h1", "h2", "h3", "h4", "span", "strong", "em", "small", "a", "summary", "dt"}


def mistakes(tree: Node) -> list[str]:
    """Every mistake in words; none for a sound tree."""
    found = [f"the id {name} is there twice" for name, n in _ids(tree).items() if n > 1]
    for tag, attributes, children in walk(tree):
        inner = [child for child in children if not isinstance(child, str)]
        found += _nesting(tag, [str(child[0]) for child in inner], loose=len(inner) < len(children))
        if tag == "svg" and attributes.get("aria-hidden") != "true" and not attributes.get("aria-label"):
            found.append("an svg without a name")
        if tag == "table":
            found += _table(children)
        if tag in {"h1", "h2", "h3", "h4", "th", "caption", "summary", "figcaption"} and not text_of(
            [tag, {}, children]
        ):
            found.append(f"<{tag}> says nothing")
    return found


def _ids(tree: Node) -> Counter[str]:
    return Counter(attributes["id"] for _, attributes, _ in walk(tree) if "id" in attributes)


def _nesting(tag: str, inner: list[str], *, loose: bool) -> list[str]:
    allowed = _ONLY.get(tag) or (_PHRASING if tag in _TEXT_ONLY else None)
    wrong = [one for one in inner if allowed is not None and one not in allowed]
    if tag in SVG_TAGS:
        wrong = [one for one in inner if one not in SVG_TAGS]
    loose_text = ["text"] if loose and tag in _ONLY else []
    return [f"<{tag}> holds {one}" for one in wrong + loose_text]


def _table(children: list[Node]) -> list[str]:
    parts = [(child[0], child[2]) for child in children if not isinstance(child, str)]
    found = [] if parts[0][0] == "caption" else ["a table without a caption"]
    widths = set()
    for name, rows in parts:
        if name == "caption":
            continue
        spanned = 0  # columns that a heading over two rows takes from the row below
        for row in rows:
            widths.add(spanned + sum(int(cell[1].get("colspan", 1)) for cell in row[2]))
            spanned = sum(cell[1].get("rowspan") == "2" for cell in row[2])
            found += ["a heading without a scope" for cell in row[2] if cell[0] == "th" and "scope" not in cell[1]]
    return found + ([f"rows of different widths: {sorted(widths)}"] if len(widths) > 1 else [])
