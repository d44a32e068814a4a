"""Who a kernel serves: one workshop, one person, and all that is known of them."""

from __future__ import annotations

import asyncio
import hashlib
import os
from collections.abc import Callable
from functools import lru_cache, partial

from netlearn_widgets import content
from netlearn_widgets.model.act import Act
from netlearn_widgets.model.deciding import attempt
from netlearn_widgets.model.errors import (
    Closed,
    InvalidAnswer,
    NetlearnError,
    NotHere,
    NotHost,
    NotJoined,
    Overfull,
    Overtaken,
    UnknownCode,
    UnknownWorkshop,
)
from netlearn_widgets.model.guide import Guide
from netlearn_widgets.model.merging import UNKNOWN, Merged
from netlearn_widgets.model.naming import kept_name
from netlearn_widgets.model.question import Json, Question
from netlearn_widgets.model.record import Record
from netlearn_widgets.model.text import check_text
from netlearn_widgets.model.workshop import Answer, Participant, Proposal, Round, new_id
from netlearn_widgets.pages.newcomers import Newcomers
from netlearn_widgets.store import Store
from netlearn_widgets.widgets.container import Writer

__all__ = ["Visit"]

_CLOSED = {
    "paused": "The host has paused this step. What you answer is kept on this device, and sent when the step goes on.",
    "closed": "This step is closed and takes no more answers. Yours is kept on this device. Tell the host.",
}

_LEFT = "Everything of yours is taken out of this workshop."
_NAMED = "Where others name you, whoever leads is asked to take your name out there."

_CHANGED = "The questions were changed, and this one is not asked any more. What you wrote is kept on this device."

_guide = lru_cache(maxsize=20)(partial(content.parse, kept=True))
_rehearsed: dict[str, Record] = {}


class Visit:
    """One person's visit to one workshop; empty until somebody says who they are.

    Nothing is opened before ``open`` or ``hello``: a kernel may be made before its visitor comes.

    Parameters
    ----------
    data : str
        The data file's path or the database's URL; "" takes it from the environment variable ``NETLEARN_DATA``.

    Attributes
    ----------
    record, guide : Record, Guide
        What is known of the workshop; there once ``opened``.
    removed : bool
        Whether the person this visit served was taken out of the workshop, and nobody has joined since.
    gone : bool
        Whether the workshop was deleted while this visit was in it.
    from_paper : bool
        Whether somebody else types in this person's answers from a sheet of paper.
    joins_first : bool
        Whether people press *Join* on this page before they answer; where not, whoever answers has joined.
    """

    record: Record
    guide: Guide

    def __init__(self, data: str = "") -> None:
        self._data = data
        self._store: Store | None = None
        self._token = ""
        self._participant: Participant | None = None
        self._device = ""
        self._newcomers = Newcomers()
        self.removed = False
        self.from_paper = self.joins_first = self.gone = False
        self._listeners: list[Callable[[], None]] = []
        self.opened = False

    @property
    def store(self) -> Store:
        """The store, opened when it is first needed."""
        if self._store is None:
            data = self._data or os.environ.get("NETLEARN_DATA", "")
            if not data:
                problem = (
                    "No data file is named. Start JupyterLab with `netlearn lab`, or name the file here: "
                    'workbook("our-workshop.sqlite").'
                )
                raise NetlearnError(problem)
            self._store = Store.open(data, held="" if self._data else os.environ.get("NETLEARN_HELD", ""))
        return self._store

    def close(self) -> None:
        """Give the store back."""
        if self._store is not None:
            self._store.close()
            self._store = None

    def open(self, code: str = "") -> None:
        """Open the workshop with this join code, or the only one there is.

        Raises
        ------
        UnknownWorkshop
            When no workshop has this code.
        NetlearnError
            When no code is given and there is more than one workshop, or none.
        """
        if code:
            workshop = self.store.workshop(code)
        else:
            workshops = self.store.workshops()
            if len(workshops) != 1:
                codes = ", ".join(one.code for one in workshops) or "none; make one with `netlearn new`"
                problem = f"Which workshop? Name its join code: workbook(code=…). There are: {codes}."
                raise NetlearnError(problem)
            workshop = workshops[0]
        self._participant = None
        self.removed = False
        self._take(self.store.read(workshop.id, since=_rehearsed.get(workshop.id)))
        self.opened = True

    def remember(self) -> None:
        """Let later visits to this workshop, of this process and of those forked from it, read on from here."""
        _rehearsed[self.record.workshop.id] = self.record

    def hello(self, code: str, token: str, *, again: bool = False, from_paper: bool = False, device: str = "") -> None:
        """Take the visitor for the person with this token, in the workshop with this code.

        ``again``: the page says so by itself, after a lost connection; that is no wish to join anew. ``from_paper``:
        somebody types in that person's sheet. ``device``: the number of the browser's own; the first one counts, so
        that a page is never several devices.
        """
        self.from_paper = from_paper
        self._device = self._device or check_text(device, what="The device's own key", longest=64) or new_id()
        if not self.opened or (code and self.store.workshop(code).id != self.record.workshop.id):
            self.open(code)
            for other in _rehearsed.keys() - {self.record.workshop.id}:
                del _rehearsed[other]  # a visitor's process holds nothing that was read for other workshops
        if token != self._token:
            self._token = check_text(token, what="The page's own key", longest=64)
            self._participant = None
            self.removed = self.removed and again
        if self._participant is None and self._token:
            self._participant = self.store.participant(self.record.workshop.id, self._token)
            if self._participant is None:
                self.removed = self.removed or self.store.was_taken_out(self.record.workshop.id, self._token)

    def join(self, name: str | None = None) -> Participant:
        """Return the participant this visitor is, from now on if they were none; a given name replaces the old one.

        Where the workshop asks for no name, none is kept, whatever the page sends.

        Raises
        ------
        Crowded
            When several people have joined on this page just now.
        """
        if not self._token:
            problem = "This page does not know yet who answers. Please reload it."
            raise NetlearnError(problem)
        if self._participant is None or name is not None:
            self.refresh()  # what is asked for may have been settled just now
            kept = kept_name(self.record.settings.names, name or "")
            self._participant = self._enrolled(kept)
            self.removed = False
            self.refresh()
        return self._participant

    def _enrolled(self, name: str) -> Participant:
        """Return the participant with this visitor's token, under this name; raise Crowded where too many joined."""
        workshop = self.record.workshop.id
        new = self._participant is None and self.store.participant(workshop, self._token) is None
        if new and self.record.settings.protected:  # else there is nothing that a crowd of one could find out
            self._newcomers.check()
        joined = self.store.join(workshop, self._token, name, device=self._device, from_paper=self.from_paper)
        if new:
            self._newcomers.add()
        return joined

    def personal_code(self) -> str:
        """Return a new code that makes another device of this visitor's the same person; an older one ends."""
        if self._participant is None:
            raise InvalidAnswer("Join first. Then ask for your personal code.")
        return self.store.give_code(self.record.workshop.id, self._participant.id)

    def enter(self, code: str) -> None:
        """Take the visitor for the person whose personal code this is, from now on.

        Raises
        ------
        InvalidAnswer
            When it is nobody's.
        """
        try:
            self._participant = self.store.enter(self.record.workshop.id, self._token, code)
        except UnknownCode as problem:
            raise InvalidAnswer(str(problem)) from problem
        self.removed = False
        self.refresh()

    @property
    def participant(self) -> Participant | None:
        """The participant this visitor is, or None before they joined."""
        return self._participant

    @property
    def owner(self) -> str:
        """Under which name this visitor's browser keeps what is unsent in this round; it tells nobody the token."""
        whole = f"{self.record.workshop.id}:{self.record.round.number}:{self._token}"
        return hashlib.sha256(whole.encode()).hexdigest()[:16]

    def value(self, question: str) -> Json:
        """The visitor's current answer in the open round, or None."""
        answer = self.record.current(question).get(self._participant.id) if self._participant else None
        return answer.value if answer else None

    def before(self, question: str) -> tuple[Round, Json] | None:
        """What the visitor answered in the newest earlier round in which they did, with that round."""
        if self._participant is None:
            return None
        for round_ in reversed(self.record.rounds[:-1]):
            answer = self.record.current(question, round_.number).get(self._participant.id)
            if answer:
                return round_, answer.value
        return None

    def answer(self, question: str, name: str, value: Json, base: Json = UNKNOWN) -> Merged:
        """Keep an answer under this id; return what stands once it is committed, and what to tell the person of it.

        What stands already is not recorded again. Where another device has answered since ``base``, the version this
        answer was made from, both are merged; see `Question.merge`. An answer without a base, or from paper, replaces
        what was there.

        Raises
        ------
        InvalidAnswer
            When the question does not take it, whoever answers was taken out of the workshop, or, as Overfull, when the
            question takes this and what another device has kept, but not both merged.
        Crowded
            When it would make one more person join than may at this moment; it may be sent again.
        Closed
            While a host has paused or closed the question's step; it may be sent again.
        StoreError
            When it could not be kept; it may be sent again.
        """
        kept = self._keep(question, name, value, base)
        while kept is None:
            self.refresh()  # on another device this person may have said something else meanwhile
            kept = self._keep(question, name, value, base, fresh=True)
        return kept

    def unsent(self, question: str, name: str, value: Json, base: Json, writer: Writer) -> Merged:
        """Keep an answer that waited in the browser, for whoever wrote it; who is here does not change.

        Raises as ``answer`` does, NotJoined where its writer presses *Join* first (``joins_first``) and has not, and
        NotHere where the page took it for an answer of the person who is here, and somebody else is by now.
        """
        if writer.round not in (None, self.record.round.number):
            self.refresh()
        if writer.round not in (None, self.record.round.number):
            if any(answer.id == name for answer in self.record.answers):
                return Merged(value)  # it was kept before the round began, and the page did not hear it
            raise Closed("A new round has begun since this was written. It stays on this device.")
        if not writer.token and writer.owner not in ("", self.owner):
            raise NotHere("Somebody else is here by now. This is sent for whoever wrote it.")
        visit = self if writer.token in ("", self._token) else self._of(writer)
        if visit.removed:
            raise InvalidAnswer("Whoever wrote this was taken out of the workshop. It was not sent.")
        if self.joins_first and visit.participant is None:
            raise NotJoined("Whoever wrote this has not joined the workshop. It is sent when they do.")
        return visit.answer(question, name, value, base)

    def _of(self, writer: Writer) -> Visit:
        """Return a visit of somebody who was at this browser before, to the same workshop at the same moment."""
        visit = Visit(self._data)
        visit._store = self.store
        visit._take(self.record)
        visit.opened = True
        visit._newcomers = self._newcomers
        visit.hello("", writer.token, from_paper=writer.from_paper, device=self._device)
        return visit

    def _keep(self, question: str, name: str, value: Json, base: Json, *, fresh: bool = False) -> Merged | None:
        """Keep an answer, going by what is known; None when that may be too old. ``fresh``: it was read just now."""
        asked = self._asked(question)
        merged = Merged(asked.check(value))
        self.check_open(question)
        who = self._answering()
        merging = base is not UNKNOWN and not self.from_paper
        said = self.record.said(question)
        place = next((place for place, answer in enumerate(said) if answer.id == name), None)
        if place is not None:  # sent again: the page heard neither that it was kept nor what it was told with that
            before = next((one.value for one in reversed(said[:place]) if one.participant == who.id), None)
            told = asked.merge(base, merged.value, before).said if merging else ()
            return Merged(self.value(question), told) if fresh else None
        try:
            merged = asked.merge(base, merged.value, self.value(question)) if merging else merged
        except Overfull:
            if fresh:
                raise
            return None
        answer = Answer(
            id=name,
            question=question,
            participant=who.id,
            value=merged.value,
            round=self.record.round.number,
            from_paper=self.from_paper,
        )
        if self._stands(answer):
            return merged if fresh else None
        try:
            new = self.store.record(self.record.workshop.id, answer, read=self.record.mark if merging else None)
        except Overtaken:
            return None
        self._soon(self._after_own)
        return merged if new or fresh else None

    def _asked(self, key: str) -> Question:
        """Return the question with this key; raise InvalidAnswer, in words, where it is gone."""
        if key not in self.guide.questions:
            raise InvalidAnswer(_CHANGED)
        return self.guide.questions[key]

    def _stands(self, answer: Answer) -> bool:
        """Whether this is what the visitor has said last, and said the same way."""
        now = self.record.current(answer.question, answer.round).get(answer.participant)
        return now is not None and (now.value, now.from_paper) == (answer.value, answer.from_paper)

    def propose(self, question: str, name: str, text: str) -> None:
        """Put a wording to the group under this id; returns once it is committed. Raises as ``answer`` does."""
        self.check_open(question)
        who = self._answering()
        proposal = Proposal(id=name, question=question, text=text, participant=who.id, round=self.record.round.number)
        self.store.propose(self.record.workshop.id, proposal)
        self._soon(self._after_own)

    def decide(self, question: str, name: str, proposal: str, outcome: str, reason: str = "") -> None:
        """Record under this id what came of a wording; returns once it is committed. Raises as ``answer`` does.

        What does not fit this moment is refused in words; what slips through between two moments changes nothing. Where
        somebody stands in the way the group learns that, see ``netlearn_widgets.model.deciding``.
        """
        self.check_open(question)
        who = self._answering()
        self.refresh()
        asked = self._asked(question)
        act, problem = attempt(self.record, asked, proposal, outcome, reason, who=who.id, name=name)
        if act:
            self.store.act(self.record.workshop.id, act)
            self._soon(self._after_own)
        if problem:
            raise InvalidAnswer(problem)

    def check_open(self, question: str) -> None:
        """Raise Closed, in words for whoever answers, while the step that asks this question takes no answers."""
        state = self.record.steering.state(self.guide.step_of(self._asked(question).key).key)
        if state != "open":
            raise Closed(_CLOSED[state])

    def act(self, question: str, kind: str, name: str, value: Json, *, key: str = "") -> None:
        """Do something with what was said, under this id; returns once it is committed. Raises as ``answer`` does.

        With a host key it is a host's doing; whether it may be done is decided in the store.
        """
        who = "" if key else self._answering().id
        act = Act(id=name, kind=kind, question=question, participant=who, value=value, round=self.record.round.number)
        self.store.act(self.record.workshop.id, act, key=key)
        self._soon(self._after_own)

    def show(self, question: str, kind: str, name: str, *, shown: bool = True, key: str = "") -> None:
        """Show everybody the results of a question (``kind`` "reveal"), or the dots on it ("tally"); or hide them.

        Raises as `act` does, in words where a host leads meanwhile.
        """
        try:
            self.act(question, kind, name, {"shown": shown}, key=key)
        except NotHost as problem:
            raise InvalidAnswer("A host leads now, and shows it when the group is ready.") from problem

    def leave(self) -> str:
        """Take this visitor out of the workshop with all they said, and return in words what went and what waits.

        They may join anew, as somebody else. Whether others name them is not said: the answers in which they do may be
        held back, and anybody may join under any name and leave, to ask.
        """
        if self._participant is None:
            return ""
        self.store.remove(self.record.workshop.id, self._participant.id)
        self.refresh()
        return _LEFT if self.record.settings.names == "nothing" else f"{_LEFT} {_NAMED}"

    def _answering(self) -> Participant:
        """Whoever answers; a person who was taken out is not made anew behind their back."""
        if self.removed:
            problem = "Your answers were taken out of this workshop. To answer again, reload this page and join anew."
            raise InvalidAnswer(problem)
        return self.join()

    def listen(self, listener: Callable[[], None]) -> None:
        """Call this whenever the record is a newer one."""
        self._listeners.append(listener)

    def refresh(self) -> None:
        """Read what is new, and tell the listeners if anything is, or that the workshop was deleted."""
        try:
            record = self.store.read(self.record.workshop.id, since=self.record)
        except UnknownWorkshop:
            self.gone = True
            self._tell()
            raise
        if record is not self.record:
            somebody_joined = len(record.participants) > len(self.record.participants)
            self._take(record)
            if somebody_joined and self._participant is None and self._token:  # perhaps on another page of theirs
                self._participant = self.store.participant(record.workshop.id, self._token)
            self._tell()

    def _after_own(self) -> None:
        """Read on and tell the listeners: what this visitor sent may have been here already, under a newer answer."""
        self._take(self.store.read(self.record.workshop.id, since=self.record))
        self._tell()

    def _soon(self, act: Callable[[], None]) -> None:
        """Act after the visitor was told that the answer is saved; at once where no event loop runs."""
        try:
            asyncio.get_running_loop().call_soon(act)
        except RuntimeError:
            act()

    def _tell(self) -> None:
        for listener in self._listeners:
            listener()

    def _take(self, record: Record) -> None:
        if not self.opened or record.workshop.guide != self.record.workshop.guide:
            self.guide = _guide(record.workshop.guide, record.workshop.title)
        if self.opened and {one.id for one in self.record.participants} - {one.id for one in record.participants}:
            _rehearsed.pop(self.record.workshop.id, None)  # what was read ahead has somebody in it who left
        self.record = record.asked(self.guide.questions)
        if self._participant and record.participant(self._participant.id) is None:
            self._participant = None
            self.removed = True
