"""A course that is kept in memory is the one a store keeps."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from adversary.courses import course
from adversary.guide import GUIDE, TOML
from adversary.keeping import Kept, value_of
from adversary.served import ONLOOKER
from netlearn_widgets.analysis import picture
from netlearn_widgets.analysis.groups import group_rows, shared_rows
from netlearn_widgets.model.act import Act
from netlearn_widgets.model.deciding import OUTCOMES, attempt, may_try
from netlearn_widgets.model.themes import card_id
from netlearn_widgets.model.workshop import Answer, Proposal, Workshop
from netlearn_widgets.store import Store

KEY = "host key of these tests"
SEEDS = (3, 15, 36, 50, 64, 75, 90)


class Stored:
    """The same course in a data file."""

    def __init__(self, path, people):
        self.store = Store.create(path)
        self.workshop = self.store.add_workshop(Workshop(code="KRTM-27", title="Falls", guide=TOML), host_key=KEY)
        self.ids = {who: self.store.join(self.workshop.id, f"token of {who}").id for who in people}
        self.number = 1

    @property
    def record(self):
        return self.store.read(self.workshop.id).asked(GUIDE.questions)

    def do(self, event):
        self.number += 1
        record, here = self.record, self.workshop.id
        who = self.ids.get(event.who, "")
        about = {"question": event.question, "participant": who, "round": record.round.number}
        if event.kind == "answer":
            value = value_of(event.question, event.value, record.proposal(event.question))
            self.store.record(here, Answer(**about, value=value, id=f"a{self.number}"))
        elif event.kind == "propose":
            self.store.propose(here, Proposal(**about, text=event.value, id=f"p{self.number}"))
        elif event.kind == "round":
            self.store.open_round(here, "")
        elif event.kind == "remove":
            self.store.remove(here, who)
        elif event.kind == "attempt":
            wording, name = record.proposal("consent"), f"d{self.number}"
            asked = GUIDE.question("consent")
            act, _ = attempt(record, asked, wording.id if wording else "", event.value, who=who, name=name)
            if act:
                self.store.act(here, act, key="" if who else KEY)
        else:
            act = Act(**about, kind=event.kind, value=event.value, id=f"x{self.number}")
            self.store.act(here, act, key="" if who else KEY)


def seen(record):
    """Everything that is served of it, but for the time."""
    shown = [picture(record, GUIDE, key, one.number) for key in GUIDE.questions for one in record.rounds]
    rows = [*shared_rows(record, GUIDE), *group_rows(record, GUIDE, "stage", "unit")]
    tried = [may_try(record, GUIDE.question("consent"), outcome, who=ONLOOKER) for outcome in OUTCOMES]
    return json.loads(json.dumps([shown, rows, tried], default=str), object_hook=_untimed)


def _untimed(one):
    return {key: value for key, value in one.items() if key not in ("at", "decided")}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_store_serves_the_same_of_a_course(tmp_path, seed):
    """With answers, acts, agreements, rounds and people who are taken out."""
    one = course(seed, people=8)
    stored = Stored(tmp_path / "falls.sqlite", one.people)
    kept, names = Kept(tuple(stored.ids.values())), {}
    for event in one.events:
        if event.kind == "answer" and event.question == "ideas":
            names |= {
                card_id("ideas", event.who, part): card_id("ideas", stored.ids[event.who], part) for part in event.value
            }
        same = event if event.kind == "answer" else event._replace(value=_renamed(event.value, names))
        stored.do(same)
        kept.do(same._replace(who=stored.ids.get(event.who, "")))

        assert seen(stored.record) == seen(replace(kept.record))


def _renamed(value, names):
    """The same cards, as their writers' ids name them there."""
    if not isinstance(value, dict):
        return names.get(value, value) if isinstance(value, str) else value
    return {names.get(key, key): _renamed(one, names) for key, one in value.items()}
