"""Taking a person out on request: the store, and the file, hold nothing of theirs."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from netlearn_widgets.model.act import Act
from netlearn_widgets.model.errors import StoreError, UnknownCode
from netlearn_widgets.model.question import Json
from netlearn_widgets.model.removal import Places
from netlearn_widgets.model.settings import BATCH
from netlearn_widgets.model.workshop import Answer, Participant, Proposal, Workshop, new_key
from netlearn_widgets.store import Store, export_workshop, import_workshop, tables
from netlearn_widgets.store.values import sha256


def say(store: Store, who: Participant, question: str, value: Json, round_: int = 1) -> None:
    answer = Answer(question=question, participant=who.id, value=value, round=round_)
    store.record(store.workshops()[0].id, answer)


def said(store: Store, workshop: Workshop, who: Participant, question: str) -> Json:
    return store.read(workshop.id).current(question)[who.id].value


def test_everything_a_person_said_goes(store: Store, workshop: Workshop, ada: Participant, bo: Participant):
    """Their row, their answers of every round and every answer they replaced; what others said stays."""
    say(store, ada, "purpose", "A first thought")
    say(store, ada, "purpose", "Fewer falls")
    say(store, bo, "purpose", "Better evenings")
    store.open_round(workshop.id, "Later")
    say(store, ada, "purpose", "Still fewer", 2)

    removal = store.remove(workshop.id, ada.id)

    record = store.read(workshop.id)
    assert removal.answers == 3
    assert (bo,) == record.participants
    assert ["Better evenings"] == [answer.value for answer in record.answers]
    assert store.participant(workshop.id, "ada's token") is None
    exported = str(export_workshop(store, workshop.code))
    assert "Ada" not in exported
    assert "falls" not in exported.replace("Falls at home", "")


def test_the_file_holds_no_byte_of_theirs(tmp_path: Path):
    """Neither the file nor its log beside it, though another page has it open and wrote meanwhile."""
    path = tmp_path / "ours.sqlite"
    with Store.create(path) as store, Store.open(path) as page:
        workshop = store.add_workshop(Workshop(code="KRTM-27", title="Ours", guide=""))
        ada = store.join(workshop.id, "zebra token", "Ada Quagga")
        bo = page.join(workshop.id, "bo's token", "Bo")
        for number in range(40):
            say(store, ada, "purpose", f"Okapi number {number}: {'long ' * 200}")
            say(page, bo, "roles", {"guardian": {"holds": ["Ada Quagga", "Bo"], "could": []}})

        store.remove(workshop.id, ada.id, everywhere=True)
        left = store.wipe()

        held = b"".join(one.read_bytes() for one in tmp_path.iterdir())
        assert left == ()
        assert store.wipe_due == 0
        assert [word for word in (b"Okapi", b"Quagga", ada.id.encode()) if word in held] == []
        assert b"guardian" in held


def test_a_page_that_reads_on_notices(
    store: Store, other: Store, workshop: Workshop, ada: Participant, bo: Participant
):
    """What is read after a removal is the same whether it is read on or read anew, and it can be read on from there."""
    say(store, ada, "purpose", "Fewer falls")
    say(store, bo, "roles", {"guardian": {"holds": ["Ada"], "could": []}})
    before = other.read(workshop.id)
    watching = other.changes()

    store.remove(workshop.id, ada.id, everywhere=True)
    cy = store.join(workshop.id, "cy's token", "Cy")
    after = other.read(workshop.id, since=before)
    say(store, cy, "purpose", "Company")
    later = other.read(workshop.id, since=after)

    assert watching.poll()
    watching.close()
    assert (bo, cy) == after.participants
    assert {} == after.current("roles")
    assert other.read(workshop.id) == later
    assert ["Company"] == [answer.value for answer in later.current("purpose").values()]


def test_others_no_longer_name_them(store: Store, workshop: Workshop, ada: Participant, bo: Participant):
    """By the owner's deed: off the maps with their ties, out of roles, and a table's cell of people is open.

    Ideas and sentences stay, also where they are nothing but the name, and are counted.
    """
    people = [{"id": name, "name": name, "organisation": "", "seat": False} for name in ("Bo", "ADA", "Cy")]
    ties = [{"from": "Bo", "to": "ADA"}, {"from": "Bo", "to": "Cy"}]
    say(store, bo, "ties", {"people": people, "me": "Bo", "ties": ties})
    say(store, bo, "roles", {"guardian": {"holds": ["Ada"], "could": ["Cy"]}})
    say(store, bo, "champions", [{"id": "1", "text": "Ada"}, {"id": "2", "text": "Ask Ada about boats"}])
    say(store, bo, "actions", [{"id": "1", "what": "Ring", "who": "Ada"}])
    say(store, bo, "main", "ada")  # an option of that name is nobody

    removal = store.remove(workshop.id, ada.id, everywhere=True)

    assert (3, 2) == (removal.changed, removal.mentions)
    assert Places(maps=1, roles=1, tables=1) == removal.named
    drawn = said(store, workshop, bo, "ties")
    assert ["Bo", "Cy"] == [person["name"] for person in drawn["people"]]
    assert [{"from": "Bo", "to": "Cy"}] == drawn["ties"]
    assert {"guardian": {"holds": [], "could": ["Cy"]}} == said(store, workshop, bo, "roles")
    assert ["Ada", "Ask Ada about boats"] == [card["text"] for card in said(store, workshop, bo, "champions")]
    assert [{"id": "1", "what": "Ring", "who": ""}] == said(store, workshop, bo, "actions")
    assert said(store, workshop, bo, "main") == "ada"


def test_they_are_known_by_the_name_on_their_own_map(
    store: Store, workshop: Workshop, ada: Participant, bo: Participant
):
    """Who called herself Ada Lovelace on her map is gone from others' maps under that name too."""
    whole = [{"id": "1", "name": "Ada Lovelace", "organisation": "", "seat": False}]
    say(store, ada, "ties", {"people": whole, "me": "1", "ties": []})
    say(store, bo, "roles", {"guardian": {"holds": ["Ada Lovelace", "Cy"], "could": []}})

    store.remove(workshop.id, ada.id, everywhere=True)

    assert {"guardian": {"holds": ["Cy"], "could": []}} == said(store, workshop, bo, "roles")


def test_a_name_two_people_bear_stays_the_others(store: Store, workshop: Workshop, ada: Participant, bo: Participant):
    """Another Ada is still in the room: what is said of Ada may be said of her."""
    store.join(workshop.id, "another ada's token", "ada")
    say(store, bo, "roles", {"guardian": {"holds": ["Ada"], "could": []}})

    store.remove(workshop.id, ada.id, everywhere=True)

    assert {"guardian": {"holds": ["Ada"], "could": []}} == said(store, workshop, bo, "roles")


def test_a_wording_others_stand_on_is_the_groups(store: Store, workshop: Workshop, ada: Participant, bo: Participant):
    """It stays without its author; one that nobody else took a position on goes, and the one before is on the table."""
    store.propose(workshop.id, Proposal(question="agree", text="We learn", participant=ada.id, id="w1"))
    say(store, bo, "agree", {"proposal": "w1", "position": "4", "reason": ""})
    store.propose(workshop.id, Proposal(question="agree", text="We learn more", participant=ada.id, id="w2"))
    say(store, ada, "agree", {"proposal": "w2", "position": "5", "reason": ""})

    removal = store.remove(workshop.id, ada.id)

    record = store.read(workshop.id)
    (wording,) = record.proposals
    assert removal.wordings == 1
    assert ("We learn", None) == (wording.text, record.participant(wording.participant))
    assert [bo.id] == list(record.current("agree"))


def act(store: Store, who: Participant, kind: str, value: Json) -> None:
    store.act(store.workshops()[0].id, Act(kind=kind, value=value, question="ideas", participant=who.id))


def test_dots_go_and_the_groups_themes_stay(store: Store, workshop: Workshop, ada: Participant, bo: Participant):
    """A theme others put a card into and the order of cards stay without who made them; all other themes go.

    Dots of others do not keep it: that it stays would tell of dots that are not counted yet.
    """
    act(store, ada, "theme", {"theme": "t1", "name": "Transport"})
    act(store, ada, "theme", {"theme": "t3", "name": "Only dots"})
    act(store, ada, "theme", {"theme": "t2", "name": "Nobody cared"})
    act(store, ada, "group", {"card": "c1", "theme": "t2"})
    act(store, ada, "dots", {"t2": 3})
    act(store, bo, "group", {"card": "c2", "theme": "t1"})
    act(store, bo, "dots", {"t3": 1})

    store.remove(workshop.id, ada.id)

    acts = [(one.kind, one.participant, one.value) for one in store.read(workshop.id).acts]
    assert acts == [
        ("theme", "removed", {"theme": "t1", "name": "Transport"}),
        ("group", "removed", {"card": "c1", "theme": "t2"}),
        ("group", bo.id, {"card": "c2", "theme": "t1"}),
        ("dots", bo.id, {"t3": 1}),
    ]


def test_what_they_recorded_of_a_wording_stays_without_their_reason(store: Store, workshop: Workshop, ada: Participant):
    """The group moved on or agreed, whoever pressed the button; the words of whoever left go with them."""
    act(store, ada, "decide", {"proposal": "p1", "outcome": "moved on", "reason": "I had to go"})

    store.remove(workshop.id, ada.id)

    (left,) = store.read(workshop.id).acts
    assert ("removed", {"proposal": "p1", "outcome": "moved on", "reason": ""}) == (left.participant, left.value)


def test_what_others_did_stays_as_they_said_it(store: Store, workshop: Workshop, ada: Participant, bo: Participant):
    """A theme that is nothing but the name and a host's sentence stay, and are counted."""
    store.add_host(workshop.id, "host key")
    store.act(workshop.id, Act(kind="message", value={"text": "Thank you, Ada!"}), key="host key")
    act(store, bo, "theme", {"theme": "t1", "name": "ADA"})

    removal = store.remove(workshop.id, ada.id, everywhere=True)

    values = [one.value for one in store.read(workshop.id).acts]
    assert [{"text": "Thank you, Ada!"}, {"theme": "t1", "name": "ADA"}] == values
    assert removal.mentions == 2


def test_keys_and_open_pages_go_too(store: Store, workshop: Workshop, ada: Participant):
    """Neither a code nor a page that is still open brings somebody back."""
    code = store.give_code(workshop.id, ada.id)
    store.enter(workshop.id, "another phone", code)
    store.be_here(workshop.id, "page 1", participant=ada.id)

    store.remove(workshop.id, ada.id)

    assert () == store.here(workshop.id)
    assert store.participant(workshop.id, "another phone") is None
    with pytest.raises(UnknownCode):
        store.enter(workshop.id, "a third phone", code)
    with pytest.raises(StoreError, match="no longer in it"):
        store.be_here(workshop.id, "page 1", participant=ada.id, typing="purpose")


def test_whoever_was_taken_out_can_join_anew(store: Store, workshop: Workshop, ada: Participant):
    """As somebody else, even with the same token; an answer under the old id is refused."""
    store.remove(workshop.id, ada.id)

    with pytest.raises(StoreError, match="Join first"):
        say(store, ada, "purpose", "Me again")
    assert ada.id != store.join(workshop.id, "ada's token").id


def test_a_token_of_somebody_taken_out_is_known_as_that(store: Store, workshop: Workshop, ada: Participant):
    """Also that of their other device; nobody else's, not in another workshop, and not once they joined anew."""
    store.enter(workshop.id, "ada's laptop", store.give_code(workshop.id, ada.id))
    elsewhere = store.add_workshop(Workshop(code="ELSE-22", title="Elsewhere", guide=""))
    before = [store.was_taken_out(workshop.id, one) for one in ("ada's token", "ada's laptop")]

    store.remove(workshop.id, ada.id)

    assert [False, False] == before
    assert store.was_taken_out(workshop.id, "ada's token")
    assert store.was_taken_out(workshop.id, "ada's laptop")
    assert not store.was_taken_out(workshop.id, "bo's token")
    assert not store.was_taken_out(elsewhere.id, "ada's token")
    store.join(workshop.id, "ada's laptop")
    assert not store.was_taken_out(workshop.id, "ada's laptop")
    assert store.was_taken_out(workshop.id, "ada's token")


def test_what_is_remembered_of_a_removed_token_names_nobody(store: Store, workshop: Workshop, ada: Participant):
    """Neither who they were nor when they left; a copy that is passed on has nothing of it, and a deleted workshop."""
    store.remove(workshop.id, ada.id)

    with store.database.reading() as connection:
        (kept,) = connection.execute(select(tables.keys)).all()
    assert ("removed", workshop.id, None, workshop.created) == (
        kept.role,
        kept.workshop_id,
        kept.participant,
        kept.made,
    )
    assert sha256("ada's token") != kept.sha256
    assert kept.sha256 not in str(export_workshop(store, workshop.code))
    store.delete(workshop.id)
    with store.database.reading() as connection:
        assert [] == connection.execute(select(tables.keys)).all()


def test_two_people_can_be_taken_out(store: Store, other: Store, workshop: Workshop, ada: Participant, bo: Participant):
    """One after the other; a page that read between the two notices the second as well."""
    store.remove(workshop.id, ada.id)
    between = other.read(workshop.id)
    store.remove(workshop.id, bo.id)

    assert () == other.read(workshop.id, since=between).participants


def test_nobody_is_removed_by_mistake(store: Store, workshop: Workshop, ada: Participant):
    """An unknown id is refused in words, and so is one that is gone."""
    store.remove(workshop.id, ada.id)

    for key in (ada.id, "nonsense", "removed"):
        with pytest.raises(StoreError, match="netlearn people"):
            store.remove(workshop.id, key)


def test_a_workshop_someone_left_can_be_exported_and_imported(
    store: Store, workshop: Workshop, ada: Participant, bo: Participant, tmp_path: Path
):
    """The wording that stayed has no author there either."""
    store.propose(workshop.id, Proposal(question="agree", text="We learn", participant=ada.id, id="w1"))
    say(store, bo, "agree", {"proposal": "w1", "position": "4", "reason": ""})
    store.remove(workshop.id, ada.id)

    with Store.create(tmp_path / "copy.sqlite") as copy:
        taken = import_workshop(copy, export_workshop(store, workshop.code))

        assert (bo,) == copy.read(taken.id).participants
        assert ["We learn"] == [one.text for one in copy.read(taken.id).proposals]


def test_an_older_copy_of_the_file_is_named(tmp_path: Path):
    """A copy kept when the file was brought up to date still holds them; the words say which file it is."""
    path = tmp_path / "ours.sqlite"
    copy = tmp_path / "ours.2027-03-31-141500.sqlite"
    with Store.create(path) as store:
        workshop = store.add_workshop(Workshop(code="KRTM-27", title="Ours", guide=""))
        ada = store.join(workshop.id, "token", "Ada")
        copy.touch()

        store.remove(workshop.id, ada.id)
        left = store.wipe()

    assert str(copy) in left[0]


def test_whoever_saw_the_picture_before_cannot_tell_what_they_said(
    store: Store, workshop: Workshop, ada: Participant, bo: Participant
):
    """Two others' answers leave the picture with Ada's; the file keeps who they are, and nothing of hers."""
    others = [store.join(workshop.id, f"token {number}", "") for number in range(8)]
    key = new_key()
    store.add_host(workshop.id, key)
    store.act(workshop.id, Act(kind="step", value={"step": "types"}), key=key)
    for who in (bo, ada, *others):
        say(store, who, "stage", "emerging")
    store.act(workshop.id, Act(kind="reveal", value={"shown": True}, question="stage"), key=key)
    before = store.read(workshop.id).shown("stage")

    store.remove(workshop.id, ada.id)

    record = store.read(workshop.id)
    assert len(before) == 10
    shown = record.shown("stage").keys()
    assert len(shown) == 7
    ((stays, leaves),) = [act.value["cohorts"] for act in record.acts if act.kind == "left"]
    assert {who for who, _, said in stays["pieces"] if said} == shown
    assert (leaves["gone"], leaves["out"], [said for _, _, said in leaves["pieces"]]) == (1, True, [None, None])
    assert ada.id not in str(export_workshop(store, workshop.code))


def test_what_is_kept_of_pictures_names_nobody_who_is_gone(store: Store, workshop: Workshop, ada: Participant):
    """Whoever is taken out later is in none of it either, also where they only gave dots."""
    others = [store.join(workshop.id, f"token {number}", "") for number in range(8)]
    for who in (ada, *others):
        say(store, who, "stage", "emerging")
        dots = Act(kind="dots", value={"t1": 1}, question="purpose_for", participant=who.id)
        store.act(workshop.id, dots)
    store.remove(workshop.id, ada.id)
    first = str(export_workshop(store, workshop.code))

    store.remove(workshop.id, others[0].id)

    record = store.read(workshop.id)
    assert others[0].id in first
    assert [others[0].id in str(export_workshop(store, workshop.code)), ada.id in first] == [False, False]
    assert sorted(act.question for act in record.acts if act.kind == "left") == ["purpose_for", "stage"]


def test_a_wording_that_is_back_on_the_table_gives_nobody_away(store: Store, workshop: Workshop, ada: Participant):
    """Ada's newer wording goes with her, and the positions on the one before lose a batch, or all."""
    others = [store.join(workshop.id, f"token {number}", "") for number in range(7)]
    store.propose(workshop.id, Proposal(question="agree", text="We learn", participant=others[0].id, id="w1"))
    for who in (ada, *others):
        say(store, who, "agree", {"proposal": "w1", "position": "4", "reason": ""})
    seen = store.read(workshop.id).shown("agree")
    store.propose(workshop.id, Proposal(question="agree", text="We learn slowly", participant=ada.id, id="w2"))
    say(store, ada, "agree", {"proposal": "w2", "position": "5", "reason": ""})

    store.remove(workshop.id, ada.id)

    record = store.read(workshop.id)
    now = record.shown("agree")
    assert [one.id for one in record.proposals] == ["w1"]
    assert ada.id in seen
    assert not now or len(seen.keys() - now.keys()) >= BATCH


def test_a_copy_shows_what_was_shown(tmp_path: Path, store: Store, workshop: Workshop, ada: Participant):
    """Answers and reveals stay in their order when a workshop is taken in elsewhere."""
    others = [store.join(workshop.id, f"token {number}", "") for number in range(5)]
    for who in (ada, *others):
        say(store, who, "stage", "emerging")
    key = new_key()
    store.add_host(workshop.id, key)
    store.act(workshop.id, Act(kind="reveal", value={"shown": True}, question="stage"), key=key)
    store.remove(workshop.id, others[0].id)
    here = store.read(workshop.id).disclosure("stage")

    with Store.create(tmp_path / "copy.sqlite") as copy:
        there = copy.read(import_workshop(copy, export_workshop(store, workshop.code)).id).disclosure("stage")

    assert here == there
    assert here.why == "later"
