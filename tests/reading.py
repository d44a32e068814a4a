"""Finds by the syntax tree which functions read what people said, under whatever name they have it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

__all__ = ["BY_WAYS", "LAYERS", "PACKAGE", "Read", "members", "readings"]

PACKAGE = Path(__file__).parent.parent / "netlearn_widgets"
LAYERS = ("analysis", "report", "pages", "widgets", "cli")
"""The layers above the model and the store."""


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


def members(node: ast.ClassDef) -> set[str]:
    """What a class has: its fields and its methods."""
    methods = {one.name for one in node.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)}
    targets = (
        target
        for one in node.body
        for target in (one.targets if isinstance(one, ast.Assign) else [getattr(one, "target", None)])
    )
    return methods | {target.id for target in targets if isinstance(target, ast.Name)}


def _of(file: str, name: str) -> set[str]:
    tree = ast.parse((PACKAGE / "model" / file).read_text(encoding="utf-8"))
    return next(members(one) for one in tree.body if isinstance(one, ast.ClassDef) and one.name == name)


def _of_stores() -> set[str]:
    """What a store has for the layers above it: its own verbs and those it is made of."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in (PACKAGE / "store").glob("*.py"))
    classes = (one for tree in trees for one in tree.body if isinstance(one, ast.ClassDef))
    found = [members(one) for one in classes if one.name == "Store" or one.name.endswith("Verbs")]
    return {name for name in set[str]().union(*found) if not name.startswith("_")}


_TELLS_NOTHING = _names("""
    workshop rounds mark questions round settings steering asked grown called participant _fits _as_asked _newly_led
    led replaced
    create open open_to_read url fold close database clock workshops add_workshop set_guide open_round delete changes
    read join record propose act remove wipe wipe_due decide_name decide_name_as_owner be_here gone
    add_host drop_host is_host add_admin end_admins is_admin give_code enter was_taken_out
""")
"""What a record, a wording and a store have that hands on nothing anybody said or did; a new member is watched.

Reading is none of it: whatever is done with a record that was read is seen.
"""

WATCHED = (_of("record.py", "Record") | _of("deciding.py", "Wording") | _of_stores()) - _TELLS_NOTHING | _names(
    "openly waiting apart cohorts votes returned counted"
)
"""What people said and did, or may be shown of it: of a record, a wording, a store, a disclosure and a board."""


def _handing_on() -> frozenset[str]:
    """Functions of the model and the store that are given a record or a wording, and hand on what was said."""
    functions = (
        node
        for layer in ("model", "store")
        for path in (PACKAGE / layer).glob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    )
    return frozenset(
        function.name
        for function in functions
        for given in (*function.args.args, *function.args.kwonlyargs)
        if given.annotation and {"Record", "Wording"} & {*re.findall(r"\w+", ast.unparse(given.annotation))}
    )


FUNCTIONS = _handing_on() | _names("""
    disclose left_behind export_workshop deeds undone log board read_on
""")
"""Functions of the model and the store that hand on what was said."""

BY_WAYS = _names("vars asdict astuple attrgetter methodcaller __dict__ __getattribute__")
"""What reads attributes without naming them."""


class Read(NamedTuple):
    """Which function reads what."""

    file: str
    function: str
    reads: str


def readings(source: str, file: str = "") -> Iterator[Read]:
    """Yield what each function of a module reads; outside of functions it is the module's own, "<module>"."""
    tree = ast.parse(source)
    yield from _within(tree, "", file, _aliases(tree))


def _aliases(tree: ast.Module) -> dict[str, str]:
    """The names under which a module has functions that are watched."""
    watched = FUNCTIONS | BY_WAYS
    imported = (one for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for one in node.names)
    return {one.asname or one.name: one.name for one in imported if one.name in watched} | {"vars": "vars"}


def _within(node: ast.AST, function: str, file: str, aliases: dict[str, str]) -> Iterator[Read]:
    for child in ast.iter_child_nodes(node):
        name = function
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            name = f"{function}.{child.name}" if function else child.name
        yield from (Read(file, function or "<module>", reads) for reads in _read(child, aliases))
        yield from _within(child, name, file, aliases)


def _read(node: ast.AST, aliases: dict[str, str]) -> Iterator[str]:
    match node:
        case ast.Attribute(attr=attribute, ctx=ast.Load()) if attribute in WATCHED | FUNCTIONS | BY_WAYS:
            yield attribute
        case ast.Name(id=name, ctx=ast.Load()) if name in aliases:
            yield aliases[name]
        case ast.Call(func=ast.Name(id="getattr"), args=[_, ast.Constant(value=str(attribute)), *_]):
            yield from {attribute} & (WATCHED | FUNCTIONS | BY_WAYS)
        case ast.Call(func=ast.Name(id="getattr")):
            yield "getattr"
        case ast.MatchClass(kwd_attrs=attributes):
            yield from sorted({*attributes} & WATCHED)
