"""A server's figures in words, said once for the panel and for the command line."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from netlearn_widgets.serving.status_figures import Figures, Trouble

__all__ = ["Line", "Told", "tell"]

_MB, _GB = 1_000_000, 1_000_000_000
_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
_FULL = Trouble(
    "Every place is taken: whoever comes now is asked to wait.",
    "Ask people to close pages they no longer use. If the machine has memory left, start the server again with more "
    "places; nothing that was answered is lost.",
)


@dataclass(frozen=True)
class Line:
    """One subject and what there is to say about it."""

    about: str
    words: str


@dataclass(frozen=True)
class Told:
    """A heading, what is wrong with its cure, and a line for each subject."""

    heading: str
    troubles: tuple[Trouble, ...]
    lines: tuple[Line, ...]


def tell(figures: Figures, *, now: dt.datetime | None = None) -> Told:
    """Say a server's figures in words."""
    full = (_FULL,) if figures.kernels >= figures.limit else ()
    troubles = (*figures.troubles, *full)
    lines = {
        "People": _people(figures),
        "Answers": _answers(figures),
        "Pages": _pages(figures),
        "Memory": _memory(figures),
        "Last error": _error(figures, now or dt.datetime.now(dt.UTC)),
        "Server": f"Running for {_span(figures.seconds)}, version {figures.version}.",
    }
    return Told(
        heading="All is well." if not troubles else "Something needs you.",
        troubles=troubles,
        lines=tuple(Line(about, words) for about, words in lines.items()),
    )


def _people(figures: Figures) -> str:
    here = {0: "Nobody is here.", 1: "One page is open."}.get(figures.visitors, f"{figures.visitors} pages are open.")
    away = figures.kernels - figures.visitors
    asleep = f" {_count(away, 'place is', 'places are')} kept for pages that may come back." if away > 0 else ""
    room = max(figures.limit - figures.kernels, 0)
    return f"{here}{asleep} The server has room for {_none(room)} more. {_refused(figures)}"


def _answers(figures: Figures) -> str:
    if figures.answers is None:
        return "How many were kept is not known."
    return f"{_capital(_count(figures.answers, 'answer was', 'answers were'))} kept in the last minute."


def _pages(figures: Figures) -> str:
    if not figures.prepared and not figures.failed:
        return "None was opened in the last hour."
    words = f"{_capital(_count(figures.prepared, 'was', 'were'))} prepared in the last hour"
    if figures.prepared:
        words += f", in {_seconds(figures.mean_ms)} on average; the slowest, “{figures.slowest_page}”, took "
        words += _seconds(figures.slowest_ms)
    failed = f" {_capital(_count(figures.failed, 'page', 'pages'))} could not be prepared." if figures.failed else ""
    return f"{words}.{failed}"


def _refused(figures: Figures) -> str:
    if not figures.refused:
        return "Nobody had to wait for a place in the last hour."
    return f"{_capital(_count(figures.refused, 'visit', 'visits'))} had to wait for a place in the last hour."


def _memory(figures: Figures) -> str:
    memory = figures.memory
    return (
        f"The server holds {_bytes(memory.server)}, all pages together {_bytes(memory.kernels)}. "
        f"The machine has {_bytes(memory.free)} of {_bytes(memory.total)} free."
    )


def _error(figures: Figures, now: dt.datetime) -> str:
    if figures.error is None:
        return "There has been none since the start."
    ago = (now - dt.datetime.fromisoformat(figures.error.at)).total_seconds()
    where = f", at {figures.error.where}" if figures.error.where else ""
    words = f": {figures.error.words}" if figures.error.words else ""
    return f"{figures.error.kind}{words}, {_span(max(int(ago), 0))} ago{where}."


def _span(seconds: int) -> str:
    """A length of time in its two largest units."""
    if seconds < _MINUTE:
        return _count(seconds, "second", "seconds")
    if seconds < _HOUR:
        return _count(seconds // _MINUTE, "minute", "minutes")
    if seconds < _DAY:
        return (
            f"{_count(seconds // _HOUR, 'hour', 'hours')} and {_count(seconds % _HOUR // _MINUTE, 'minute', 'minutes')}"
        )
    return f"{_count(seconds // _DAY, 'day', 'days')} and {_count(seconds % _DAY // _HOUR, 'hour', 'hours')}"


def _count(number: int, one: str, many: str) -> str:
    return f"{_none(number)} {one if number == 1 else many}"


def _none(number: int) -> str:
    return f"{number:,}" if number else "no"


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _seconds(milliseconds: int) -> str:
    return f"{milliseconds / 1000:.1f} s" if milliseconds >= 100 else f"{milliseconds} ms"  # noqa: PLR2004


def _bytes(number: int) -> str:
    return f"{number / _GB:.1f} GB" if number >= _GB else f"{number / _MB:.0f} MB"
