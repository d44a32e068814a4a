"""A workshop's questions on paper: a sheet or more for each step, to print on A4, write on and type in afterwards."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

from netlearn_widgets.model.guide import Guide, Step
from netlearn_widgets.model.people import Roles, Ties
from netlearn_widgets.model.question import Question
from netlearn_widgets.model.record import Record
from netlearn_widgets.report.sheet_spaces import MANY, space
from netlearn_widgets.report.tree import Node, h, to_html

__all__ = ["sheets"]

_LONGEST_FOOT = 48  # characters of a step's title at the foot of a page

_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
{style}{feet}</style>
</head>
<body>
<main>{main}</main>
</body>
</html>
"""

_FOOT = """.nl-sheet-{number} {{ page: sheet-{number}; }}
@page sheet-{number} {{ @bottom-left {{ content: "{words}"; }} @bottom-center {{ content: "{again}"; }} }}
"""


def sheets(guide: Guide, *, record: Record | None = None, steps: Sequence[str] = ()) -> str:
    """The sheets as one HTML file that needs nothing else: no script, no request, readable in black and white.

    Questions and options bear numbers: 3.2 is the second question of the third step, as on the step's page while
    somebody types in a sheet.

    Parameters
    ----------
    guide : Guide
    record : Record, optional
        Gives title, join code and the wordings on the table; without it there is room to write the code.
    steps : sequence of str
        The keys of the steps to print, in any order; all of them by default.

    Raises
    ------
    NetlearnError
        When the guide has no such step.
    """
    wanted = {guide.step(key).key for key in steps} or {step.key for step in guide.steps}
    made = [
        _Sheet(guide=guide, record=record, step=step, number=number)
        for number, step in enumerate(guide.steps, 1)
        if step.key in wanted
    ]
    title = record.workshop.title if record else guide.title
    return _PAGE.format(
        language=html.escape(guide.language),
        title=html.escape(f"{title} · paper sheets"),
        style=files("netlearn_widgets").joinpath("report/sheets.css").read_text(encoding="utf-8"),
        feet="".join(sheet.foot() for sheet in made),
        main=to_html(_cover(title, made)) + "".join(to_html(sheet.tree()) for sheet in made),
    )


def _cover(title: str, made: list[_Sheet]) -> Node:
    """What is said on a screen before printing; it is not printed."""
    entries = [h("li", h("a", f"{one.number} · {one.step.title}", href=f"#sheet-{one.number}")) for one in made]
    how = (
        "Print this on A4, at 100 %, one copy for each person. Both sides of the paper will do. "
        "To type a sheet in, open its step and press “Type in a paper sheet”."
    )
    heading = h("h1", f"Paper sheets: {title}", dir="auto")
    return h("header", heading, h("p", how), h("ul", *entries), class_="nl-cover")


@dataclass(frozen=True, kw_only=True)
class _Sheet:
    """One step on paper."""

    guide: Guide
    record: Record | None
    step: Step
    number: int

    def tree(self) -> Node:
        questions = [self._question(question) for question in self.step.questions]
        source = h("p", f"Source: {self.step.source}", class_="nl-source", dir="auto") if self.step.source else None
        return h(
            "section",
            self._head(),
            *questions,
            source,
            class_=f"nl-sheet nl-sheet-{self.number}",
            id=f"sheet-{self.number}",
        )

    def foot(self) -> str:
        """The rule that names the sheet at the foot of each of its pages, where a browser can."""
        title = self.step.title
        title = title if len(title) <= _LONGEST_FOOT else f"{title[:_LONGEST_FOOT]}…"
        words = _css_text(f"{self._code} · {self.number} {title}".strip(" ·"))
        again = f"Same {'sign' if self._asked == 'nothing' else 'name'} again: {'_' * 16}"
        return _FOOT.format(number=self.number, words=words, again=again)

    @property
    def _asked(self) -> str:
        """What the workshop asks people for."""
        return self.record.settings.names if self.record else "names"

    @property
    def _code(self) -> str:
        return self.record.workshop.code if self.record else ""

    def _head(self) -> Node:
        title = self.record.workshop.title if self.record else self.guide.title
        code = h("strong", self._code) if self._code else h("span", class_="nl-line")
        top = h(
            "div",
            h(
                "div",
                h("p", f"{title} · sheet {self.number} of {len(self.guide.steps)}", class_="nl-of", dir="auto"),
                h("h2", f"{self.number} · {self.step.title}", dir="auto"),
            ),
            h("p", "Join code", code, class_="nl-code"),
            class_="nl-top",
        )
        name = h("p", h("span", _NAMED[self._asked]), h("span", class_="nl-line"), class_="nl-name")
        return h("header", top, name, h("p", _HOW, class_="nl-note"), *self._opening(), class_="nl-head")

    def _opening(self) -> list[Node]:
        """What stands before the first question: no more than leaves it on this page, or words that fill the page."""
        first = self.step.questions[0]
        if isinstance(first, Ties):
            return []
        why = h("p", self.step.why, class_="nl-why", dir="auto")
        return [why, _terms(self.step)] if _is_long(first) and self.step.terms else [why]

    def _question(self, question: Question) -> Node:
        number = h("span", self.guide.number(question.key), class_="nl-number")
        proposal = self.record.proposal(question.key) if self.record else None
        return h(
            "section",
            h("h3", number, " ", h("span", question.prompt, dir="auto")),
            h("p", question.hint, class_="nl-hint", dir="auto") if question.hint else None,
            *space(question, wording=proposal.text if proposal else "", headings=_roles(self.guide)),
            class_=f"nl-question nl-asks-{question.kind}",
        )


_NAMED = {
    "names": "Name, alias or nothing",
    "aliases": "A name you make up, or nothing",
    "nothing": "A sign of yours, not your name",
}

_HOW = (
    "Leave open what you do not want to answer. Somebody will type this in for you, marked as “from paper”. "
    "So write nothing that must stay secret."
)


def _is_long(question: Question) -> bool:
    """Whether a question fills a page of its own."""
    rows = getattr(question, "rows", getattr(question, "options", ()))
    return len(rows) >= MANY


def _terms(step: Step) -> Node:
    items = [h("div", h("dt", term.name, dir="auto"), h("dd", term.meaning, dir="auto")) for term in step.terms]
    return h("div", h("h3", "Words used here"), h("dl", *items), class_="nl-terms")


def _roles(guide: Guide) -> dict[str, str]:
    """What the groups of statements are called, where they are roles the guide asks about."""
    asked = [question for question in guide.questions.values() if isinstance(question, Roles)]
    return {role.key: role.label for question in asked for role in question.options}


def _css_text(words: str) -> str:
    """The words inside a string of a style sheet: whatever could end it is written as a number."""
    return "".join(one if one.isascii() and (one.isalnum() or one in " .-") else f"\\{ord(one):x} " for one in words)
