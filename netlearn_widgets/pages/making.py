"""Making a workshop: what somebody asks for is checked, then all of it is there."""

from __future__ import annotations

from dataclasses import dataclass

from netlearn_widgets.content.load import default_text, parse
from netlearn_widgets.model.act import Act
from netlearn_widgets.model.errors import InvalidAnswer
from netlearn_widgets.model.settings import Settings, usual_reveal
from netlearn_widgets.model.steering import plan_day
from netlearn_widgets.model.text import check_text
from netlearn_widgets.model.workshop import Workshop, new_code, new_key
from netlearn_widgets.store import Store

__all__ = ["LONGEST_TITLE", "Wanted", "make_workshop"]

LONGEST_TITLE = 120
"""The most characters of a workshop's title."""

_TRIES = 20  # codes tried before giving up; one in 18 million is taken per workshop


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What somebody asks for who makes a workshop.

    Attributes
    ----------
    title : str
        The group's or workshop's name.
    guide : str
        A guide's TOML text; "" takes the default one.
    named : str
        What mistakes in the guide call it.
    names, threshold, protected
        As `Settings` has them.
    reveal : str
        As `Settings` has it; "" takes what is usual where people are asked for such ``names``.
    steps : tuple of (str, int)
        Today's steps with their minutes; empty where nothing was chosen, which takes the guide's.
    """

    title: str
    guide: str = ""
    named: str = "guide"
    names: str = Settings.names
    threshold: int = Settings.threshold
    protected: bool = Settings.protected
    reveal: str = ""
    steps: tuple[tuple[str, int], ...] = ()


def make_workshop(store: Store, wanted: Wanted) -> tuple[Workshop, str]:
    """Make a workshop and return it with its host key, which is kept nowhere.

    Raises
    ------
    GuideError
        With every mistake of the guide.
    InvalidAnswer
        When anything else that was asked for cannot be.
    """
    title = check_text(wanted.title, what="The title", longest=LONGEST_TITLE)
    if not title:
        raise InvalidAnswer("A workshop needs a title, such as “Our network”.")
    text = wanted.guide or default_text()
    guide = parse(text, name=wanted.named)
    acts = [_settings(wanted)]
    if wanted.steps:
        acts.append(plan_day(guide, wanted.steps))
    key = new_key()
    workshop = store.add_workshop(Workshop(code=_free_code(store), title=title, guide=text), host_key=key)
    for act in acts:
        store.act(workshop.id, act, key=key)
    return workshop, key


def _settings(wanted: Wanted) -> Act:
    value = {
        "names": wanted.names,
        "threshold": wanted.threshold,
        "protected": wanted.protected,
        "reveal": wanted.reveal or usual_reveal(wanted.names),
    }
    return Act(kind="settings", value=vars(Settings().changed(value)))


def _free_code(store: Store) -> str:
    taken = {workshop.code for workshop in store.workshops()}
    return next((code for code in (new_code() for _ in range(_TRIES)) if code not in taken), new_code())
