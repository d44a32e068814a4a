"""An exported workshop on its way in: every part checked before anything is written."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from netlearn_widgets.model.act import BY_HOST, BY_PARTICIPANT, BY_STORE, WHERE_NOBODY_LEADS, Act
from netlearn_widgets.model.acting import flaw
from netlearn_widgets.model.errors import GuideError, InvalidAnswer, StoreError
from netlearn_widgets.model.guide import Guide
from netlearn_widgets.model.question import Json, Question
from netlearn_widgets.model.text import check_text
from netlearn_widgets.model.workshop import Workshop
from netlearn_widgets.store.values import code_key, keep_json, keep_text, keep_time

__all__ = ["FORMAT", "VERSION", "Incoming", "check_incoming"]

FORMAT = "netlearn workshop"
VERSION = 3

_MARKED = 2  # the version since which answers say whether they came from paper
_WITH_ACTS = 3  # the version since which acts are in it

_LONGEST = 200  # characters of a name, a title, a key
_LONGEST_WORDING = 10_000
_LONGEST_GUIDE = 1_000_000
_LARGEST = 1_000_000  # characters of one answer: more than a page's message may have

_NEVER_SENT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # no page of any version
_SHA256 = re.compile(r"[0-9a-f]{64}")

Rows = list[dict[str, Any]]
ReadGuide: TypeAlias = Callable[[str, str], Guide]


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

    def text(self, key: str, longest: int = _LONGEST) -> str:
        value = self.get(key)
        if not isinstance(value, str):
            raise self.wrong(key, "should be text")
        _check_text(value, self.place(key), longest)
        return value

    def guide(self, key: str) -> str:
        value = self.get(key)
        if not isinstance(value, str) or len(value) > _LONGEST_GUIDE:
            raise self.wrong(key, f"should be text of at most {_LONGEST_GUIDE:,} characters")
        return keep_text(value, self.place(key))

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
        return keep_time(moment, self.place(key))

    def json(self, key: str) -> str:
        return keep_json(self.get(key), self.place(key))

    def parts(self, key: str) -> list[_Part]:
        value = self.get(key)
        if not isinstance(value, list):
            raise self.wrong(key, "should be a list")
        return [_Part(entry, f"{self.place(key)}[{number}]") for number, entry in enumerate(value)]

    def one_of(self, key: str, known: Collection[object], what: str) -> Any:  # noqa: ANN401  as the known ones
        value = self.get(key)
        if isinstance(value, dict | list) or value not in known:
            raise self.wrong(key, f"{value!r} is no {what} of this file")
        return value

    def wrong(self, key: str, what: str) -> StoreError:
        return StoreError(f"{self.place(key)}: {what}. {_CURE}")

    def place(self, key: str) -> str:
        return f"{self._place}.{key}" if self._place else key


def _check_text(value: str, place: str, longest: int) -> None:
    if found := _NEVER_SENT.search(value):
        raise StoreError(
            f"{place} holds a character that cannot be kept "
            f"(number {found.start() + 1}, code {ord(found.group()):04X}). {_CURE}"
        )
    try:
        check_text(value, what=place, longest=longest, lines=True)
    except InvalidAnswer as problem:
        raise StoreError(f"{problem} {_CURE}") from None


def _texts(value: Json) -> Iterator[str]:
    """Every text in a value, however deep it stands."""
    inside = [value]
    while inside:
        one = inside.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            inside += [*one, *one.values()]
        elif isinstance(one, list):
            inside += one


_CURE = "Take the file as netlearn export wrote it, or mend this place."


def check_incoming(data: Json, *, read_guide: ReadGuide | None = None) -> Incoming:
    """The workshop in an exported file, checked as strictly as what a page sends.

    Parameters
    ----------
    data : Json
    read_guide : callable, optional
        Reads the text of a guide, given what its mistakes should call it, and raises GuideError. With it the guide in
        use has to be sound, and every answer has to have the form that its question had in one of the guides.

    Raises
    ------
    StoreError
        With the place of the first mistake.
    """
    file = _whole_file(data)
    rounds = [_round(part, number) for number, part in enumerate(file.parts("rounds"), 1)]
    people = [_participant(part) for part in _distinct(file.parts("participants"), "id", "token_sha256")]
    guides: Rows = [{"toml": part.guide("toml"), "at": part.moment("at")} for part in file.parts("guides")]
    for key, rows in (("rounds", rounds), ("guides", guides)):
        if not rows:
            raise file.wrong(key, "one at least should be here")
    marked = file.whole("version") >= _MARKED
    numbers, ids = [one["number"] for one in rounds], {one["id"] for one in people}
    asked = _questions(guides, read_guide) if read_guide else {}

    def said(key: str, content: Callable[[_Part], dict[str, Any]]) -> Rows:
        return [_said(part, numbers, ids) | content(part) for part in _distinct(file.parts(key), "id")]

    return Incoming(
        workshop=_workshop(_Part(file.get("workshop"), "workshop"), guides[-1]["toml"]),
        guides=guides,
        rounds=rounds,
        participants=people,
        answers=said(
            "answers",
            lambda part: {"value": _answer(part, asked), "from_paper": marked and part.flag("from_paper")},
        ),
        proposals=said("proposals", lambda part: {"text": part.text("text", _LONGEST_WORDING)}),
        acts=[] if file.whole("version") < _WITH_ACTS else _acts(file, numbers, ids),
    )


def _acts(file: _Part, numbers: Collection[int], ids: Collection[str]) -> Rows:
    rows = []
    for part in _distinct(file.parts("acts"), "id"):
        kind = part.one_of("kind", BY_HOST | BY_PARTICIPANT | WHERE_NOBODY_LEADS | BY_STORE, "kind of act")
        row = _said(part, numbers, {*ids, ""}) | {"kind": kind, "value": part.json("value")}
        if problem := flaw(Act(kind=kind, value=part.get("value"), question=row["question"])):
            raise part.wrong("value", problem.rstrip("."))
        rows.append(row | {"participant": row["participant"] or None})
    return rows


def _questions(guides: Rows, read_guide: ReadGuide) -> dict[str, list[Question]]:
    """The questions of all guides the workshop ever had, by key, the newest first.

    Only the one in use has to be sound: another version of this program may have read the earlier ones.
    """
    asked: dict[str, list[Question]] = {}
    last = len(guides) - 1
    for number in range(last, -1, -1):
        try:
            guide = read_guide(guides[number]["toml"], f"guides[{number}].toml")
        except GuideError as problem:
            if number == last:
                raise StoreError(f"The guide in this file cannot be used.\n{problem}") from problem
            continue
        for key, question in guide.questions.items():
            asked.setdefault(key, []).append(question)
    return asked


def _answer(part: _Part, asked: dict[str, list[Question]]) -> str:
    """The value of an answer; it has the form its question had in one of the guides, where any of them asks it."""
    kept, value = part.json("value"), part.get("value")
    if len(kept) > _LARGEST:
        raise part.wrong("value", f"has {len(kept):,} characters, and {_LARGEST:,} fit")
    for text in _texts(value):
        _check_text(text, part.place("value"), _LONGEST_WORDING)
    questions = asked.get(part.text("question"), [])
    if value is not None and questions and not any(question.fits(value) for question in questions):
        kinds = " or ".join(dict.fromkeys(repr(question.kind) for question in questions))
        raise part.wrong("value", f"this is no answer to a question of the kind {kinds}")
    return kept


def _whole_file(data: Json) -> _Part:
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise StoreError(f"This is no exported workshop: it does not say format: {FORMAT!r}. Check the file's name.")
    file = _Part(data, "")
    if file.whole("version") < 1:
        raise file.wrong("version", f"{data['version']} is no version there ever was")
    if file.whole("version") > VERSION:
        raise StoreError(
            f"version: a newer netlearn wrote this file ({data['version']}; this one reads up to {VERSION}). "
            "Update with: pip install --upgrade netlearn_widgets"
        )
    return file


def _workshop(part: _Part, guide: str) -> Workshop:
    if not code_key(part.text("code")):
        raise part.wrong("code", "letters or digits should be here")
    if not check_text(part.text("title"), what="The title", longest=_LONGEST):
        raise part.wrong("title", "a workshop needs a title, and nothing of this one can be seen")
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
