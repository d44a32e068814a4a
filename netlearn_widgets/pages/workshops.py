"""The administrator's page: every workshop of the data, and making new ones without a command line."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlsplit

from netlearn_widgets.content.load import default_guide, parse
from netlearn_widgets.model.codes import read_code
from netlearn_widgets.model.errors import GuideError, InvalidAnswer, NetlearnError, NotAdministrator
from netlearn_widgets.model.guide import Guide
from netlearn_widgets.model.question import Json
from netlearn_widgets.model.record import Record
from netlearn_widgets.model.settings import LEAST, MOST, Settings
from netlearn_widgets.model.steering import close
from netlearn_widgets.model.workshop import Workshop, new_key
from netlearn_widgets.pages.links import host_link, join_link, screen_link, served_at
from netlearn_widgets.pages.live import follow
from netlearn_widgets.pages.making import LONGEST_TITLE, Wanted, make_workshop
from netlearn_widgets.pages.screen import qr
from netlearn_widgets.pages.visit import Visit
from netlearn_widgets.report.document import document
from netlearn_widgets.report.html import to_page
from netlearn_widgets.report.sheets import sheets
from netlearn_widgets.store import Store, export_workshop
from netlearn_widgets.widgets.noun import Message
from netlearn_widgets.widgets.workshops import WorkshopsWidget

__all__ = ["Workshops"]

_PACE = 1.0  # seconds between two looks at what changed
_LARGEST = 3_000_000  # characters of a file that a page can be given
_OWN_GUIDE = "your guide"

_log = logging.getLogger("netlearn")

Answer = dict[str, Json]


class Workshops:
    """Shows every workshop to whoever has the administrator's key, and does what they ask; to nobody else anything.

    The store checks the key for each thing that is asked.
    """

    def __init__(self, visit: Visit) -> None:
        self._visit = visit
        self._key = ""
        self._following: object = None
        self._deeds: dict[str, Callable[[Message], Answer]] = {
            "hello": self._welcome,
            "guide": self._check_guide,
            "make": self._make,
            "room": self._room,
            "close": self._close,
            "export": self._export,
            "delete": self._delete,
        }
        self.widget = WorkshopsWidget(on_ask=self._ask)

    @property
    def store(self) -> Store:
        """Where the workshops are; opened when it is first needed."""
        return self._visit.store

    def refresh(self) -> None:
        """Show what is there now, as long as the key is good."""
        if self._key and not self.store.is_admin(self._key):
            self._lock("This link has ended. For a new one: netlearn admin")
        if self._key:
            self.widget.workshops = [
                {
                    "id": one.workshop.id,
                    "code": one.workshop.code,
                    "title": one.workshop.title,
                    "made": one.workshop.created.isoformat(),
                    "invented": one.workshop.invented,
                    "people": one.people,
                    "answers": one.answers,
                    "closed": one.closed,
                }
                for one in self.store.overview()
            ]

    def _ask(self, kind: str, message: Message) -> Answer:
        """Do one thing, if the message comes with the administrator's key."""
        key = message.get("key")
        if not isinstance(key, str) or not key or not self.store.is_admin(key):
            if key or kind != "hello":
                _log.warning("%r was refused on the page of workshops: not the administrator's key.", kind)
            self._lock("This link is not good, or not any more." if key else "")
            raise NotAdministrator("Only the administrator may do this. Open this page by the link the server printed.")
        self._key = key
        answer = self._deeds[kind](message)
        self.refresh()
        return answer

    def _lock(self, problem: str) -> None:
        self._key = ""
        with self.widget.hold_sync():  # at once: a page must not take it for a list without a workshop
            self.widget.workshops = []
            self.widget.choices = {}
            self.widget.visit = {"state": "locked", "problem": problem}

    def _welcome(self, _: Message) -> Answer:
        self.widget.choices = {
            "steps": _steps(default_guide()),
            "least": LEAST,
            "most": MOST,
            "threshold": Settings.threshold,
            "longest": LONGEST_TITLE,
        }
        self.refresh()
        self.widget.visit = {"state": "here"}  # last: the page then has all to show
        self._following = self._following or follow(self, _PACE)
        return {}

    def _check_guide(self, message: Message) -> Answer:
        try:
            guide = parse(_text(message, "guide"), name=_OWN_GUIDE)
        except GuideError as found:
            return {"problems": [str(one) for one in found.problems], "steps": []}
        return {"problems": [], "steps": _steps(guide), "questions": len(guide.questions)}

    def _make(self, message: Message) -> Answer:
        wanted = Wanted(
            title=_text(message, "title"),
            guide=_text(message, "guide"),
            named=_OWN_GUIDE,
            names=_text(message, "names"),
            threshold=message.get("threshold", 0),
            reveal=_text(message, "reveal"),
            steps=_chosen(message.get("steps")),
        )
        workshop, key = make_workshop(self.store, wanted)
        return _way_in(workshop, key)

    def _room(self, message: Message) -> Answer:
        """The way in; with a new host link where one is wanted."""
        workshop = self._record(message).workshop
        key = ""
        if message.get("host") is True:
            key = new_key()
            self.store.add_host(workshop.id, key)
        return _way_in(workshop, key)

    def _close(self, message: Message) -> Answer:
        record = self._record(message)
        act = close(closed=message.get("closed") is True)
        self.store.act(record.workshop.id, replace(act, round=record.round.number), key=self._key)
        return {}

    def _export(self, message: Message) -> Answer:
        record = self._record(message)
        makers = {"json": self._everything, "plan": _plan, "sheets": _sheets}
        make = makers.get(_text(message, "what"))
        if make is None:
            raise InvalidAnswer("This page can give the whole workshop, its plan or its paper sheets.")
        ending, kind, text = make(record)
        if len(text) > _LARGEST:
            raise NetlearnError(
                "This file is too large to be given by a page. Where the server runs, type: "
                f"netlearn export --code {record.workshop.code} --json everything.json --plan plan.html"
            )
        return {"name": f"{record.workshop.code}{ending}", "kind": kind, "text": text}

    def _everything(self, record: Record) -> tuple[str, str, str]:
        data = export_workshop(self.store, record.workshop.code)
        return ".json", "application/json", json.dumps(data, ensure_ascii=False, indent=1)

    def _delete(self, message: Message) -> Answer:
        workshop = self._record(message).workshop
        if read_code(_text(message, "typed")) != read_code(workshop.code):
            raise InvalidAnswer(f"Nothing was deleted. To delete this workshop, type its join code: {workshop.code}.")
        return {"left": list(self.store.delete(workshop.id))}

    def _record(self, message: Message) -> Record:
        return self.store.read(_text(message, "workshop"))


def _plan(record: Record) -> tuple[str, str, str]:
    return "-plan.html", "text/html", to_page(document(record, _guide(record)))


def _sheets(record: Record) -> tuple[str, str, str]:
    return "-sheets.html", "text/html", sheets(_guide(record), record=record)


def _guide(record: Record) -> Guide:
    return parse(record.workshop.guide, name=record.workshop.title, kept=True)


def _steps(guide: Guide) -> list[Json]:
    return [{"key": step.key, "title": step.title, "minutes": step.minutes} for step in guide.steps]


def _chosen(steps: object) -> tuple[tuple[str, int], ...]:
    if not isinstance(steps, list) or not all(isinstance(step, dict) for step in steps):
        raise InvalidAnswer("Choose at least one step for today.")
    return tuple((str(step.get("key")), step.get("minutes", 0)) for step in steps)


def _text(message: Message, name: str) -> str:
    value = message.get(name, "")
    if not isinstance(value, str):
        raise InvalidAnswer("The page sent something else than text. Please reload it.")
    return value


def _way_in(workshop: Workshop, key: str) -> Answer:
    """All that a room needs; the host's link only where there is a new key."""
    start = served_at()
    return {
        "workshop": workshop.id,
        "code": workshop.code,
        "title": workshop.title,
        "join": join_link(start, workshop.code),
        "screen": screen_link(start, workshop.code),
        "host": host_link(start, workshop.code, key) if key else "",
        "qr": qr(join_link(start, workshop.code)) if start else None,
        "near": urlsplit(start).hostname in ("127.0.0.1", "localhost", "::1"),
    }
