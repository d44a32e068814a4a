"""Whether what is installed is what this program was tried with; said in words before pages are opened to people."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, requires, version

from packaging.requirements import Requirement

from netlearn_widgets.model.errors import NetlearnError

__all__ = ["check_installed", "unmet"]

_OURS = "netlearn_widgets"


def check_installed() -> None:
    """Raise NetlearnError, naming each package and the cure, where one is missing, too old or too new.

    A copy of the program that was never installed says nothing of what it needs, and is taken as it is.
    """
    try:
        needed = requires(_OURS) or []
    except PackageNotFoundError:
        return
    if problems := unmet(needed):
        raise NetlearnError(
            "What is installed does not fit this version of netlearn:\n"
            + "\n".join(f"  {problem}" for problem in problems)
            + f"\nMend it with: python -m pip install --upgrade {_OURS}"
        )


def unmet(needed: Iterable[str]) -> list[str]:
    """Return, in words, what of a package's requirements is not there as it is asked for."""
    return [words for one in map(Requirement, needed) if _applies(one) and (words := _words(one))]


def _applies(one: Requirement) -> bool:
    return one.marker is None or one.marker.evaluate({"extra": ""})


def _words(one: Requirement) -> str:
    try:
        found = version(one.name)
    except PackageNotFoundError:
        return f"{one.name} is missing; {one.specifier or 'any version'} is needed"
    if one.specifier.contains(found, prereleases=True):
        return ""
    return f"{one.name} {found} is installed; {one.specifier} is needed"
