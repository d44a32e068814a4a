"""What people are told before their first answer: who sees what, where it is kept, how to take it back."""

from __future__ import annotations

from dataclasses import dataclass

from netlearn_widgets.model.settings import BATCH, Settings

__all__ = ["Promise", "promises"]


@dataclass(frozen=True, kw_only=True)
class Promise:
    """One part of the note: in a sentence or two, and what there is to say beside that."""

    title: str
    brief: str
    more: tuple[str, ...]


def promises(settings: Settings, *, in_file: bool = True) -> tuple[Promise, ...]:
    """The note of a workshop that is held like this.

    Parameters
    ----------
    settings : Settings
    in_file : bool
        Whether all is kept in one file on the computer that serves; else it is in a database.
    """
    names = settings.names
    place = _FILE if in_file else _DATABASE
    return (
        Promise(title="Who sees what", brief=_WHO[names], more=(_WHEN, _held_back(settings), _WORDS, _MAP)),
        Promise(title="Where it is kept", brief=place, more=(_HOLDER[names], _DEVICE)),
        Promise(
            title="How to take it back", brief=f"{_BACK} {_OTHERS[names]}", more=(_REMOVED[names], _STAYS, _COPIES)
        ),
    )


_WHO = {
    "names": "Everybody here sees what the group answers, without names beside it. If you give your name, it stands in "
    "the list of who took part, and your host sees who is here.",
    "aliases": "Everybody here sees what the group answers, without names beside it. Nobody asks who you are. The name "
    "you make up stands in the list of who took part, and your host sees it.",
    "nothing": "Everybody here sees what the group answers. Nobody asks who you are, and no name of yours is kept.",
}
_WHEN = "The host says when answers are shown. Where nobody leads, you see them once you have answered yourself."
_WORDS = "What you write is shown as you wrote it. People may know you by your words."
_MAP = (
    "Names that somebody writes on the map, for a role or beside an action are seen by all. Ask people before you "
    "name them."
)

_FILE = "In one file that your group owns, on the computer that serves this page. Nothing goes to anybody else."
_DATABASE = "In one database that is kept for your group. Nothing goes to anybody else."
_HOLDER = {
    "names": "Whoever runs that computer can read every answer, also older ones, and the name its writer gave.",
    "aliases": "Whoever runs that computer can read every answer, also older ones, and the name its writer made up.",
    "nothing": "Whoever runs that computer can read every answer, also older ones, and which of them one person gave. "
    "No name stands beside them. Still, write nothing that must stay secret.",
}
_DEVICE = "Your own device keeps what is not sent yet, and a secret number by which this page knows you again."

_BACK = "Press “My answers” once you have joined, then “Take all my answers out”."
_OTHERS = {
    "names": "Or ask your host to do it.",
    "aliases": "Or tell your host the name you made up.",
    "nothing": "Nobody else knows which answers are yours.",
}
_REMOVED = {
    "names": "Your name and all your answers, of every round, are then deleted for good. Where others wrote your name "
    "on a map, for a role or beside an action, your host is asked to take it out.",
    "aliases": "Your made-up name and all your answers, of every round, are then deleted for good.",
    "nothing": "All your answers, of every round, are then deleted for good.",
}
_STAYS = "A wording of yours that others took a position on stays, and nobody is told whose it was."
_COPIES = "What was printed or copied before is not changed by that."


def _held_back(settings: Settings) -> str:
    """From how many answers on they are shown."""
    if not settings.protected:
        return "They are shown from the first one on. Whoever looks just then may tell whose it is."
    return (
        f"The answers to a question are shown once {settings.threshold} people have given theirs, and then change only "
        f"by {BATCH} or more at a time. So nobody can tell which one is new."
    )
