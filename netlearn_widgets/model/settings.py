"""How a workshop is held: whether people give a name, how small numbers are protected, and who shows results."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace

from netlearn_widgets.model.act import Act, shows
from netlearn_widgets.model.errors import InvalidAnswer
from netlearn_widgets.model.question import Json, mapping

__all__ = ["BATCH", "LEAST", "MOST", "NAMES", "REVEALS", "Settings", "may_show", "settings", "usual_reveal"]

NAMES = ("names", "aliases", "nothing")
"""What people are asked for when they join: their name, a name of their choice, or nothing at all."""

REVEALS = ("together", "at once", "host")
"""When results are shown in a round that no host leads: all together, once anybody who takes part shows them; each as
soon as enough people have answered; or not before a host shows them. Where a host leads, the host always does."""

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
    reveal : str
        One of `REVEALS`.
    """

    names: str = "names"
    threshold: int = 5
    protected: bool = True
    reveal: str = "at once"

    @property
    def waits(self) -> bool:
        """Whether results and dots wait for somebody to show them, also where no host leads."""
        return self.reveal == "host" or (self.reveal == "together" and self.protected)

    def changed(self, value: Json) -> Settings:
        """These settings with some of them changed: what an act of the kind ``settings`` says.

        Where people are not named, small numbers are protected.

        Raises
        ------
        InvalidAnswer
            In words for whoever holds the workshop.

        Examples
        --------
        >>> Settings().changed({"threshold": 4}).threshold
        4
        """
        given = mapping(value, "The settings")
        if unknown := given.keys() - vars(self).keys():
            raise InvalidAnswer(f"There is no setting {min(unknown)!r}. There are: {', '.join(vars(self))}.")
        new = replace(self, **given)
        if new.names not in NAMES:
            raise InvalidAnswer(f"People join with {', '.join(NAMES[:-1])} or {NAMES[-1]}, not with {new.names!r:.40}.")
        if type(new.threshold) is not int or not LEAST <= new.threshold <= MOST:
            raise InvalidAnswer(f"Results appear from {LEAST} to {MOST} answers on, not from {new.threshold!r:.40}.")
        if type(new.protected) is not bool:
            raise InvalidAnswer("Small numbers are protected, or they are not: say true or false.")
        if new.reveal not in REVEALS:
            raise InvalidAnswer(
                f"Results are shown together, at once, or when the host shows them: not {new.reveal!r:.40}."
            )
        if new.names != "names" and not new.protected:
            if given.get("protected") is False:
                raise InvalidAnswer("Small numbers stay protected where people give no names of their own.")
            return replace(new, protected=True)
        return new


def usual_reveal(names: str) -> str:
    """When results are shown in a new workshop that asks people for this (one of `NAMES`) and says nothing else.

    Where nobody is known by name, one person may join as several: a host counts heads before anything is shown.

    Examples
    --------
    >>> usual_reveal("names"), usual_reveal("aliases")
    ('together', 'host')
    """
    return "together" if names == "names" else "host"


def may_show(act: Act, held: Settings, *, led: bool, hid: bool = False) -> bool:
    """Whether whoever does an act that shows or hides something may do so at all: a host always.

    Anybody else may only show, in a round that no host leads, where results are shown together, and what no host
    ``hid``. That there is
    something to show is looked at before it is done, not when the history is read: who was there then may be gone.
    """
    return not act.participant or (held.reveal == "together" and not led and not hid and shows(act))


def settings(acts: Iterable[Act]) -> Settings:
    """The newest settings of all; where there are none, those of a workshop that has chosen nothing.

    An act that makes no sense changes nothing.

    Examples
    --------
    >>> settings([Act(kind="settings", value={"threshold": 4})]).threshold
    4
    """
    held = Settings()
    for act in acts:
        if act.kind == "settings":
            with suppress(InvalidAnswer):
                held = held.changed(act.value)
    return held
