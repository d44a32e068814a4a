"""What a picture does not show, and why, in words."""

from __future__ import annotations

from netlearn_widgets.model.question import Json
from netlearn_widgets.model.settings import BATCH
from netlearn_widgets.report.pieces import people
from netlearn_widgets.report.tree import Node, h

__all__ = ["held_back", "held_note", "held_words", "host_words", "is_held", "waiting_words"]

_SAFE = "so that nobody can be picked out"


def held_words(held: Json) -> str:
    """Why something is held back, for everybody to read: ``held`` is that of a picture.

    ``mine`` in it says that the reader's own answer is among what waits or is left out: on nobody else's page it is
    there.

    Examples
    --------
    >>> held_words({"why": "few", "answered": 3, "waiting": 3, "apart": 0, "threshold": 5})
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
        return f"{answered} Results appear for everybody when the host shows them."
    if held["why"] == "together":
        return f"{answered} Results appear for everybody when one of you shows them."
    return " ".join(filter(None, [answered if held["why"] == "later" else "", waiting_words(held)]))


def waiting_words(held: Json) -> str:
    """How many people's answers wait for those of others, or stay out of the picture, and why; "" where none does.

    Examples
    --------
    >>> waiting_words({"why": "batch", "answered": 6, "waiting": 1, "apart": 0, "threshold": 5}).partition(", ")[0]
    'What 1 person said last is not in the picture yet. It shows when that of at least 2 others is new too'
    """
    mine = ("That is yours." if held["waiting"] == 1 else "Yours is part of it.") if held.get("mine") else ""
    return " ".join(filter(None, [_waiting(held), _apart(held["apart"]), mine]))


def host_words(held: Json, seen: int) -> str:
    """What a host is told beside how many have answered: from how many on there is something to show, and what waits.

    ``seen`` is how many people's answers the picture holds.

    Examples
    --------
    >>> host_words({"why": "few", "answered": 3, "waiting": 3, "apart": 0, "threshold": 5}, 0)
    'Results appear from 5 answers on, so that nobody can be picked out.'
    """
    if held["why"] in {"batch", "later"}:
        return " ".join(filter(None, [f"{people(seen)} in the picture." if seen else "", waiting_words(held)]))
    few = held["threshold"] > max(held["answered"], 1)
    return f"Results appear from {held['threshold']} answers on, {_SAFE}." if few else ""


def _waiting(held: Json) -> str:
    waiting = held["waiting"]
    if not waiting:
        return ""
    if held["why"] == "later":
        gone = " It may stay so in this round." if held["apart"] else ""
        return f"Too little of it can be shown: results appear when more is new, {_SAFE}.{gone}"
    missing = BATCH - waiting
    new = f"What {people(waiting)} said last is not in the picture yet."
    others = f"that of at least {missing} other{'s' * (missing > 1)} is new too" if missing > 0 else "more is new"
    return f"{new} It shows when {others}, {_SAFE}."


def _apart(number: int) -> str:
    if not number:
        return ""
    stays = "the answer of 1 other person stays" if number == 1 else f"the answers of {number} others stay"
    return f"Somebody took theirs out. {stays[:1].upper()}{stays[1:]} out of the picture in this round, {_SAFE}."


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
