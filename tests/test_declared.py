"""What is imported is declared, and what is declared is said in words where it is not there."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from netlearn_widgets.cli.installed import check_installed, unmet

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
DECLARED = {canonicalize_name(Requirement(one).name): Requirement(one) for one in PROJECT["dependencies"]}

OTHER_NAMES = {"zmq": "pyzmq"}
"""Packages that are imported under another name than they are installed by."""

NOT_IMPORTED = {"jupyterlab": "started as a program by `netlearn lab`"}
"""What is needed without an import of ours, and for what."""


def imported() -> Iterator[tuple[str, str]]:
    """Yield each package that our code imports, and where."""
    for path in sorted((ROOT / "netlearn_widgets").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module]
            else:
                continue
            for name in {name.partition(".")[0] for name in names} - sys.stdlib_module_names - {"netlearn_widgets"}:
                yield canonicalize_name(OTHER_NAMES.get(name, name)), str(path.relative_to(ROOT))


def test_every_package_that_is_imported_is_declared():
    """Another package may bring it along today, and no longer tomorrow."""
    assert [(name, where) for name, where in imported() if name not in DECLARED] == []


def test_every_package_that_is_declared_is_used():
    """Or needed for a reason that is said."""
    assert set(DECLARED) - {name for name, _ in imported()} == set(NOT_IMPORTED)


def test_every_package_has_a_floor():
    """The lowest version that was tried (`tests/floors`), so that nobody meets an older one."""
    assert [name for name, one in DECLARED.items() if not re.match(r">=\d", max(map(str, one.specifier)))] == []


def test_what_is_installed_here_fits():
    """And nothing is said of it."""
    check_installed()


@pytest.mark.parametrize(
    ("needed", "words"),
    [
        ("rich<1", "rich .+ is installed; <1 is needed"),
        ("tornado>=1000", "tornado .+ is installed; >=1000 is needed"),
        ("nosuch-package>=2", "nosuch-package is missing; >=2 is needed"),
    ],
)
def test_what_does_not_fit_is_named(needed: str, words: str):
    """Too new, too old, or not there."""
    (said,) = unmet(["rich", needed])

    assert re.fullmatch(words, said)


@pytest.mark.parametrize("needed", ["rich>=1", "nosuch; extra == 'dev'", "nosuch; python_version < '3'"])
def test_what_fits_or_is_for_others_is_not_said(needed: str):
    """An extra that nobody asked for, another Python."""
    assert unmet([needed]) == []
