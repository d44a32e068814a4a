"""Whatever shows what a group said is named, with the row of the table of outputs that says who gets it and how."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest
from outputs import NO_OUTPUT, PLACES
from reading import BY_WAYS, LAYERS, PACKAGE, Read, members, readings

DATA = PACKAGE.parent / "docs" / "data.md"
HEADING = "## What leaves a workshop"


@cache
def found() -> frozenset[Read]:
    """Everything that the layers above the model read of what people said."""
    files = [path for layer in LAYERS for path in sorted((PACKAGE / layer).rglob("*.py"))]
    return frozenset(
        read
        for path in files
        for read in readings(path.read_text(encoding="utf-8"), path.relative_to(PACKAGE).as_posix())
    )


def named() -> list[Read]:
    """Everything that is named."""
    return [Read(place.file, place.function, one) for place in PLACES for one in place.reads]


def rows() -> list[str]:
    """The outputs of the table in the docs."""
    _, _, section = DATA.read_text(encoding="utf-8").partition(f"{HEADING}\n")
    return re.findall(r"^\| `([a-z-]+)` \|", section.partition("\n## ")[0], re.MULTILINE)


def test_nothing_is_read_but_by_places_that_are_named():
    """Name the place in tests/outputs.py with its row of docs/data.md, or read what may be shown."""
    assert not sorted(found() - set(named()))


def test_every_named_place_is_there():
    """A place that is gone, or reads something else now, is taken off the list."""
    assert not sorted(set(named()) - found())


def test_no_place_is_named_twice():
    assert len(named()) == len(set(named()))


def test_every_row_of_the_table_has_its_code_and_every_place_its_row():
    """Also the other way: an output that the docs do not tell of fails."""
    assert len(rows()) == len(set(rows()))
    assert {place.output for place in PLACES} - {NO_OUTPUT} == set(rows())


def test_each_place_says_why():
    assert not [place for place in PLACES if not place.why]


@cache
def everything() -> dict[str, set[str]]:
    """What each class of this package has, by its name, and each module's functions, by its path."""
    have: dict[str, set[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        have[path.relative_to(PACKAGE).as_posix()] = {
            one.name for one in tree.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)
        }
        for node in (one for one in ast.walk(tree) if isinstance(one, ast.ClassDef)):
            have.setdefault(node.name, set()).update(members(node))
    return have


def test_what_is_read_is_of_the_class_that_is_named():
    """So that a place with no output cannot hide a record behind the name of something else."""
    elsewhere = {"list", "module"}  # nothing of ours
    wrong = [
        (place, one)
        for place in PLACES
        if place.whose not in elsewhere
        for one in place.reads
        if place.whose not in everything() or not (one in everything()[place.whose] or one in BY_WAYS | {"getattr"})
    ]

    assert not wrong


BY_WAY = """
from operator import attrgetter as take
from netlearn_widgets.store.transfer import export_workshop as whole
from netlearn_widgets.store import transfer

def page(visit):
    {}
"""


@pytest.mark.parametrize(
    ("line", "reads"),
    [
        ("return visit.record.current('stage')", "current"),
        ("known = visit.record; return known.answers", "answers"),
        ("return [one.value for one in visit.book.anything.said('stage')]", "said"),
        ("look = visit.record.current; return look('stage')", "current"),
        ("return getattr(visit.record, 'unfit')('stage')", "unfit"),
        ("return getattr(visit.record, 'cur' + 'rent')('stage')", "getattr"),
        ("return take('answers')(visit.record)", "attrgetter"),
        ("return vars(visit.record)", "vars"),
        ("return visit.record.__dict__['_current']", "__dict__"),
        ("return whole(visit.store, 'KRTM-27')", "export_workshop"),
        ("return transfer.export_workshop(visit.store, 'KRTM-27')", "export_workshop"),
        ("return (lambda one: one.acts)(visit.record)", "acts"),
        ("\n    match visit.record:\n        case object(answers=said):\n            return said", "answers"),
        ("return visit.store.here('w')", "here"),
        ("return visit.record.held_and_done('stage')", "held_and_done"),
        ("return [one.objected for one in visit.wordings]", "objected"),
        ("return list(map(lambda one: one.positions, visit.wordings))", "positions"),
    ],
)
def test_a_by_way_is_seen(line: str, reads: str):
    """By any name, in a lambda, through a pattern, a string or another module's name."""
    assert Read("page.py", "page", reads) in set(readings(BY_WAY.format(line), "page.py"))


def test_words_about_it_are_no_by_way():
    """Nor is a name of one's own, or what is only written."""
    source = 'def page(visit):\n    """Show record.current."""\n    answers = 3\n    visit.answers = answers\n'

    assert not list(readings(source))


def test_a_function_within_another_and_a_module_have_names():
    source = "class Page:\n def draw(self):\n  def row():\n   return self.record.answers\nall = book.acts\n"
    seen = {(one.function, one.reads) for one in readings(source)}

    assert {("Page.draw.row", "answers"), ("<module>", "acts")} == seen
