"""What a picture does not show, and why, in words."""

from __future__ import annotations

from netlearn_widgets.model.question import Json
from netlearn_widgets.model.settings import BATCH
from netlearn_widgets.report.pieces import people
from netlearn_widgets.report.tree import Node, h

__all__ = ["held_back", "held_note", "held_words", "is_held"]

_SAFE = "so that nobody can be picked out"


def held_words(held: Json) -> str:
    """Why something is held back, for everybody to read: ``held`` is that of a picture.

    Examples
    --------
    >>> held_words({"why": "few", "answered": 3, "waiting": 3, "threshold": 5})
    '3 people have answered. Results appear from 5 answers on, so that nobody can be picked out.'
    """
    one = held["answered"] == 1
    answered = f"{people(held['answered'])} {'has' if one else 'have'} answered."
    answered = answered[:1].upper() + answered[1:]
    if held["why"] == "few":
        if held["threshold"] == 1:  # not protected: nothing is held back so that nobody can be picked out
            return f"{answered} Results appear from the first answer on."
        return f"{answered} Results appear from {held['threshold']} answers on, {_SAFE}."
    if held["why"] == "unrevealed":
        return f"{answered} The host shows what was said to everybody at once."
    if held["why"] == "later":
        return f"{answered} Results appear when more answers are new or changed, {_SAFE}."
    waiting = held["waiting"]
    new = "1 answer is new or changed and waits" if waiting == 1 else f"{waiting} answers are new or changed and wait"
    return f"{new}. Answers come in at least {BATCH} at a time, {_SAFE}."


def is_held(picture: Json) -> bool:
    """Whether people have answered and nothing of it is shown."""
    held = [picture.get("held"), picture.get("held_now")]
    return not (picture["answered"] or picture.get("answered_now")) and any(one and one["answered"] for one in held)


def held_back(picture: Json) -> list[str]:
    """What is to be said about a picture that does not show all; nothing where it does, or nobody has answered."""
    said = [(picture.get("held_now"), "About now: "), (picture.get("held"), "About the future: ")]
    both = "held_now" in picture
    words = [(when if both else "") + held_words(held) for held, when in said if held and held["answered"]]
    return list(dict.fromkeys(words))


def held_note(picture: Json) -> list[Node]:
    """The same, to stand with the picture."""
    return [h("p", words, class_="nl-soft nl-held") for words in held_back(picture)]
