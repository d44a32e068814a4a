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
    when = _WHEN[settings.reveal if settings.waits else "at once"]
    shown = (when, *_held_back(settings))
    return (
        Promise(title="Who sees what", brief=_who(settings), more=(*shown, _WORDS, _MAP)),
        Promise(title="Where it is kept", brief=place, more=(_HOLDER[names], _DEVICE)),
        Promise(
            title="How to take it back", brief=f"{_BACK} {_OTHERS[names]}", more=(_REMOVED[names], _STAYS, _COPIES)
        ),
    )


def _who(settings: Settings) -> str:
    """What everybody sees and when, and what becomes of a name, in two or three short sentences."""
    if not settings.protected:
        return _AT_ONCE
    shown = f"once {settings.threshold} people have answered{_SHOWN[settings.reveal]}"
    return f"Everybody here sees what the group answers, without names, {shown}. {_NAME[settings.names]}"


_AT_ONCE = (
    "Everybody here sees each answer, and may know whose it is. Names stand beside reasons and objections, and "
    "in the list of who took part."
)
_SHOWN = {"together": " and the host or one of you shows it", "at once": "", "host": " and the host shows it"}
_NAME = {
    "names": "If you give your name, it stands in the list of who took part.",
    "aliases": "The name you make up stands in the list of who took part.",
    "nothing": "Nobody asks who you are, and no name of yours is kept.",
}
_WHEN = {
    "at once": "The host says when answers are shown. Where nobody leads, you see them once you have answered "
    "yourself.",
    "together": "Where a host leads, the host shows what the group answers. Where nobody leads, anybody may who has "
    "answered.",
    "host": "Answers are shown when the host shows them, and not before.",
}
_COUNTED = "That holds for real people. Somebody with several browsers or devices may join as several people."
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
_DEVICE = (
    "Your own device keeps what is not sent yet, and two secret numbers. By one, this page knows you again. By the "
    "other, a host sees when several people join from one device."
)

_BACK = "Press “My answers” once you have joined, then “Take all my answers out”."
_OTHERS = {
    "names": "Or ask whoever set up this workshop to do it.",
    "aliases": "Or tell whoever set up this workshop the name you made up.",
    "nothing": "No name stands beside your answers, so nobody can find them for you.",
}
_REMOVED = {
    "names": "Your name and all your answers, of every round, are then deleted for good. Where others wrote your name "
    "on a map, for a role or beside an action, a host is asked to take it out.",
    "aliases": "Your made-up name and all your answers, of every round, are then deleted for good.",
    "nothing": "All your answers, of every round, are then deleted for good.",
}
_STAYS = "A wording of yours that others took a position on stays, and nobody is told whose it was."
_COPIES = "What was printed or copied before is not changed by that."


def _held_back(settings: Settings) -> tuple[str, ...]:
    """From how many answers on they are shown, and what that cannot promise."""
    if not settings.protected:
        return ("What you answered before the group agreed to this stays protected until the next round.",)
    few = (
        f"The answers to a question are shown once {settings.threshold} people have given theirs, and then change only "
        f"by {BATCH} or more at a time. So nobody can tell which one is new."
    )
    return few, _COUNTED
