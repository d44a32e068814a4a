"""Where a pen answers: for each kind of question boxes to tick, circles, lines to write on, or room to draw.

Options, rows and items bear the number of their place in the guide, so that whoever types in finds them at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from netlearn_widgets.model.agreement import Agreement
from netlearn_widgets.model.choosing import Choice, Choices, Horizons, Matrix, Ranking, Scale
from netlearn_widgets.model.people import Roles, Ties
from netlearn_widgets.model.question import Option, Question
from netlearn_widgets.model.telling import Ideas, Text
from netlearn_widgets.report.sheet_tables import rows_to_fill
from netlearn_widgets.report.tree import Node, h

__all__ = ["MANY", "SPACES", "lines", "space"]

MANY = 12
"""The number of options from which on they stand in two columns, and statements without their hints."""

_CARDS = 4
_PEOPLE = 10
_MANY_ROWS = 8  # rows from which on a table has no hints
_A_LINE = 75  # characters of a typed text that a line of handwriting stands for


def space(question: Question, *, wording: str = "", headings: Mapping[str, str] | None = None) -> list[Node]:
    """Return an instruction and the room to answer one question on paper.

    Parameters
    ----------
    question : Question
    wording : str
        What is to be agreed on, where it is known already.
    headings : mapping of str to str, optional
        What the groups of options are called.
    """
    if isinstance(question, Agreement):
        return _agreement(question, wording)
    if isinstance(question, Scale):
        return _scale(question, headings or {})
    return SPACES[question.kind](question)


def lines(number: int) -> Node:
    """Ruled lines to write on."""
    return h("div", *[h("div", class_="nl-line") for _ in range(number)], class_="nl-lines", aria_hidden="true")


def _how(words: str) -> Node:
    return h("p", words, class_="nl-how")


def _box() -> Node:
    return h("span", class_="nl-box", aria_hidden="true")


def _hint(option: Option) -> Node | None:
    return h("small", option.hint, dir="auto") if option.hint else None


def _named(number: int, option: Option) -> list[Node]:
    """An option's number, label and hint."""
    said = h("span", h("strong", option.label, dir="auto"), _hint(option), class_="nl-option")
    return [h("span", str(number), class_="nl-no"), said]


def _brief(option: Option, many: bool) -> Option:  # noqa: FBT001  whether there are too many for hints
    return replace(option, hint="") if many else option


def _ticks(options: Sequence[Option], *, numbered: bool = True) -> Node:
    """A box before each option; many stand in two columns, to be read down the first and then the second."""
    items = []
    for place, option in enumerate(options, 1):
        number, said = _named(place, option)
        items.append(h("li", number if numbered else None, _box(), said))
    if len(items) < MANY:
        return h("ol", *items, class_="nl-ticks")
    half = (len(items) + 1) // 2
    left, right = (h("ol", *part, class_="nl-ticks") for part in (items[:half], items[half:]))
    return h("div", left, right, class_="nl-two")


def _choice(question: Choice) -> list[Node]:
    return [_how("Tick one."), _ticks(question.options)]


def _choices(question: Choices) -> list[Node]:
    most = f"Tick up to {question.most}." if question.most else "Tick as many as you like."
    return [_how(most), _ticks(question.options)]


def _ranking(question: Ranking) -> list[Node]:
    most = f" Number up to {question.most}." if question.most else ""
    how = f"Write 1 in the box of what comes first, then 2, 3 … Leave open what we do not need.{most}"
    return [_how(how), h("div", _ticks(question.options), class_="nl-ranking")]


def _text(question: Text) -> list[Node]:
    return [lines(min(max(question.longest // _A_LINE, 3), 8))]


def _ideas(question: Ideas) -> list[Node]:
    cards = [
        h("li", h("span", str(number), class_="nl-no"), lines(2), class_="nl-idea")
        for number in range(1, min(_CARDS, question.most) + 1)
    ]
    return [_how("One idea in each frame. More? Go on overleaf."), h("ol", *cards, class_="nl-ideas")]


def _scale(question: Scale, headings: Mapping[str, str]) -> list[Node]:
    how = f"Circle one number in each line: 1 is “{question.low}”, {question.steps} is “{question.high}”."
    bodies: list[tuple[str, list[Node]]] = []
    for place, option in enumerate(question.options, 1):
        if not bodies or bodies[-1][0] != option.group:
            bodies.append((option.group, []))
        bodies[-1][1].append(_rated(question, place, option))
    titled = [_body(headings.get(group, group), rows) for group, rows in bodies]
    head = h("thead", h("tr", h("td"), h("th", _ends(question), scope="col")))
    caption = h("caption", question.prompt, class_="nl-unseen")
    look = "nl-scale nl-many" if len(question.options) >= MANY else "nl-scale"
    return [_how(how), h("table", caption, head, *titled, class_=look)]


def _ends(question: Scale) -> Node:
    return h("span", h("span", question.low, dir="auto"), h("span", question.high, dir="auto"), class_="nl-ends")


def _body(heading: str, rows: list[Node]) -> Node:
    title = h("tr", h("th", heading, colspan="2", scope="rowgroup", dir="auto"), class_="nl-group") if heading else None
    return h("tbody", title, *rows)


def _rated(question: Scale, place: int, option: Option) -> Node:
    circles = [h("span", str(step), class_="nl-circle") for step in range(1, question.steps + 1)]
    item = h("span", *_named(place, _brief(option, len(question.options) >= MANY)), class_="nl-item")
    return h("tr", h("th", item, scope="row"), h("td", h("span", *circles, class_="nl-circles")))


def _matrix(question: Matrix) -> list[Node]:
    return [_how("Tick one box in each line."), _crossed(question, question.rows, question.options)]


def _horizons(question: Horizons) -> list[Node]:
    return [_how("Tick one box in each column."), _crossed(question, question.options, question.rows)]


def _crossed(question: Question, rows: Sequence[Option], columns: Sequence[Option]) -> Node:
    brief = len(rows) >= _MANY_ROWS
    heads = [h("th", h("strong", one.label, dir="auto"), _hint(one), scope="col") for one in columns]
    items = [h("span", *_named(place, _brief(row, brief)), class_="nl-item") for place, row in enumerate(rows, 1)]
    body = [h("tr", h("th", item, scope="row"), *[h("td", _box()) for _ in columns]) for item in items]
    return h(
        "table",
        h("caption", question.prompt, class_="nl-unseen"),
        h("thead", h("tr", h("td"), *heads)),
        h("tbody", *body),
        class_="nl-crossed nl-brief" if brief else "nl-crossed",
        css={"columns": len(columns)},
    )


def _written(caption: str, columns: Iterable[Node], rows: Iterable[Sequence[Node]], look: str) -> Node:
    heads = [h("th", column, scope="col") for column in columns]
    body = [h("tr", h("th", first, scope="row"), *[h("td", cell) for cell in rest]) for first, *rest in rows]
    hidden = h("caption", caption, class_="nl-unseen")
    return h("table", hidden, h("thead", h("tr", *heads)), h("tbody", *body), class_=f"nl-written {look}")


def _roles(question: Roles) -> list[Node]:
    rows = [[h("span", *_named(n, role), class_="nl-item"), "", ""] for n, role in enumerate(question.options, 1)]
    how = "Write names, with a comma between two. Ask people before you write their name."
    return [_how(how), _written(question.prompt, ["Role", "Holds it now", "Could take it on"], rows, "nl-roles")]


def _ties(question: Ties) -> list[Node]:
    """Room to draw; then the same people as a list, which is what is typed in."""
    how = (
        "Draw yourself in the middle and the people you turn to around you. An arrow points to the person somebody "
        "turns to. Then write everybody into the list."
    )
    rows = [_person(number) for number in range(1, min(_PEOPLE, question.most) + 1)]
    columns = ["No.", "Name, or what they do", "Organisation", "Nobody yet", "Turns to no."]
    listed = (
        "The same people as a list, you first. “Nobody yet” is a seat that is still free. "
        "“Turns to no.”: the numbers of the people this person turns to."
    )
    drawing = h("div", h("span", "Me", class_="nl-me"), class_="nl-drawing", role="img", aria_label="Room to draw")
    table = _written(question.prompt, columns, rows, "nl-people")
    return [_how(how), drawing, h("div", _how(listed), table, class_="nl-whole")]


def _person(number: int) -> list[Node]:
    name = h("small", "(me)") if number == 1 else ""
    return [h("span", str(number), class_="nl-no"), name, "", "" if number == 1 else _box(), ""]


def _agreement(question: Agreement, wording: str) -> list[Node]:
    """The wording, and where one stands; positions bear no number of their place, for some begin with another."""
    if wording:
        told = h("blockquote", wording, class_="nl-wording", dir="auto")
        proposal = h("div", h("p", h("strong", "The wording we are asked about")), told)
    else:
        proposal = h("div", h("p", h("strong", "The wording we are asked about"), " (write it down)"), lines(2))
    reason = h("div", h("p", h("strong", "My reason"), ", if I like to give one"), lines(3))
    return [proposal, _how("Tick where you stand. A position counts for this wording only."),
            _ticks(question.options, numbered=False), reason]  # fmt: skip


SPACES: dict[str, Callable[[Any], list[Node]]] = {
    "text": _text,
    "ideas": _ideas,
    "choice": _choice,
    "choices": _choices,
    "horizons": _horizons,
    "matrix": _matrix,
    "ranking": _ranking,
    "roles": _roles,
    "ties": _ties,
    "table": rows_to_fill,
}
"""How each kind is answered on paper; a scale and an agreement need to know more, see `space`."""
