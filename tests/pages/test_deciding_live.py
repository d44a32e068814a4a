"""A group of three without a host, each with a page and a kernel of their own, agrees on a wording."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from netlearn_widgets.content import default_text
from netlearn_widgets.model.act import Act
from netlearn_widgets.model.deciding import on_table, seen_on, state_of, wordings
from netlearn_widgets.model.question import Json
from netlearn_widgets.model.workshop import Workshop, new_id
from netlearn_widgets.pages.visit import Visit
from netlearn_widgets.pages.workbook import Workbook
from netlearn_widgets.store import Store

CODE, KEY, HOST = "KRTM-27", "types_agreement", "a key nobody can guess"


class Page:
    """Somebody's page with the wording on it: what their browser sends, and what it is shown."""

    def __init__(self, data: Path, name: str) -> None:
        self.visit = Visit(str(data))
        self.place = Workbook(self.visit).agree(KEY)
        self.place._handle_custom_msg(  # noqa: SLF001  as ipywidgets hands it on
            {"type": "hello", "id": "h", "code": CODE, "token": f"{name}'s token", "name": name}, []
        )
        self.heard: list[Json] = []
        self.widget, self.shown = self.place.held
        self.widget.send = lambda content, buffers=None: self.heard.append(content)  # noqa: ARG005

    def send(self, kind: str, **content: Json) -> Json:
        self.widget._handle_custom_msg({"type": kind, "id": new_id(), **content}, [])  # noqa: SLF001  as above
        return self.heard[-1]

    def propose(self, text: str) -> None:
        assert self.send("propose", text=text)["type"] == "saved"

    def stand(self, position: str, reason: str = "") -> None:
        value = {"proposal": self.widget.context["proposal"]["id"], "position": position, "reason": reason}
        assert self.send("answer", value=value)["type"] == "saved"

    def decide(self, outcome: str = "agreed", reason: str = "", **changed: Json) -> Json:
        proposal = self.widget.context["proposal"]["id"]
        return self.send("decide", **{"proposal": proposal, "outcome": outcome, "reason": reason, **changed})

    @property
    def may(self) -> tuple[bool, bool]:
        """Whether the page offers to record the agreement, and to move on."""
        self.visit.refresh()
        return self.widget.context["deciding"]["agree"], self.widget.context["deciding"]["move"]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NETLEARN_SERVED", "1")
    path = tmp_path / "ours.sqlite"
    with Store.create(path) as store:
        workshop = store.add_workshop(Workshop(code=CODE, title="Ours", guide=default_text()), host_key=HOST)
        store.act(workshop.id, Act(kind="settings", value={"protected": False}), key=HOST)
    return path


@pytest.fixture
def three(data: Path) -> tuple[Page, Page, Page]:
    """Ada, Bo and Cy; Ada's wording is on the table."""
    pages = tuple(Page(data, name) for name in ("Ada", "Bo", "Cy"))
    pages[0].propose("We begin as a managed network.")
    for page in pages:
        page.visit.refresh()
    return pages


def states(page: Page) -> list[str]:
    page.visit.refresh()
    record, question = page.visit.record, page.visit.guide.question(KEY)
    return [state_of(question, one, seen_on(record, question, one)) for one in wordings(record, question)]


def lead(page: Page, kind: str = "step", value: Json = None, **more: Json) -> None:
    """What a host does, with their key."""
    act = Act(kind=kind, value=value or {"step": "types"}, **more)
    page.visit.store.act(page.visit.record.workshop.id, act, key=HOST)


def test_a_wording_fails_and_its_next_form_passes(three: tuple[Page, Page, Page]):
    """Nobody is offered to record what is not agreed; one records what is, and everybody sees it."""
    ada, bo, cy = three
    ada.stand("endorse")
    bo.stand("block", "No boss")
    cy.stand("minor")
    assert [(False, True)] * 3 == [page.may for page in three]
    assert "1 person should be heard first" in ada.shown.words

    bo.propose("We begin as a learning network.")
    for page, position in zip(three, ("endorse", "aside", "minor"), strict=True):
        page.visit.refresh()
        page.stand(position, "I am away in May" if position == "aside" else "")
    assert [(True, True)] * 3 == [page.may for page in three]
    assert "saved" == cy.decide()["type"]

    assert ["talk", "agreed"] == states(ada)
    assert [(False, False)] * 3 == [page.may for page in three]
    for said in ("Agreed: everyone can live with it", "I am away in May", "1 of 3 people asked to be heard"):
        assert said in ada.shown.words


def test_what_is_not_agreed_is_refused_whatever_the_page_sends(three: tuple[Page, Page, Page]):
    ada, bo, _ = three
    ada.stand("endorse")
    bo.stand("block")

    assert ("refused", "Not agreed: somebody should be heard first.") == (
        (said := ada.decide())["type"],
        said["message"],
    )
    assert "1 person should be heard first" in ada.shown.words
    assert "refused" == ada.decide(outcome="won")["type"]
    assert "refused" == ada.decide(proposal="another")["type"]
    assert ["talk"] == states(ada)


def test_recording_it_twice_is_told_as_kept(three: tuple[Page, Page, Page]):
    """The same message sent again, because the first answer was lost."""
    ada, bo, _ = three
    for page in (ada, bo):
        page.stand("endorse")

    said = [ada.decide(id="d1")["type"] for _ in range(2)]

    assert ["saved", "saved"] == said
    assert 1 == sum(act.kind == "decide" for act in ada.visit.record.acts)


def test_a_group_moves_on_and_says_why(three: tuple[Page, Page, Page]):
    ada, bo, cy = three
    ada.stand("endorse")
    bo.stand("block", "No boss")

    assert "saved" == ada.decide("moved on", "No time left")["type"]
    cy.visit.refresh()

    assert ["moved on"] == states(cy)
    assert "Moved on without agreement" in cy.shown.words
    assert "No time left" in cy.shown.words
    assert (False, False) == ada.may


def test_where_a_host_leads_no_participant_records_anything(three: tuple[Page, Page, Page]):
    """It is not offered, and what is sent all the same is refused; the host does."""
    ada, bo, _ = three
    for page in (ada, bo):
        page.stand("endorse")
    lead(ada)

    assert (False, False) == ada.may
    assert ada.decide()["message"].startswith("Somebody leads this round")
    assert ["hidden"] == states(ada)
    lead(ada, "reveal", {"shown": True}, question=KEY)
    wording = on_table(ada.visit.record, ada.visit.guide.question(KEY))
    assert wording is not None
    lead(ada, "decide", {"proposal": wording.proposal.id, "outcome": "agreed", "reason": ""}, question=KEY)
    assert ["agreed"] == states(ada)


def test_nobodys_page_holds_what_is_hidden(three: tuple[Page, Page, Page]):
    """No widget holds anybody's position before one's own; nor, where a host leads, before they are shown."""
    ada, bo, cy = three
    ada.stand("block", "A zebra in the way")

    def held(page: Page) -> str:
        page.visit.refresh()
        return json.dumps([one.get_state() for one in page.place.held], default=str)

    assert "zebra" not in held(bo)
    assert "1 person has taken a position" in bo.shown.words
    bo.stand("endorse")
    assert "zebra" in held(bo)
    assert "zebra" not in held(cy)
    lead(ada)
    assert "zebra" not in held(bo)
    lead(ada, "reveal", {"shown": True}, question=KEY)
    assert "zebra" in held(bo)
    assert "zebra" in held(cy)
