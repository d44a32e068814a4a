"""What a notebook calls: one verb a cell."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from netlearn_widgets.model.agreement import Agreement
from netlearn_widgets.model.errors import Crowded, NetlearnError, UnknownWorkshop
from netlearn_widgets.model.question import Json, Question
from netlearn_widgets.model.settings import Settings
from netlearn_widgets.model.telling import Ideas
from netlearn_widgets.pages.here import Here
from netlearn_widgets.pages.host import Host
from netlearn_widgets.pages.joining import Asking
from netlearn_widgets.pages.journey import Journey
from netlearn_widgets.pages.live import follow
from netlearn_widgets.pages.notices import being_here
from netlearn_widgets.pages.parts import Asked, Part, Planned, shown
from netlearn_widgets.pages.place import Place
from netlearn_widgets.pages.rehearsal import rehearse
from netlearn_widgets.pages.screen import Screen
from netlearn_widgets.pages.sorting import Sorted
from netlearn_widgets.pages.visit import Visit
from netlearn_widgets.pages.workshops import Workshops
from netlearn_widgets.report.sheets import sheets
from netlearn_widgets.widgets.container import Container
from netlearn_widgets.widgets.noun import Message, Noun, told
from netlearn_widgets.widgets.place import PlaceWidget
from netlearn_widgets.widgets.who import WhoWidget

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

__all__ = ["Workbook", "workbook"]

_GONE = "This workshop was deleted by its administrator, with everything in it. Nothing more is sent."


def workbook(data: str = "", code: str = "") -> Workbook:
    """Return the workbook of one workshop.

    Parameters
    ----------
    data : str
        The data file or database; by default what ``netlearn`` was started with.
    code : str
        The join code; by default the only workshop there is. On a served page the visitor brings it.

    Raises
    ------
    NetlearnError
        When there is no such file or workshop, saying what to do.
    """
    book = Workbook(Visit(data))
    if "NETLEARN_SERVED" not in os.environ:
        book.visit.open(code or os.environ.get("NETLEARN_WORKSHOP", ""))
    elif "NETLEARN_WARM" in os.environ:
        rehearse(Visit(data))
    return book


class Workbook:
    """The verbs of a notebook: each returns a widget, or a frame for analysts."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self._places: list[Place] = []
        self._asked: list[str] = []
        self._owner = self._guide = ""
        self._removed = False
        self._told: tuple[Settings, str | None, bool] = (Settings(), None, False)
        self._task: object = None
        visit.listen(self._update)

    # What people see

    def who(self) -> Container:
        """Who answers on this page: the join code, a name, the next person; paper to print, and to type in."""
        widget = WhoWidget(on_hello=self._hello, on_unsent=self.visit.unsent, make=self._sheets)
        widget.presence = Here(self.visit, self._step)
        return self._add(Asking(self.visit, widget))

    def ask(self, key: str) -> Container:
        """One question, to be answered."""
        self._asked.append(key)
        return self._place(PlaceWidget, lambda: [Asked(self.visit, self.visit.guide.question(key))])

    def results(self, key: str) -> Container:
        """What the group said to one question, live."""
        return self._place(PlaceWidget, lambda: [shown(self.visit, self.visit.guide.question(key))])

    def themes(self, key: str) -> Container:
        """The ideas of one question, to be sorted into themes and voted on."""
        return self._place(PlaceWidget, lambda: [Sorted(self.visit, self._ideas(key))])

    def agree(self, key: str) -> Container:
        """A wording to agree by consent, and the group's positions. ``key`` names the question or its step."""
        self._asked.append(key)

        def make() -> list[Part]:
            question = self._agreement(key)
            after_own = "NETLEARN_SERVED" in os.environ  # an analyst's notebook shows all there is
            return [Asked(self.visit, question), shown(self.visit, question, after_own=after_own)]

        return self._place(PlaceWidget, make)

    def plan(self) -> Container:
        """The plan as it stands."""
        return self._place(PlaceWidget, lambda: [Planned(self.visit)])

    def journey(self) -> Container:
        """A participant's page: all steps in place."""
        self.visit.joins_first = True
        journey = Journey(self.visit, self._hello, self._enter)
        journey.widget.presence = Here(self.visit, lambda: journey.step.key)
        return self._add(journey)

    def screen(self) -> Container:
        """The shared screen."""
        self.visit.joins_first = True
        return self._add(Screen(self.visit, self._hello))

    def host(self) -> Container:
        """The page of whoever leads the workshop; it shows nothing without the host key."""
        return self._add(Host(self.visit, self._hello))

    def workshops(self) -> Noun:
        """The administrator's page: every workshop of the data, and making new ones."""
        return Workshops(self.visit).widget

    # What analysts read

    def answers(self, *, history: bool = False, shared: bool = False) -> pd.DataFrame:
        """Every part of every current answer, a row each: the group's own raw data, not to be passed on.

        With ``history`` the answers they replaced are there too. With ``shared`` the frame may be passed on: it holds
        only what everybody may see, and does not say whose it is.

        Columns and their types are described in ``netlearn_widgets.analysis.frames.COLUMNS``.
        """
        from netlearn_widgets.analysis import frames  # noqa: PLC0415  pandas is slow to load and pages do without

        return frames.answers(self.visit.record, self.visit.guide, history=history, shared=shared)

    def groups(self, key: str, by: str) -> pd.DataFrame:
        """How many people of each group said what to a question; no group that is too small is given away.

        ``by`` names what makes the groups: a question for one choice, or a map, which says who comes from where.
        """
        from netlearn_widgets.analysis import frames  # noqa: PLC0415  as above

        return frames.groups(self.visit.record, self.visit.guide, key, by)

    def members(self, *, shared: bool = False) -> pd.DataFrame:
        """Everybody on the network map, a row each; with ``shared`` only as far as everybody may see the map."""
        from netlearn_widgets.analysis import frames  # noqa: PLC0415  as above

        return frames.members(self.visit.record, self.visit.guide, shared=shared)

    def ties(self, *, shared: bool = False) -> pd.DataFrame:
        """Every tie on the network map, a row each; with ``shared`` only as far as everybody may see the map."""
        from netlearn_widgets.analysis import frames  # noqa: PLC0415  as above

        return frames.ties(self.visit.record, self.visit.guide, shared=shared)

    def agreements(self) -> pd.DataFrame:
        """Every wording that was put to the group, a row each, with what it came to."""
        from netlearn_widgets.analysis import frames  # noqa: PLC0415  as above

        return frames.agreements(self.visit.record, self.visit.guide)

    def moderation(self) -> pd.DataFrame:
        """What a host hid and why, a row each time; no card's words, no writer."""
        from netlearn_widgets.analysis import frames  # noqa: PLC0415  as above

        return frames.moderation(self.visit.record, self.visit.guide)

    def graph(self) -> nx.DiGraph[str]:
        """The network map for networkx: an edge says that its first end turns to its second."""
        from netlearn_widgets.analysis.network import network  # noqa: PLC0415  as above

        for key, question in self.visit.guide.questions.items():
            if question.kind == "ties":
                return network(self.visit.record, key).graph()
        problem = "This guide asks nothing about ties, so there is no network map."
        raise NetlearnError(problem)

    # How it works

    def _place(self, kind: type[Container], make: Callable[[], Sequence[Part]]) -> Container:
        return self._add(Place(kind(on_hello=self._hello, on_unsent=self.visit.unsent), make))

    def _add(self, place: Place) -> Container:
        """Put a place on the page; fill it at once where it is known which workshop this is, and who visits it."""
        self._places.append(place)
        if self.visit.opened:
            place.widget.visit = {"state": "new", "code": self.visit.record.workshop.code}
            place.fill()
        if self._owner:
            place.tell(self._said())
        return place.widget

    def _sheets(self, whole: bool) -> str:  # noqa: FBT001  a widget calls it
        """Paper sheets of the steps that are asked on this page, or of all of them."""
        guide, asked = self.visit.guide, set(self._asked)
        here = [step.key for step in guide.steps if asked & {step.key, *(one.key for one in step.questions)}]
        return sheets(guide, record=self.visit.record, steps=() if whole else here)

    def _step(self) -> str:
        """The key of the step whose questions this page asks, or ""."""
        asked = set(self._asked)
        steps = self.visit.guide.steps
        return next((step.key for step in steps if asked & {step.key, *(one.key for one in step.questions)}), "")

    def _ideas(self, key: str) -> Ideas:
        question = self.visit.guide.question(key)
        if isinstance(question, Ideas):
            return question
        keys = ", ".join(one.key for one in self.visit.guide.questions.values() if isinstance(one, Ideas))
        problem = f"{key!r} asks for no ideas, so there is nothing to sort. There are: {keys}."
        raise NetlearnError(problem)

    def _agreement(self, key: str) -> Question:
        guide = self.visit.guide
        questions = [guide.questions[key]] if key in guide.questions else []
        questions += [one for step in guide.steps if step.key == key for one in step.questions]
        for question in questions:
            if isinstance(question, Agreement):
                return question
        keys = ", ".join(one.key for one in guide.questions.values() if isinstance(one, Agreement))
        problem = f"{key!r} names nothing to agree on. There are: {keys}."
        raise NetlearnError(problem)

    def _hello(self, message: Message) -> None:
        """Learn who is visiting; tell every place on the page."""
        visit = self.visit
        if visit.gone:
            self._end()
            return
        if not visit.opened and not message.get("code"):
            self._tell({"state": "asks"})
            return
        crowded = None
        try:
            again = message.get("again") is True
            paper = message.get("paper") is True
            code, token, device = (str(message.get(key) or "") for key in ("code", "token", "device"))
            visit.hello(code, token, again=again, from_paper=paper, device=device[:64])
            if message.get("join") or message.get("name") is not None:
                visit.join(str(message.get("name") or ""))
        except Crowded as problem:
            crowded = problem
        except NetlearnError as problem:
            known = self._said() if visit.opened else {"state": "asks"}
            self._tell(known | {"problem": told(problem), "unknown": isinstance(problem, UnknownWorkshop)})
            return
        if self._task is None:
            self._task = follow(visit, min(place.pace for place in self._places))
        self._refill()
        self._tell(self._said() | ({"problem": str(crowded)} if crowded else {}))
        if crowded:
            raise crowded  # no welcome: the page says hello again until there is one

    def _enter(self, code: str) -> None:
        """Take the visitor for somebody who was here on another device."""
        self.visit.enter(code)
        self._tell(self._said())

    def _refill(self) -> bool:
        """Make every place anew for another person, one who was taken out, a new round, and other questions."""
        whose = (self.visit.owner, self.visit.removed, self.visit.record.workshop.guide)
        before = (self._owner, self._removed, self._guide)
        if whose == before:
            return False
        self._owner, self._removed, self._guide = whose
        for place in self._places:
            try:
                place.fill()
            except NetlearnError:
                if before[2] in ("", self._guide):
                    raise
                place.empty()  # its question is not asked any more
        return True

    def _said(self) -> dict[str, Json]:
        """What the page may know of its visitor."""
        visit = self.visit
        known = visit.participant
        return {
            "state": "here",
            "code": visit.record.workshop.code,
            "title": visit.record.workshop.title,
            "language": visit.guide.language,
            "owner": visit.owner,
            "round": visit.record.round.number,
            "joined": known is not None,
            "answered": self._answered,
            "name": self._name or "",
            "removed": visit.removed,
            "paper": visit.from_paper,
            "notice": being_here(visit.record),
        }

    @property
    def _name(self) -> str | None:
        """What the visitor is called, or None before they joined."""
        known = self.visit.participant
        return self.visit.record.called(known) if known else None

    @property
    def _answered(self) -> bool:
        """Whether the visitor has answered anything in the open round."""
        return any(self.visit.value(key) is not None for key in self.visit.guide.questions)

    def _tell(self, visit: dict[str, Json]) -> None:
        for place in self._places:
            place.tell(visit)

    def _end(self) -> None:
        """Say that the workshop was deleted, and hold nothing that would go on sending to it."""
        said = {"state": "gone", "title": self.visit.record.workshop.title, "owner": self.visit.owner, "problem": _GONE}
        for place in self._places:
            place.end(said)

    def _update(self) -> None:
        if self.visit.gone:
            self._end()
            return
        now = (self.visit.record.settings, self._name, self._answered)
        if self._refill() or now != self._told:
            self._told = now
            self._tell(self._said())
        for place in self._places:
            place.update()
