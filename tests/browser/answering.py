"""Giving an answer through a question's own controls: one function for each kind of question.

Each takes the question's card, the question, and the answer in the shape the data file keeps it; rows, cards and people
have no ``id`` here, and ties name people by their names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from playwright.sync_api import Locator, expect

from netlearn_widgets.model.question import Option

__all__ = ["ANSWERING", "answer", "kept", "put_wording"]


def text(card: Locator, question: Any, said: str) -> None:
    """Write into the one box there is."""
    card.get_by_role("textbox", name=question.prompt).fill(said)


def ideas(card: Locator, question: Any, said: Sequence[str]) -> None:  # noqa: ARG001  as the others
    """Add one idea after the other."""
    for idea in said:
        card.get_by_label(re.compile("^(Your|Another) idea")).fill(idea)
        card.get_by_role("button", name="Add", exact=True).click()
        expect(card.get_by_text(idea, exact=True)).to_be_visible()


def choice(card: Locator, question: Any, said: str) -> None:
    """Tap one option."""
    card.get_by_text(_label(question.options, said), exact=True).click()


def choices(card: Locator, question: Any, said: Sequence[str]) -> None:
    """Tap each option that is chosen."""
    for key in said:
        card.get_by_text(_label(question.options, key), exact=True).click()


def horizons(card: Locator, question: Any, said: Mapping[str, str]) -> None:
    """For each horizon, tap its name on the card of an option."""
    for row, key in said.items():
        group = card.get_by_role("group", name=_label(question.options, key), exact=True)
        group.locator("label", has_text=_label(question.rows, row)).click()


def matrix(card: Locator, question: Any, said: Mapping[str, str]) -> None:
    """In each row, tap one option."""
    for row, key in said.items():
        group = card.get_by_role("radiogroup", name=_label(question.rows, row), exact=True)
        words = card.page.get_by_text(_label(question.options, key), exact=True)
        group.locator("label", has=words).click()


def scale(card: Locator, question: Any, said: Mapping[str, int]) -> None:
    """At each statement, tap a number."""
    for key, rating in said.items():
        group = card.get_by_role("radiogroup", name=_label(question.options, key), exact=True)
        group.locator("label", has_text=str(rating)).click()


def ranking(card: Locator, question: Any, said: Sequence[str]) -> None:
    """Add what comes first, then what comes next."""
    for key in said:
        card.get_by_role("button", name=f"Add: {_label(question.options, key)}", exact=True).click()


def roles(card: Locator, question: Any, said: Mapping[str, Mapping[str, Sequence[str]]]) -> None:
    """Under each role, add the names of those who hold it and of those who could."""
    headings = {"holds": "holds it now", "could": "could hold it"}
    for role, cover in said.items():
        for part, names in cover.items():
            place = f"{_label(question.options, role)}, {headings[part]}"
            for number, name in enumerate(names):
                if number == 0:
                    card.get_by_role("button", name=f"Add a name: {place}", exact=True).click()
                card.get_by_label(f"A name: {place}", exact=True).fill(name)
                card.get_by_role("button", name=f"Add: {place}", exact=True).click()


def ties(card: Locator, question: Any, said: Mapping[str, Any]) -> None:  # noqa: ARG001  as the others
    """Add everybody, then say who turns to whom."""
    me = said["me"]
    for person in said["people"]:
        standing = "me" if person["name"] == me else "seat" if person["seat"] else ""
        card.get_by_label("Who is it?").select_option(standing)
        card.get_by_label("What the seat is for" if standing == "seat" else "Name", exact=True).fill(person["name"])
        card.get_by_label("Organisation or place").fill(person["organisation"])
        card.get_by_role("button", name="Add", exact=True).click()
        expect(card.get_by_role("heading", name=_title(person), exact=True)).to_be_visible()
    for tie in said["ties"]:
        if tie["from"] == me:
            card.get_by_label(f"You and {tie['to']}", exact=True).select_option("out")
        else:
            titles = {person["name"]: _title(person) for person in said["people"]}
            card.get_by_label("Who", exact=True).select_option(label=titles[tie["from"]])
            card.get_by_label("turns to", exact=True).select_option(label=titles[tie["to"]])
            card.get_by_role("button", name="Add this tie").click()


def table(card: Locator, question: Any, said: Sequence[Mapping[str, str]]) -> None:
    """Add one row after the other, and fill the cells that are said."""
    for row in said:
        card.get_by_role("button", name=re.compile(r"^Add (a first|another) ")).click()
        cells = card.locator(".nl-table-row").last
        for column in question.columns:
            if column.key not in row:
                continue
            label = f"{column.label} (needed)" if column.required else column.label
            cell = cells.get_by_label(label, exact=True)
            if column.type == "choice":
                cell.select_option(row[column.key])
            else:
                cell.fill(row[column.key])


def agreement(card: Locator, question: Any, said: Mapping[str, str]) -> None:
    """Put the first wording to the group where there is none, then take a position with a reason."""
    wording = card.get_by_label("Put a wording to the group", exact=True)
    if wording.is_visible():
        put_wording(card, said["proposal"])
    card.get_by_text(_label(question.options, said["position"]), exact=True).click()
    card.get_by_role("textbox").fill(said["reason"])


def put_wording(card: Locator, words: str) -> None:
    """Put a wording to the group: the first one, or one in place of that on the table."""
    change = card.get_by_role("button", name="Change the wording")
    if change.is_visible():
        change.click()
    card.get_by_label(re.compile("^(Put a wording to the group|The new wording)$")).fill(words)
    card.get_by_role("button", name="Put it to the group").click()
    expect(card.get_by_role("blockquote")).to_have_text(words)


ANSWERING: dict[str, Callable[[Locator, Any, Any], None]] = {
    function.__name__: function
    for function in (text, ideas, choice, choices, horizons, matrix, scale, ranking, roles, ties, table, agreement)
}


def answer(card: Locator, question: Any, said: Any) -> None:
    """Answer a question of any kind."""
    ANSWERING[question.kind](card, question, said)


def kept(kind: str, value: Any) -> Any:
    """Return an answer of the data file in the shape it was said: without ids made by the browser, and no status."""
    if kind == "ideas":
        return [card["text"] for card in value]
    if kind == "table":
        said = [{key: cell for key, cell in row.items() if key != "id"} for row in value]
        return [{key: cell for key, cell in row.items() if cell or key != "status"} for row in said]
    if kind == "ties":
        names = {person["id"]: person["name"] for person in value["people"]}
        return {
            "people": [{key: said for key, said in person.items() if key != "id"} for person in value["people"]],
            "me": names.get(value["me"], ""),
            "ties": [{end: names[person] for end, person in tie.items()} for tie in value["ties"]],
        }
    return {key: said for key, said in value.items() if key != "proposal"} if kind == "agreement" else value


def _label(options: Sequence[Option], key: str) -> str:
    return next(option.label for option in options if option.key == key)


def _title(person: Mapping[str, Any]) -> str:
    return f"{person['name']} ({person['organisation']})" if person["organisation"] else str(person["name"])
