"""An exported workshop on its way in: every part checked before anything is written."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from netlearn_widgets.model.act import BY_HOST, BY_PARTICIPANT, BY_STORE, WHERE_NOBODY_LEADS
from netlearn_widgets.model.errors import StoreError
from netlearn_widgets.model.question import Json
from netlearn_widgets.model.workshop import Workshop
from netlearn_widgets.store.values import code_key, keep_json, keep_text, keep_time

__all__ = ["FORMAT", "VERSION", "Incoming", "check_incoming"]

FORMAT = "netlearn workshop"
VERSION = 3

_MARKED = 2  # the version since which answers say whether they came from paper
_WITH_ACTS = 3  # the version since which acts are in it

_SHA256 = re.compile(r"[0-9a-f]{64}")

Rows = list[dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """A checked workshop: the value itself, and the rows of its tables without their numbers."""

    workshop: Workshop
    guides: Rows
    rounds: Rows
    participants: Rows
    answers: Rows
    proposals: Rows
    acts: Rows


class _Part:
    """One object of the file, and where it stands: ``answers[3]``."""

    def __init__(self, value: Json, place: str) -> None:
        if not isinstance(value, dict):
            raise StoreError(f"{place}: an object with names and values should be here. {_CURE}")
        self._value = value
        self._place = place

    def get(self, key: str) -> Json:
        if key not in self._value:
            raise self.wrong(key, "is missing")
        return self._value[key]

    def text(self, key: str) -> str:
        value = self.get(key)
        if not isinstance(value, str):
            raise self.wrong(key, "should be text")
        return keep_text(value, self._at(key))

    def whole(self, key: str) -> int:
        value = self.get(key)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.wrong(key, "should be a whole number")
        return value

    def flag(self, key: str) -> bool:
        value = self.get(key)
        if not isinstance(value, bool):
            raise self.wrong(key, "should be true or false")
        return value

    def moment(self, key: str) -> dt.datetime:
        text = self.text(key)
        try:
            moment = dt.datetime.fromisoformat(text)
        except ValueError:
            raise self.wrong(key, f"{text!r} is no time such as 2027-03-31T14:15:00+00:00") from None
        return keep_time(moment, self._at(key))

    def json(self, key: str) -> str:
        return keep_json(self.get(key), self._at(key))

    def parts(self, key: str) -> list[_Part]:
        value = self.get(key)
        if not isinstance(value, list):
            raise self.wrong(key, "should be a list")
        return [_Part(entry, f"{self._at(key)}[{number}]") for number, entry in enumerate(value)]

    def one_of(self, key: str, known: Collection[object], what: str) -> Any:  # noqa: ANN401  as the known ones
        value = self.get(key)
        if isinstance(value, dict | list) or value not in known:
            raise self.wrong(key, f"{value!r} is no {what} of this file")
        return value

    def wrong(self, key: str, what: str) -> StoreError:
        return StoreError(f"{self._at(key)}: {what}. {_CURE}")

    def _at(self, key: str) -> str:
        return f"{self._place}.{key}" if self._place else key


_CURE = "Take the file as netlearn export wrote it, or mend this place."


def check_incoming(data: Json) -> Incoming:
    """The workshop in an exported file; raise StoreError with the place of the first mistake."""
    file = _whole_file(data)
    rounds = [_round(part, number) for number, part in enumerate(file.parts("rounds"), 1)]
    people = [_participant(part) for part in _distinct(file.parts("participants"), "id", "token_sha256")]
    guides: Rows = [{"toml": part.text("toml"), "at": part.moment("at")} for part in file.parts("guides")]
    for key, rows in (("rounds", rounds), ("guides", guides)):
        if not rows:
            raise file.wrong(key, "one at least should be here")
    marked = file.whole("version") >= _MARKED
    numbers, ids = [one["number"] for one in rounds], {one["id"] for one in people}

    def said(key: str, content: Callable[[_Part], dict[str, Any]]) -> Rows:
        return [_said(part, numbers, ids) | content(part) for part in _distinct(file.parts(key), "id")]

    return Incoming(
        workshop=_workshop(_Part(file.get("workshop"), "workshop"), guides[-1]["toml"]),
        guides=guides,
        rounds=rounds,
        participants=people,
        answers=said(
            "answers", lambda part: {"value": part.json("value"), "from_paper": marked and part.flag("from_paper")}
        ),
        proposals=said("proposals", lambda part: {"text": part.text("text")}),
        acts=[] if file.whole("version") < _WITH_ACTS else _acts(file, numbers, ids),
    )


def _acts(file: _Part, numbers: Collection[int], ids: Collection[str]) -> Rows:
    rows = []
    for part in _distinct(file.parts("acts"), "id"):
        kind = part.one_of("kind", BY_HOST | BY_PARTICIPANT | WHERE_NOBODY_LEADS | BY_STORE, "kind of act")
        row = _said(part, numbers, {*ids, ""}) | {"kind": kind, "value": part.json("value")}
        rows.append(row | {"participant": row["participant"] or None})
    return rows


def _whole_file(data: Json) -> _Part:
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise StoreError(f"This is no exported workshop: it does not say format: {FORMAT!r}. Check the file's name.")
    file = _Part(data, "")
    if file.whole("version") > VERSION:
        raise StoreError(
            f"version: a newer netlearn wrote this file ({data['version']}; this one reads up to {VERSION}). "
            "Update with: pip install --upgrade netlearn_widgets"
        )
    return file


def _workshop(part: _Part, guide: str) -> Workshop:
    if not code_key(part.text("code")):
        raise part.wrong("code", "letters or digits should be here")
    return Workshop(
        code=part.text("code"),
        title=part.text("title"),
        guide=guide,
        id=part.text("id"),
        created=part.moment("created"),
        invented=part.flag("invented"),
    )


def _round(part: _Part, number: int) -> dict[str, Any]:
    if part.whole("number") != number:
        raise part.wrong("number", f"{number} should be here: rounds count from 1")
    return {"number": number, "title": part.text("title"), "opened": part.moment("opened")}


def _participant(part: _Part) -> dict[str, Any]:
    if not _SHA256.fullmatch(part.text("token_sha256")):
        raise part.wrong("token_sha256", "64 hexadecimal digits should be here")
    row = {key: part.text(key) for key in ("id", "token_sha256", "name")}
    return row | {"joined": part.moment("joined")}


def _said(part: _Part, numbers: Collection[int], ids: Collection[str]) -> dict[str, Any]:
    """What answers, proposals and acts share."""
    return {
        "id": part.text("id"),
        "round": part.one_of("round", numbers, "round"),
        "question": part.text("question"),
        "participant": part.one_of("participant", ids, "participant"),
        "at": part.moment("at"),
    }


def _distinct(parts: list[_Part], *keys: str) -> list[_Part]:
    """The parts as they are; raise StoreError where two of them have the same value under a key."""
    for key in keys:
        seen: set[str] = set()
        for part in parts:
            if part.text(key) in seen:
                raise part.wrong(key, f"{part.text(key)!r} is here twice")
            seen.add(part.text(key))
    return parts
