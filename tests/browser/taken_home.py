"""What a group takes home: the text of an HTML file, as a reader sees it."""

from __future__ import annotations

from html.parser import HTMLParser

__all__ = ["text_of"]


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  as inherited
        self.skipped += tag in ("style", "script")

    def handle_endtag(self, tag: str) -> None:
        self.skipped -= tag in ("style", "script")

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self.parts.append(data)


def text_of(html: str) -> str:
    """Return the page's text, without styles and scripts."""
    reader = _Text()
    reader.feed(html)
    return " ".join(reader.parts)
