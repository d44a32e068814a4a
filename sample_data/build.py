"""Write the sample workshop from its story: the same bytes whenever the story and the default guide are the same.

::

    python sample_data/build.py            writes sample_data/workshop.json
    python sample_data/build.py other.json
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from saying import Story, Values, lot, uid
from sorting import done

from netlearn_widgets.content import default_text, parse
from netlearn_widgets.model.guide import Guide
from netlearn_widgets.model.question import Question
from netlearn_widgets.model.telling import Ideas
from netlearn_widgets.store import Store
from netlearn_widgets.store.transfer import export_workshop, import_workshop

_HERE = Path(__file__).parent
_WELCOME = dt.timedelta(minutes=10)
_WEEK = dt.timedelta(days=7)
_LOOK = dt.timedelta(minutes=2)  # the host waits for the last ones


class Session:
    """One round as it went: what was said, proposed, revealed and recorded, with times.

    Parameters
    ----------
    story : Story
    guide : Guide
    number : int
        The round's number.
    """

    def __init__(self, story: Story, guide: Guide, number: int) -> None:
        self._story, self._guide, self._number = story, guide, number
        self.answers: list[Values] = []
        self.proposals: list[Values] = []
        self.acts: list[Values] = []
        self._replaced, self._taken_back = story.changes(number)
        opened = story.rounds[number - 1]["opened"]
        for place, (question, start, length) in enumerate(self._slots()):
            if not place:  # the host tries the button before anybody answers; from then on the group is led
                self._reveal(question, opened, shown=True)
                self._reveal(question, opened + dt.timedelta(minutes=1), shown=False)
            if question.kind == "agreement":
                self._agree(question, start, length)
            else:
                for who, value in story.values(question, number).items():
                    self._answer(question, who, value, start + length * lot(question.key, who, number))
                self._reveal(question, start + length + _LOOK)
            if isinstance(question, Ideas):
                self._sort(question, start + length + 2 * _LOOK)
        for (key, who), value in self._taken_back.items():
            before = max(answer["at"] for answer in self.answers if answer["question"] == key)
            self._keep(guide.question(key), who, value, before)
            self._keep(guide.question(key), who, None, before + dt.timedelta(minutes=1))

    def _slots(self) -> Iterator[tuple[Question, dt.datetime, dt.timedelta]]:
        """When each question is asked and for how long: a step's minutes are shared evenly by its questions."""
        start = self._story.rounds[self._number - 1]["opened"] + _WELCOME
        for step in self._guide.steps:
            length = dt.timedelta(minutes=step.minutes) / len(step.questions)
            for question in step.questions:
                yield question, start, length
                start += length

    def _agree(self, question: Question, start: dt.datetime, length: dt.timedelta) -> None:
        about = (question.key, self._number)
        wordings = [one for one in self._story.wordings if (one["question"], one["round"]) == about]
        for place, wording in enumerate(wordings):
            at = start + length * place / len(wordings)
            proposal = self._said(question, wording["by"], at, wording["text"]) | {"text": wording["text"]}
            self.proposals.append(proposal)
            for who, said in self._story.positions(wording, question).items():
                later = at + length / len(wordings) * (0.1 + 0.9 * lot(wording["text"], who))
                self._keep(question, who, {"proposal": proposal["id"], **said}, later)
            self._reveal(question, at + length / len(wordings) - dt.timedelta(seconds=1))
            if "outcome" in wording:
                self._decide(question, proposal, wording, start + length * (place + 1) / len(wordings))

    def _decide(self, question: Question, proposal: Values, wording: Values, at: dt.datetime) -> None:
        """What the host recorded of a wording when everybody had taken a position."""
        value = {"proposal": proposal["id"], "outcome": wording["outcome"], "reason": wording.get("because", "")}
        self.acts.append(self._said(question, "", at, value) | {"participant": "", "kind": "decide", "value": value})

    def _sort(self, question: Ideas, at: dt.datetime) -> None:
        """What the group makes of its cards once all are there, a few seconds apart."""
        for place, (who, kind, value) in enumerate(done(self._story, question, self._number)):
            later = at + dt.timedelta(seconds=3 * place)
            self.acts.append(self._said(question, who, later, [kind, value]) | {"kind": kind, "value": value})

    def _answer(self, question: Question, who: str, value: Any, at: dt.datetime) -> None:  # noqa: ANN401  any question's
        if first := self._replaced.get((question.key, who)):
            self._keep(question, who, first, at - dt.timedelta(seconds=45))
        self._keep(question, who, value, at)

    def _reveal(self, question: Question, at: dt.datetime, *, shown: bool = True) -> None:
        """The host shows or hides the results of a question."""
        act = self._said(question, "", at, shown) | {"participant": "", "kind": "reveal", "value": {"shown": shown}}
        self.acts.append(act | {"id": uid(act["id"], at)})

    def _keep(self, question: Question, who: str, value: Any, at: dt.datetime) -> None:  # noqa: ANN401  as above
        kept = question.check(value)
        if kept is not None or value is None:
            self.answers.append(self._said(question, who, at, kept) | {"value": kept, "from_paper": False})

    def _said(self, question: Question, who: str, at: dt.datetime, what: object) -> Values:
        name = uid(question.key, who, self._number, what)
        at = at.replace(microsecond=0)
        return {"id": name, "round": self._number, "question": question.key, "participant": uid(who), "at": at}


def workshop(story: Story, guide_text: str) -> Values:
    """The whole workshop as plain data, in the form of an exported one."""
    guide = parse(guide_text)
    sessions = [Session(story, guide, number) for number, _ in enumerate(story.rounds, 1)]
    created = story.rounds[0]["opened"] - _WEEK
    return {
        "format": "netlearn workshop",
        "version": 3,
        "workshop": {"id": uid(story.workshop["code"]), **story.workshop, "created": created, "invented": True},
        "guides": [{"toml": guide_text, "at": created}],
        "rounds": [{"number": number, **round_} for number, round_ in enumerate(story.rounds, 1)],
        "participants": sorted((_participant(story, who) for who in story.people), key=_moment),
        "answers": sorted((answer for one in sessions for answer in one.answers), key=_moment),
        "proposals": sorted((proposal for one in sessions for proposal in one.proposals), key=_moment),
        "acts": sorted((act for one in sessions for act in one.acts), key=_moment),
    }


def _participant(story: Story, who: str) -> Values:
    facts = story.people[who]
    first = story.rounds[min(facts.get("rounds", [1])) - 1]["opened"]
    joined = (first + _WELCOME * lot("joined", who)).replace(microsecond=0)
    token = hashlib.sha256(f"sample {who}".encode()).hexdigest()
    return {"id": uid(who), "token_sha256": token, "name": facts["name"], "joined": joined}


def _moment(entry: Values) -> tuple[dt.datetime, str]:
    return entry.get("at") or entry["joined"], entry["id"]


def exported(data: Values) -> Values:
    """The data as a store exports it that has imported it."""
    plain = json.loads(json.dumps(data, default=dt.datetime.isoformat))
    with TemporaryDirectory() as folder, Store.create(Path(folder) / "sample.sqlite") as store:
        return export_workshop(store, import_workshop(store, plain).code)


def main(target: Path) -> None:
    """Write the sample workshop to this file."""
    data = exported(workshop(Story(), default_text()))
    target.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(f"{target.name}: {len(data['participants'])} people, {len(data['answers'])} answers")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else _HERE / "workshop.json")
