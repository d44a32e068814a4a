"""How a workshop is held: whether people give a name, and how small numbers are protected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from netlearn_widgets.model.act import Act

__all__ = ["BATCH", "LEAST", "MOST", "NAMES", "Settings", "settings"]

NAMES = ("names", "aliases", "nothing")
"""What people are asked for when they join: their name, a name of their choice, or nothing at all."""

LEAST, MOST = 3, 10
"""Between which numbers of answers a workshop may choose from when results appear."""

BATCH = 3
"""How many answers must be new or changed before a picture that is shown moves."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What was agreed before the first answer.

    Attributes
    ----------
    names : str
        One of `NAMES`.
    threshold : int
        From how many answers on the results of a question appear.
    protected : bool
        Whether small numbers are held back; a group in which everybody agreed to be named may switch it off.
    """

    names: str = "names"
    threshold: int = 5
    protected: bool = True


def settings(acts: Iterable[Act]) -> Settings:
    """The newest settings of all; where there are none, those of a workshop that has chosen nothing.

    Examples
    --------
    >>> settings([Act(kind="settings", value={"threshold": 4})]).threshold
    4
    """
    held = Settings()
    for act in acts:
        if act.kind == "settings":
            held = replace(held, **act.value)
    return held
