"""What somebody learns who looks at everything a workshop shows, before and after each thing that others do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from netlearn_widgets.analysis import frames, picture
from netlearn_widgets.content import default_text, parse
from netlearn_widgets.model.act import Act
from netlearn_widgets.model.errors import InvalidAnswer
from netlearn_widgets.model.question import Json
from netlearn_widgets.model.themes import card_id
from netlearn_widgets.model.workshop import Answer, Participant, Proposal, Workshop, new_id
from netlearn_widgets.pages.agreeing import deciding
from netlearn_widgets.pages.proposals import listed
from netlearn_widgets.pages.visit import Visit
from netlearn_widgets.store import Store

TWO = [{"id": "i1", "text": "One"}, {"id": "i2", "text": "Two"}]
CODE, KEY, AGREE = "KRTM-27", "a key nobody can guess", "purpose_agreement"


class Room:
    """People in a protected workshop with the guide everybody begins with; ``shown`` is what anybody sees."""

    def __init__(self, path: Path) -> None:
        self.path, self.store = path, Store.create(path)
        self.workshop = self.store.add_workshop(
            Workshop(code=CODE, title="Ours", guide=default_text()), host_key=KEY
        ).id
        self.guide = parse(default_text())
        self.people: dict[str, Participant] = {}

    @property
    def record(self):
        return self.store.read(self.workshop)

    def who(self, name: str) -> str:
        if name not in self.people:
            self.people[name] = self.store.join(self.workshop, f"{name}'s token", name)
        return self.people[name].id

    def say(self, question: str, **said: Json) -> None:
        for name, value in said.items():
            self.store.record(self.workshop, Answer(question=question, participant=self.who(name), value=value))

    def stand(self, **positions: str) -> None:
        self.say(AGREE, **{name: {"proposal": "w1", "position": one, "reason": ""} for name, one in positions.items()})

    def propose(self, name: str = "w1") -> None:
        self.store.propose(
            self.workshop, Proposal(question=AGREE, text=f"Wording {name}", participant=self.who("bo"), id=name)
        )

    def hold(self, kind: str, value: Json, question: str = "") -> None:
        self.store.act(self.workshop, Act(kind=kind, value=value, question=question), key=KEY)

    def vote(self, question: str, name: str, **dots: int) -> None:
        self.store.act(self.workshop, Act(kind="dots", value=dots, question=question, participant=self.who(name)))

    def shown(self, question: str) -> Json:
        return picture(self.record, self.guide, question)

    def visit(self, name: str) -> Visit:
        visit = Visit(str(self.path))
        visit.hello(CODE, f"{name}'s token")
        return visit


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    room = Room(tmp_path / "ours.sqlite")
    yield room
    room.store.close()


@pytest.fixture
def rooms(tmp_path: Path) -> Iterator[tuple[Room, Room]]:
    """The same room twice, for two courses that are compared."""
    both = Room(tmp_path / "one.sqlite"), Room(tmp_path / "other.sqlite")
    yield both
    for room in both:
        room.store.close()


def tried(room: Room, name: str) -> str:
    """What somebody is told who tries to record the agreement."""
    visit = room.visit(name)
    try:
        visit.decide(AGREE, new_id(), "w1", "agreed")
    except InvalidAnswer as refused:
        return str(refused)
    finally:
        visit.close()
    return ""


def test_trying_to_agree_before_all_are_there_tells_nothing_of_a_position(rooms: tuple[Room, Room]):
    """One has taken a position; whether they object is in no refusal."""
    told = []
    for room, position in zip(rooms, ("5", "0"), strict=True):
        room.propose()
        room.say("stage", ada="emerging", cy="emerging", di="emerging", eve="emerging")
        room.stand(ada=position)
        told.append((tried(room, "cy"), tried(room, "ada")))

    assert told[0] == told[1]


def test_trying_to_agree_never_tells_how_many_object(room: Room):
    """Nor who: only that somebody should be heard, which everybody learns with whoever tries."""
    room.propose()
    room.stand(ada="5", bo="0", cy="1")
    told = tried(room, "ada")

    assert told.endswith("somebody should be heard first.")
    assert room.shown(AGREE)["state"] == "talk"


@pytest.mark.parametrize("led", [False, True])
def test_what_stands_beside_a_picture_says_nothing_of_who_waits(rooms: tuple[Room, Room], led: bool):  # noqa: FBT001
    """Five positions are shown; the sixth waits, and whether it objects is in nothing that anybody is sent."""
    told = []
    for room, sixth in zip(rooms, ("5", "0"), strict=True):
        room.propose()
        if led:
            room.hold("step", {"step": "purpose"})
        room.stand(ada="5", bo="5", cy="5", di="5", eve="5")
        if led:
            room.hold("reveal", {"shown": True}, AGREE)
        room.stand(fay=sixth)
        visit = room.visit("ada")
        shown = room.shown(AGREE), deciding(visit, room.guide.question(AGREE)), listed(room.record, room.guide)
        told.append(json.dumps(shown, default=str))
        visit.close()

    assert told[0] == told[1]


def test_a_wording_that_is_replaced_does_not_say_that_the_one_who_answered_objected(rooms: tuple[Room, Room]):
    told = []
    for room, position in zip(rooms, ("5", "0"), strict=True):
        room.propose()
        room.stand(ada=position)
        room.propose("w2")
        told.append(room.shown(AGREE)["earlier"])

    assert told[0] == told[1]


def test_taking_somebody_out_does_not_give_their_answer_away(room: Room):
    """Whoever comes later and knows their own answer cannot tell by subtracting what the one who left had said."""
    names = [f"p{number}" for number in range(1, 9)]
    room.say("types_decides", **dict.fromkeys(names[:7], "peers"), p8="lead")
    before = set(room.record.shown("types_decides"))
    room.store.remove(room.workshop, room.who("p8"))
    room.say("types_decides", p9="peers", p10="peers", p11="peers")
    after = set(room.record.shown("types_decides"))

    assert room.people["p8"].id in before
    assert not after or len(before - after) >= 3


def test_taking_somebody_out_does_not_give_their_dots_away(room: Room):
    names = [f"p{number}" for number in range(1, 9)]
    room.say("purpose_for", **dict.fromkeys(names, TWO))
    one, two = (card_id("purpose_for", room.who("p1"), part) for part in ("i1", "i2"))
    for name in names:
        room.vote("purpose_for", name, **{two if name == "p8" else one: 1})
    before = dots(room)
    room.store.remove(room.workshop, room.who("p8"))
    room.vote("purpose_for", "p9", **{one: 1})
    after = dots(room)

    assert sum(before.values()) == 8
    assert not after or sum(before.values()) - sum(after.values()) >= 3


def dots(room: Room) -> dict[str, int]:
    """The dots on each of the cards that has any."""
    drawn = room.shown("purpose_for")
    return {card["text"]: card["n"] for card in drawn.get("loose", ()) if card["n"]}


def test_another_threshold_does_not_count_dots_anew(room: Room):
    """Eight voted; with a lower threshold the picture would go back by one person's dots."""
    names = [f"p{number}" for number in range(1, 9)]
    room.say("purpose_for", **dict.fromkeys(names, TWO))
    one, two = (card_id("purpose_for", room.who("p1"), part) for part in ("i1", "i2"))
    for name in names:
        room.vote("purpose_for", name, **{two if name == "p8" else one: 2})
    before = dots(room)

    room.hold("settings", {"threshold": 4})

    assert before == dots(room)


def test_merging_two_cards_does_not_ask_whose_dots_they_have(rooms: tuple[Room, Room]):
    """One who gave both cards two dots and two who gave one card two each are counted alike."""
    told = []
    for room, votes in zip(rooms, ({"p1": (2, 2)}, {"p1": (2, 0), "p2": (0, 2)}), strict=True):
        names = [f"p{number}" for number in range(1, 7)]
        room.say("purpose_for", **dict.fromkeys(names, TWO))
        one, two, other = (
            card_id("purpose_for", room.who(name), part) for name, part in (("p1", "i1"), ("p1", "i2"), ("p3", "i1"))
        )
        for name in names:
            first, second = votes.get(name, (0, 0))
            given = {card: n for card, n in ((one, first), (two, second)) if n} or {other: 1}
            room.vote("purpose_for", name, **given)
        merge = Act(kind="merge", value={"card": two, "into": one}, question="purpose_for", participant=room.who("p1"))
        room.store.act(room.workshop, merge)
        told.append([card["n"] for card in room.shown("purpose_for")["loose"] if card["same"]])

    assert told[0] == told[1]


@pytest.mark.parametrize(("question", "of"), [("purpose_statement", str), ("purpose_for", list)])
def test_cards_do_not_stand_in_the_order_in_which_people_answered(room: Room, question: str, of: type):
    """Whoever heard in which order people pressed Save does not read who wrote which."""
    names = [f"Person {number}" for number in range(12)]
    room.hold("step", {"step": "purpose"})
    for name in names:
        room.say(question, **{name: name if of is str else [{"id": "i1", "text": name}]})
    room.hold("reveal", {"shown": True}, question)

    shown = [card["text"] for card in room.shown(question)["cards"]]

    assert sorted(shown) == sorted(names)
    assert shown not in (names, names[::-1])


def test_of_two_break_downs_that_leave_one_person_over_one_is_given(room: Room):
    """Six and six by one grouping, six and six by the other, and one whom both together pick out."""
    room.hold("step", {"step": "functions"})
    for name in "abcdefghijkl":
        room.say("stage", **{name: "emerging" if name in "abcdef" else "dormant"})
        room.say("size", **{name: "too_small" if name in "abcdeg" else "too_big"})
        room.say("functions_now", **{name: "filtering" if name in "ag" else "convening"})
    for question in ("stage", "size", "functions_now"):
        room.hold("reveal", {"shown": True}, question)
    room.hold("close", {"closed": True})

    given = [
        set(frame[~frame["held"]]["group"].dropna())
        for frame in (frames.groups(room.record, room.guide, "functions_now", by=by) for by in ("stage", "size"))
    ]

    assert len(given[0]) <= 2
    assert not (given[0] and given[1])
