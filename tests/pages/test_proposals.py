"""The list of wordings on the host page: what it shows, and what a host does with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from netlearn_widgets.content import default_text
from netlearn_widgets.model.act import Act
from netlearn_widgets.model.question import Json
from netlearn_widgets.model.workshop import Answer, Participant, Proposal, Workshop, new_id
from netlearn_widgets.pages.proposals import Proposals
from netlearn_widgets.pages.visit import Visit
from netlearn_widgets.store import Store

KEY, HOST = "roles_agreement", "a key nobody can guess"


class Desk:
    """The list as a host has it, and two people who take positions."""

    def __init__(self, data: Path) -> None:
        self.store = Store.open(data)
        (workshop,) = self.store.workshops()
        self.workshop = workshop.id
        self.people = [self.store.join(workshop.id, f"{name}'s token", name) for name in ("Ada", "Bo")]
        self.visit = Visit(str(data))
        self.visit.open()
        self.part = Proposals(self.visit, self.do)
        self.heard: list[Json] = []
        self.part.widget.send = lambda content, buffers=None: self.heard.append(content)  # noqa: ARG005

    def do(self, act: Act) -> None:
        self.store.act(self.workshop, act, key=HOST)

    def propose(self, text: str) -> Proposal:
        proposal = Proposal(question=KEY, text=text, participant=self.people[0].id)
        self.store.propose(self.workshop, proposal)
        return proposal

    def stand(self, on: Proposal, who: Participant, position: str, reason: str = "") -> None:
        value = {"proposal": on.id, "position": position, "reason": reason}
        self.store.record(self.workshop, Answer(question=KEY, participant=who.id, value=value))

    def send(self, kind: str, **content: Json) -> Json:
        message = {"type": kind, "id": new_id(), "question": KEY, **content}
        self.part.widget._handle_custom_msg(message, [])  # noqa: SLF001  as ipywidgets hands it on
        return self.heard[-1]

    @property
    def listed(self) -> list[Json]:
        self.visit.refresh()
        self.part.update()
        return list(self.part.widget.proposals)


@pytest.fixture
def desk(tmp_path: Path):
    path = tmp_path / "ours.sqlite"
    with Store.create(path) as store:
        workshop = store.add_workshop(Workshop(code="KRTM-27", title="Ours", guide=default_text()), host_key=HOST)
        store.act(workshop.id, Act(kind="settings", value={"protected": False}), key=HOST)
    desk = Desk(path)
    yield desk
    desk.store.close()
    desk.visit.close()


def test_only_wordings_on_the_table_are_listed(desk: Desk):
    assert [] == desk.listed

    desk.propose("One")
    second = desk.propose("Two")

    (one,) = desk.listed
    assert not one["settled"]
    assert (second.id, KEY, "Roles", "Two") == (one["id"], one["key"], one["step"], one["proposal"]["text"])
    assert (False, True) == (one["deciding"]["agree"], one["deciding"]["move"])


def test_a_host_shows_the_positions_and_records_the_agreement(desk: Desk):
    """Before they are shown nothing can be agreed, and the list holds nobody's position."""
    wording = desk.propose("Two of us")
    desk.do(Act(kind="step", value={"step": "roles"}))
    for who, position in zip(desk.people, ("endorse", "aside"), strict=True):
        desk.stand(wording, who, position, "A zebra")
    assert "zebra" not in str(desk.listed)
    said = desk.send("decide", proposal=wording.id, outcome="agreed")
    assert ("refused", True) == (said["type"], said["message"].startswith("The positions are not shown yet."))

    assert "saved" == desk.send("reveal", shown=True)["type"]
    (one,) = desk.listed
    assert one["revealed"]
    assert one["deciding"]["agree"]
    assert "zebra" in str(one["tree"])

    assert ["saved"] * 2 == [desk.send("decide", id="d1", proposal=wording.id, outcome="agreed")["type"] for _ in "12"]
    (one,) = desk.listed
    assert "Agreed: everyone can live with it" in str(one["tree"])
    assert (True, "Agreed: everyone can live with it") == (one["settled"], one["state"])
    assert [False, False] == [one["deciding"][what] for what in ("agree", "move")]
    assert 1 == sum(act.kind == "decide" for act in desk.visit.record.acts)


def test_where_somebody_is_to_be_heard_the_host_is_not_asked_to_record(desk: Desk):
    """The page says to hear first; what may be tried stays the same."""
    wording = desk.propose("Two of us")
    for who in desk.people:
        desk.stand(wording, who, "endorse")
    assert (True, False) == tuple(desk.listed[0]["deciding"][what] for what in ("agree", "hear"))

    desk.do(Act(kind="settings", value={"protected": True}))
    third = desk.store.join(desk.workshop, "Cy's token", "Cy")
    desk.stand(wording, third, "endorse")
    assert "saved" == desk.send("decide", id="d1", proposal=wording.id, outcome="agreed")["type"]
    desk.stand(wording, third, "block")

    (one,) = desk.listed
    assert "Open again" in one["state"]
    assert (True, True) == (one["deciding"]["agree"], one["deciding"]["hear"])


def test_a_host_makes_no_agreement_where_somebody_objects(desk: Desk):
    wording = desk.propose("Two of us")
    for who, position in zip(desk.people, ("endorse", "block"), strict=True):
        desk.stand(wording, who, position)
    assert desk.listed

    assert (
        "Not agreed: somebody should be heard first."
        == desk.send("decide", proposal=wording.id, outcome="agreed")["message"]
    )
    assert "saved" == desk.send("decide", proposal=wording.id, outcome="moved on", reason="No time left")["type"]
    (one,) = desk.listed
    assert "Moved on without agreement" in str(one["tree"])
    assert "No time left" in str(one["tree"])


@pytest.mark.parametrize("name", [None, "", 7, "x" * 41])
def test_what_has_no_fit_number_is_refused(desk: Desk, name: Json):
    assert desk.propose("One")
    assert desk.listed

    for kind in ("decide", "reveal"):
        assert "refused" == desk.send(kind, id=name, shown=True)["type"]
    assert ["settings"] == [act.kind for act in desk.visit.record.acts]
