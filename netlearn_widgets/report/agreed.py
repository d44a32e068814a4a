"""What a group agreed or did not, drawn: the wording, where everybody stands, who should be heard, what came before."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable

from netlearn_widgets.model.question import Json
from netlearn_widgets.model.workshop import day_of
from netlearn_widgets.report.beside import Lines
from netlearn_widgets.report.held import held_note
from netlearn_widgets.report.pieces import bar_table, listed, people
from netlearn_widgets.report.reading import spoken_date
from netlearn_widgets.report.tree import Node, h

__all__ = ["came_to", "history", "recorded", "spread", "spread_words", "state_words"]

_LOOKS = {"support": "", "reservation": "nl-next", "aside": "nl-pale", "hear": "nl-later"}
_KEPT = ("reservation", "aside")


def spread(picture: Json) -> list[Node]:
    """The wording, what became of it, who should be heard, where everybody stands, reasons, and earlier wordings."""
    proposal = picture["proposal"]
    wording = h("blockquote", proposal["text"], class_="nl-wording", dir="auto") if proposal else None
    state = h("div", h("span", state_words(picture), class_=f"nl-state nl-state-{picture['state'].split()[0]}"))
    parts = (
        wording,
        state,
        _older(picture),
        *held_note(picture),
        recorded(picture),
        _heard(picture),
        _positions(picture),
        _kept(picture),
        _more(picture),
        history(picture),
    )
    return [part for part in parts if part]


def state_words(picture: Json) -> str:
    """What became of the wording on the table, in a few words."""
    if not picture["proposal"]:
        return "No wording is on the table yet"
    said = _STATES[picture["state"]](picture)
    if not picture["reopened"]:
        return said
    again = "Open again after it was agreed"
    return f"{again}: {_talk(picture)}" if picture["state"] == "talk" else f"{again}. {said}"


def _open(picture: Json) -> str:
    if not picture["answered"]:
        return "Nobody has taken a position yet"
    more = "1 more person has" if picture["missing"] == 1 else f"{picture['missing']} more people have"
    missing = f"{more} to say where they stand"
    return missing[:1].upper() + missing[1:] if picture.get("held") else f"Nobody stands in the way so far; {missing}"


def _ready(picture: Json) -> str:
    """That it may be recorded; while positions wait for others, nothing of whether anybody stands in the way."""
    if picture.get("held"):
        return "Not recorded as agreed yet; recording it tells whether anybody objects"
    return "Nobody stands in the way; not recorded as agreed yet"


def _are_older(picture: Json) -> bool:
    """Whether the bars are older than what the group has learnt since."""
    learnt = picture["state"] == "talk" and not picture["to_hear"]
    waits = _waits(picture) and (picture["decided"] or picture["reopened"])
    return bool((learnt or waits) and picture["answered"])


def _older(picture: Json) -> Node | None:
    return h("p", h("strong", "The bars still show the earlier positions.")) if _are_older(picture) else None


def _talk(picture: Json) -> str:
    """How many should be heard, as far as the bars tell."""
    return f"{_some(0 if _are_older(picture) else picture['to_hear'])} should be heard first"


def _waits(picture: Json) -> int:
    """How many people's last position is not in the bars."""
    return int((picture.get("held") or {}).get("waiting", 0))


def _some(number: int) -> str:
    """How many people; where that is held back, that there is somebody."""
    return people(number) if number else "somebody"


_STATES: dict[str, Callable[[Json], str]] = {
    "open": _open,
    "hidden": lambda _: "Where everybody stands is not shown yet",
    "talk": lambda picture: f"Not agreed yet: {_talk(picture)}",
    "ready": _ready,
    "agreed": lambda _: "Agreed: everyone can live with it",
    "moved on": lambda _: "Moved on without agreement",
}


def spread_words(picture: Json) -> str:
    """When it was agreed, and how the positions spread: "12 May 2027 (19 people: 7 support it, 2 stand aside)"."""
    by_group: Counter[str] = Counter()
    for row in picture["rows"]:
        by_group[row["group"]] += row["n"]
    said = {
        "support": ("supports it", "support it"),
        "reservation": ("can live with it or has reservations", "can live with it or have reservations"),
        "aside": ("stands aside or abstains", "stand aside or abstain"),
        "hear": ("should have been heard", "should have been heard"),
    }
    if picture["state"] == "agreed":
        del said["hear"]  # they were heard, and stand elsewhere since
    parts = [f"{by_group[group]} {words[by_group[group] != 1]}" for group, words in said.items() if by_group[group]]
    if not parts:
        return _day(picture)
    if waiting := _waits(picture):
        return f"{_day(picture)} ({listed(parts)}; what {people(waiting)} said last is not counted)"
    return f"{_day(picture)} ({people(picture['answered'])}: {listed(parts)})"


def _day(picture: Json) -> str:
    return spoken_date(day_of(dt.datetime.fromisoformat(picture["decided"]["at"]))) if picture["decided"] else ""


def recorded(picture: Json) -> Node | None:
    """When something was recorded of the wording, and why the group moved on; nothing where it was not."""
    if not picture["decided"]:
        return None
    reason = picture["decided"]["reason"]
    said = [h("p", f"Recorded on {_day(picture)}.", class_="nl-soft")]
    if reason:
        said.append(_cards("Why the group moved on, in its own words", [h("li", reason, dir="auto")]))
    return h("div", *said)


def _positions(picture: Json) -> Node | None:
    """Where everybody stands, the lowest positions first; nothing while they are hidden."""
    if not picture["answered"] or not picture["rows"]:
        return None
    lines = Lines(picture, lambda row: [row["n"]])
    rows = [
        h(
            "tr",
            h("th", line.row["label"], scope="row"),
            h("td", *lines.bar(line, 0, _LOOKS.get(line.row["group"], ""))),
        )
        for line in reversed(lines.lines)
    ]
    return bar_table("Where everybody stands, the lowest positions first", ["Position", "People"], h("tbody", *rows))


def _heard(picture: Json) -> Node | None:
    """Everybody whose position stands in the way, with what they wrote; nobody where other things were learnt since."""
    if not picture["heard"] or picture["state"] == "agreed" or (picture["state"] == "talk" and _are_older(picture)):
        return None
    title = "The doubts that stayed" if picture["state"] == "moved on" else "Please hear first"
    cards = [_card(one, one["text"] or "No reason written: please ask.") for one in picture["heard"]]
    return h("div", h("p", h("strong", title)), h("ul", *cards, class_="nl-cards"), class_="nl-heard")


def _kept(picture: Json) -> Node | None:
    """Reservations and stand-asides with their reasons; those without a reason are counted."""
    said = [one for one in picture["reasons"] if one["group"] in _KEPT]
    written = Counter(one["label"] for one in said)
    silent = [
        f"{row['label']}: {people(row['n'] - written[row['label']])}"
        for row in reversed(picture["rows"])
        if row["group"] in _KEPT and row["n"] > written[row["label"]]
    ]
    if not said and not silent:
        return None
    cards = _cards(
        "Reservations and stand-asides, in participants' own words", [_card(one, one["text"]) for one in said]
    )
    silently = f"Also, letting the position speak for itself: {'; '.join(silent)}."
    rest = h("p", silently, class_="nl-soft") if silent else None
    return h("div", cards if said else None, rest, class_="nl-kept")


def _more(picture: Json) -> Node | None:
    said = [one for one in picture["reasons"] if one["group"] == "support"]
    return _cards("What else people wrote", [_card(one, one["text"]) for one in said]) if said else None


def _card(one: Json, text: str) -> Node:
    who = f"{one['who']} · " if one["who"] else ""
    return h("li", h("small", h("span", who, dir="auto"), one["label"]), h("span", text, dir="auto"))


def _cards(title: str, items: list[Node]) -> Node:
    return h("div", h("p", title, class_="nl-soft"), h("ul", *items, class_="nl-cards"))


def history(picture: Json) -> Node | None:
    """The wordings that were replaced, the oldest first, with what each came to; nothing where there is none."""
    if not picture["earlier"]:
        return None
    items = [
        h("li", h("p", one["text"], dir="auto"), h("p", f"{came_to(one)}.", class_="nl-soft"))
        for one in picture["earlier"]
    ]
    title = "The wording before this one" if len(items) == 1 else "The wordings before this one"
    return h("div", h("p", title, class_="nl-soft"), h("ol", *items, class_="nl-wordings"))


def came_to(earlier: Json) -> str:
    """What a wording that was replaced had come to."""
    answered, to_hear = earlier["answered"], earlier["to_hear"]
    if not answered:
        return "Replaced before anybody took a position"
    return {
        "hidden": f"{_took(answered)}; where they stood is not shown",
        "talk": f"{to_hear or 'Somebody'} of {people(answered)} asked to be heard",
        "agreed": f"Agreed by {people(answered)}; then somebody put a newer wording to the group",
        "moved on": f"The group moved on without agreement; {_took(answered)}",
    }.get(earlier["state"], f"{_took(answered)}; no objection was shown, and no agreement was recorded")


def _took(answered: int) -> str:
    return f"{people(answered)} had taken a position"
