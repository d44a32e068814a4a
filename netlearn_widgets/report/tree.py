"""Trees of text and tags: the one way results are drawn, in Python's pages and in a browser's widgets.

A node is text, or a tag with attributes and children, in plain JSON::

    "Ada & Bo"
    ["p", {"class": "nl-words", "--share": "0.4"}, ["Ada & Bo"]]

An attribute that begins with ``--`` is a CSS custom property; looks are in style sheets, and no other style is allowed.
Only the tags and attributes named here are drawn. What people typed is text or the value of an attribute, never markup.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from netlearn_widgets.model.errors import NetlearnError

__all__ = ["ATTRIBUTES", "SVG_TAGS", "TAGS", "Node", "TreeError", "check", "h", "text_of", "to_html", "walk"]

Node: TypeAlias = "str | list[str | dict[str, str] | list[Node]]"
"""Text, or ``[tag, attributes, children]``."""

_HTML = """
    div section article header h1 h2 h3 h4 p span strong em small ul ol li dl dt dd table caption thead tbody tr th td
    details summary blockquote figure figcaption a br
"""
_SVG = "svg g line circle rect path polygon text title desc"
_PLAIN_ATTRIBUTES = """
    class id role lang dir tabindex href open colspan rowspan scope headers start value datetime
    viewBox preserveAspectRatio x y x1 y1 x2 y2 cx cy r rx ry width height d points transform text-anchor
"""

TAGS = frozenset(_HTML.split())
"""The tags of HTML that are drawn."""

_INLINE = frozenset(["span", "strong", "em", "small", "a", "dt", "dd", "text"])
_CELLS = frozenset(["th", "td"])

SVG_TAGS = frozenset(_SVG.split())
"""The tags that are drawn in SVG's namespace."""

ATTRIBUTES = frozenset(_PLAIN_ATTRIBUTES.split())
"""The attributes that are drawn, besides ``aria-…``, ``data-…`` and custom properties."""

_EXTRA_ATTRIBUTE = re.compile(r"(aria|data)-[a-z][a-z-]*|--[a-z][a-z0-9-]*")
_PROPERTY_VALUE = re.compile(r"[\w.%#-]+", re.ASCII)
_LINK = re.compile(r"(https?://|#)", re.IGNORECASE)


class TreeError(NetlearnError):
    """A tree that may not be drawn: a tag, an attribute or a link that is not allowed."""


def h(
    tag: str,
    *children: Node | None,
    css: Mapping[str, object] | None = None,
    **attributes: str | float | bool | None,
) -> Node:
    """Return a checked node with this tag.

    Parameters
    ----------
    tag : str
    children : Node or None
        None is left out, so that ``h("p", text if text else None)`` reads well.
    css : mapping of str to object, optional
        Custom properties: ``css={"share": 0.4}`` becomes ``--share: 0.4``.
    attributes
        ``class_`` is written ``class`` and ``aria_label`` is written ``aria-label``; None and False are left out, and
        True stands without a value.

    Raises
    ------
    TreeError
        When tag, attribute or link may not be drawn.

    Examples
    --------
    >>> h("p", "Ada & Bo", class_="nl-words", css={"share": 0.4})
    ['p', {'class': 'nl-words', '--share': '0.4'}, ['Ada & Bo']]
    """
    given = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    given |= {f"--{name}": value if isinstance(value, str) else _number(value) for name, value in (css or {}).items()}
    kept = {name: _written(value) for name, value in given.items() if value is not None and value is not False}
    _check_tag(tag, kept)
    return [tag, kept, [child for child in children if child is not None]]


def _written(value: object) -> str:
    return "" if value is True else _number(value) if isinstance(value, float) else str(value)


def _number(value: object) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def check(node: Node) -> Node:
    """Return the tree when all of it may be drawn.

    Raises
    ------
    TreeError
        Naming the first tag, attribute or link that may not.
    """
    for tag, attributes, _ in walk(node):
        _check_tag(tag, attributes)
    return node


def walk(node: Node) -> Iterator[tuple[str, dict[str, str], list[Node]]]:
    """Give every tag of a tree with its attributes and children, a parent before its children.

    Raises
    ------
    TreeError
        At a node that is neither text nor ``[tag, attributes, children]``.
    """
    if isinstance(node, str):
        return
    tag, attributes, children = _parts(node)
    yield tag, attributes, children
    for child in children:
        yield from walk(child)


def text_of(node: Node) -> str:
    """The words of a tree without its tags, a line for each paragraph, heading, item and row of a table."""
    lines: list[list[str]] = [[]]
    _write(node, lines)
    return "\n".join(" ".join(words) for words in lines if words)


def _write(node: Node, lines: list[list[str]]) -> None:
    if isinstance(node, str):
        lines[-1] += [node.strip()] if node.strip() else []
        return
    tag, _, children = _parts(node)
    if tag in _CELLS:
        within: list[list[str]] = [[]]
        for child in children:
            _write(child, within)
        lines[-1] += [word for words in within for word in words]
        return
    alone = tag not in _INLINE
    lines += [[]] if alone else []
    for child in children:
        _write(child, lines)
    lines += [[]] if alone else []


def to_html(node: Node) -> str:
    """Return the checked tree as HTML with all text escaped.

    Raises
    ------
    TreeError
        When a tag, attribute or link may not be drawn.

    Examples
    --------
    >>> to_html(["p", {"--share": "0.4"}, ["Ada & <Bo>"]])
    '<p style="--share:0.4">Ada &amp; &lt;Bo&gt;</p>'
    """
    if isinstance(node, str):
        return html.escape(node, quote=False)
    tag, attributes, children = _parts(node)
    _check_tag(tag, attributes)
    opened = f"<{tag}{_attributes(attributes)}>"
    return opened if tag == "br" else f"{opened}{''.join(map(to_html, children))}</{tag}>"


def _attributes(attributes: dict[str, str]) -> str:
    plain = {name: value for name, value in attributes.items() if not name.startswith("--")}
    if style := ";".join(f"{name}:{value}" for name, value in attributes.items() if name.startswith("--")):
        plain["style"] = style
    return "".join(f' {name}="{html.escape(value)}"' for name, value in plain.items())


def _parts(node: Node) -> tuple[str, dict[str, str], list[Node]]:
    match node:
        case [str(tag), dict(attributes), list(children)]:
            return tag, attributes, children
    message = f"A node is text or [tag, attributes, children], not {node!r:.80}."
    raise TreeError(message)


def _check_tag(tag: str, attributes: Mapping[str, str]) -> None:
    if tag not in TAGS and tag not in SVG_TAGS:
        message = f"The tag {tag!r} is not drawn. Use one of: {' '.join(sorted(TAGS | SVG_TAGS))}."
        raise TreeError(message)
    for name, value in attributes.items():
        if name not in ATTRIBUTES and not _EXTRA_ATTRIBUTE.fullmatch(name):
            message = f"<{tag}>: the attribute {name!r} is not drawn. Use a class, and put the look in a style sheet."
            raise TreeError(message)
        if not isinstance(value, str):
            message = f"<{tag}>: the attribute {name!r} should be text, not {value!r:.40}. Make the node with h()."
            raise TreeError(message)
        if name.startswith("--") and not _PROPERTY_VALUE.fullmatch(value):
            message = f"<{tag}>: {name} should be a number or a word, not {value!r:.40}."
            raise TreeError(message)
    if "href" in attributes and (tag != "a" or not _LINK.match(attributes["href"])):
        message = f"<{tag}>: only <a> leads somewhere, and only to http://…, https://… or #…"
        raise TreeError(message)
