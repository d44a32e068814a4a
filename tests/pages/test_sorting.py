"""Ideas sorted on pages with kernels of their own, kept in a real data file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from netlearn_widgets.content import default_text
from netlearn_widgets.model.act import Act
from netlearn_widgets.model.errors import InvalidAnswer, NetlearnError, NotHost
from netlearn_widgets.model.question import Json
from netlearn_widgets.model.telling import Ideas
from netlearn_widgets.model.themes import card_id
from netlearn_widgets.model.workshop import Workshop, new_id, new_key
from netlearn_widgets.pages.sorting import Sorted, hide
from netlearn_widgets.pages.visit import Visit
from netlearn_widgets.pages.workbook import Workbook
from netlearn_widgets.store import Store
from netlearn_widgets.widgets.container import Container

CODE = "KRTM-27"
KEY = "purpose_for"


class Page:
    """Somebody's page: what their browser sends, and the board it is shown."""

    def __init__(self, data: Path, token: str, make: Callable[[Workbook], Container] = Workbook.journey) -> None:
        self.visit = Visit(str(data))
        self.place = make(Workbook(self.visit))
        self.place._handle_custom_msg(  # noqa: SLF001  as ipywidgets hands it on
            {"type": "hello", "id": new_id(), "code": CODE, "token": token, "join": True, "name": token, "at": 1}, []
        )

    @property
    def board(self) -> Json:
        return self.widget("themes").board

    def widget(self, noun: str) -> Json:
        return next(one for one in self.place.held if one.noun == noun and self.about(one) == KEY)

    @staticmethod
    def about(one: Json) -> str:
        return one.question["key"] if one.noun == "themes" else getattr(one, "spec", {}).get("key", "")

    def say(self, *texts: str) -> None:
        self.visit.answer(KEY, new_id(), [{"id": f"i{n}", "text": text} for n, text in enumerate(texts)])

    def do(self, kind: str, **value: Json) -> str:
        """Send what somebody did; return what became of it."""
        said: list[Json] = []
        board = self.widget("themes")
        board.send = lambda content, buffers=None: said.append(content)  # noqa: ARG005
        type_ = kind if kind in ("dots", "hide") else "sort"
        board._handle_custom_msg({"type": type_, "id": new_id(), "kind": kind, "value": value}, [])  # noqa: SLF001
        return f"{said[-1]['type']}: {said[-1]['message']}".removesuffix(": ")

    def fates(self) -> Json:
        return self.widget("ideas").context.get("became")

    def card(self, part: str = "i0") -> str:
        return card_id(KEY, self.visit.participant.id, part)


@pytest.fixture
def key() -> str:
    return new_key()


@pytest.fixture
def data(tmp_path: Path, key: str) -> Path:
    path = tmp_path / "ours.sqlite"
    with Store.create(path) as store:
        workshop = Workshop(code=CODE, title="Ours", guide=default_text())
        store.add_workshop(workshop, host_key=key)
        agreed = Act(kind="settings", value={"protected": False})
        store.act(workshop.id, agreed, key=key)
    return path


@pytest.fixture
def ada(data: Path) -> Page:
    page = Page(data, "Ada")
    page.say("Fewer falls", "Tea")
    return page


@pytest.fixture
def bo(data: Path, ada: Page) -> Page:
    page = Page(data, "Bo")
    page.say("Nobody falls twice")
    ada.visit.refresh()
    return page


def question(visit: Visit) -> Ideas:
    asked = visit.guide.question(KEY)
    assert isinstance(asked, Ideas)
    return asked


def test_the_board_is_there_once_somebody_has_answered(data, ada):
    """Before that it would tell what others said."""
    late = Page(data, "Cy")

    assert (late.board["themes"], late.board["loose"]) == ([], [])
    assert [pile["text"] for pile in ada.board["loose"]] == ["Fewer falls", "Tea"]
    late.say("Rest")
    assert [pile["text"] for pile in late.board["loose"]] == ["Fewer falls", "Tea", "Rest"]


def test_what_one_does_the_other_sees_and_the_writer_reads(ada, bo):
    """Sorted, merged, named and voted on: the writer of each card is told what became of it."""
    assert bo.do("theme", theme="t1", name="Safe homes") == "saved"
    assert bo.do("group", card=ada.card(), theme="t1") == "saved"
    assert bo.do("merge", card=bo.card(), into=ada.card()) == "saved"
    assert bo.do("dots", t1=2) == "saved"
    ada.visit.refresh()
    assert ada.do("dots", t1=1) == "saved"
    bo.visit.refresh()

    (theme,) = ada.board["themes"]
    assert (theme["name"], theme["n"], theme["mine"]) == ("Safe homes", 3, 1)
    assert ada.fates() == {"i0": "In the theme “Safe homes”, 3 dots"}
    assert bo.fates() == {"i0": "Merged with “Fewer falls”, in the theme “Safe homes”, 3 dots"}


def test_a_vote_beyond_the_limits_is_refused(ada):
    """The default guide gives five dots, two on one."""
    assert ada.do("dots", **{ada.card("i0"): 3}).startswith("refused: You put 3 dots on one idea; at most 2 fit.")
    assert ada.board["loose"][0]["mine"] == 0


def test_a_participants_page_hides_nothing(ada, bo, data):
    """Whatever its browser sends; the store says no as well."""
    assert bo.do("hide", card=ada.card(), reason="x") == "refused: Only a host may hide a card."
    with pytest.raises(NotHost):
        hide(bo.visit, question(bo.visit), new_id(), {"card": ada.card(), "reason": "x"}, "no key")
    assert Sorted(bo.visit, question(bo.visit), host_key="no key").widget.can_hide is False
    with Store.open(data) as store:
        assert [act.kind for act in store.read(store.workshop(CODE).id).acts] == ["settings"]


def test_a_host_hides_a_card_with_a_reason_its_writer_reads(ada, bo, key):
    """It is gone from the board of everybody else."""
    host = Sorted(bo.visit, question(bo.visit), host_key=key)
    assert host.widget.can_hide

    hide(bo.visit, question(bo.visit), new_id(), {"card": ada.card(), "reason": "It names a patient."}, key)
    ada.visit.refresh()
    host.update()

    assert [pile["text"] for pile in ada.board["loose"]] == ["Tea", "Nobody falls twice"]
    assert ada.fates() == {"i0": "Hidden by the host: It names a patient."}
    assert [one["text"] for one in host.widget.board["hidden"]] == ["Fewer falls"]
    assert bo.board["hidden"] == []
    with pytest.raises(InvalidAnswer, match="Please write the reason first"):
        hide(bo.visit, question(bo.visit), new_id(), {"card": ada.card(), "reason": ""}, key)


def test_a_host_sorts_without_being_a_participant_and_has_no_dots(data, ada, key):
    """A host's page has no person; what it does is the host's."""
    visit = Visit(str(data))
    visit.open(CODE)
    board = Sorted(visit, question(visit), host_key=key).widget
    said: list[Json] = []
    board.send = lambda content, buffers=None: said.append(content)  # noqa: ARG005

    named = {"type": "sort", "id": "h1", "kind": "theme", "value": {"theme": "t1", "name": "Safe homes"}}
    for message in (named, {"type": "dots", "id": "h2", "value": {"t1": 1}}):
        board._handle_custom_msg(message, [])  # noqa: SLF001  as ipywidgets hands it on
    ada.visit.refresh()

    assert [one["type"] for one in said] == ["saved", "refused"]
    assert [theme["name"] for theme in ada.board["themes"]] == ["Safe homes"]
    assert visit.participant is None


def test_what_the_group_says_becomes_themes(ada, bo):
    """On the participant's page too, without a reload."""
    bo.do("theme", theme="t1", name="Safe homes")
    ada.visit.refresh()
    views = [one for one in ada.place.held if one.noun == "view"]
    for view in views:
        view._handle_custom_msg({"type": "look", "open": True}, [])  # noqa: SLF001  as above

    shown = [view.words for view in views]

    assert any("Safe homes" in words for words in shown)


def test_a_new_round_sorts_its_own_cards(ada, data):
    """The themes of the earlier one stay with it."""
    ada.do("theme", theme="t1", name="Safe homes")
    with Store.open(data) as store:
        store.open_round(store.workshop(CODE).id, "Later")
    ada.visit.refresh()
    ada.say("Rest")

    assert (ada.board["themes"], [pile["text"] for pile in ada.board["loose"]]) == ([], ["Rest"])


def test_a_person_who_leaves_takes_cards_and_dots_along(ada, bo):
    """What others use of theirs stays."""
    ada.do("theme", theme="t1", name="Safe homes")
    bo.do("group", card=bo.card(), theme="t1")
    ada.do("dots", t1=2)

    ada.visit.leave()
    bo.visit.refresh()

    (theme,) = bo.board["themes"]
    assert (theme["n"], [pile["text"] for pile in theme["piles"]]) == (0, ["Nobody falls twice"])
    assert bo.board["loose"] == []


@pytest.mark.usefixtures("ada")
def test_a_notebook_shows_the_board_by_one_verb(data):
    """It says so when there is nothing to sort."""
    book = Workbook(Visit(str(data)))
    book.visit.open(CODE)

    assert repr(book.themes(KEY)).startswith("Sort the ideas into themes: ")
    with pytest.raises(NetlearnError, match="'types' asks for no ideas"):
        book.themes("types")


def test_an_analyst_reads_the_log_of_what_was_hidden(data, ada, key):
    hide(ada.visit, question(ada.visit), new_id(), {"card": ada.card(), "reason": "It names a patient."}, key)
    book = Workbook(Visit(str(data)))
    book.visit.open(CODE)

    frame = book.moderation()

    assert list(frame["reason"]) == ["It names a patient."]
    assert list(frame["step"]) == ["purpose"]


class Host:
    """The page of whoever leads, by which they read and undo what people did."""

    def __init__(self, data: Path, key: str) -> None:
        self.visit = Visit(str(data))
        self.place = Workbook(self.visit).host()
        self.heard: list[Json] = []
        self.place.send = lambda content, buffers=None: self.heard.append(content)  # noqa: ARG005
        self.send(type="hello", code=CODE, key=key)

    def send(self, **message: Json) -> None:
        self.place._handle_custom_msg({"id": new_id(), **message}, [])  # noqa: SLF001  as ipywidgets hands it on

    @property
    def deeds(self) -> list[Json]:
        self.visit.refresh()
        return list(self.place.deeds)


def test_a_host_reads_who_sorted_and_undoes_what_one_of_them_did(data, ada, bo, key):
    """All at once, to the letter, by acts; the others' work stays, and all pages follow."""
    ada.do("theme", theme="t1", name="Safe homes")
    ada.do("group", card=ada.card(), theme="t1")
    before = ada.board
    for card in (ada.card("i0"), ada.card("i1")):
        bo.do("merge", card=card, into=bo.card())
    bo.do("theme", theme="t1", name="")
    bo.do("dots")
    host = Host(data, key)

    (one,) = host.deeds  # of what Ada did, nothing stands
    assert (one["who"], one["did"]) == ("Bo", "merged 2 cards with others and took 1 theme away")
    host.send(type="act", kind="undo", deeds=one["id"])

    assert host.heard[-1]["type"] == "done"
    assert host.deeds == []
    ada.visit.refresh()
    assert ada.board == before
    host.send(type="act", kind="undo", deeds=one["id"])
    assert host.heard[-1]["type"] == "refused"
    assert "undone meanwhile" in host.heard[-1]["message"]


@pytest.mark.usefixtures("ada")
def test_without_a_host_key_nobody_reads_or_undoes_it(data, bo):
    """The page of somebody without the key holds nothing of it."""
    bo.do("theme", theme="t1", name="Safe homes")
    host = Host(data, "no key")

    host.send(type="act", kind="undo", deeds="any")

    assert host.place.deeds == []
    assert host.heard[-1]["type"] == "refused"


def test_where_nobody_is_named_a_phone_has_a_number(data, ada, bo, key):
    """The same for all that it did, and nothing else of it."""
    with Store.open(data) as store:
        settings = Act(kind="settings", value={"protected": True, "names": "nothing"})
        store.act(store.workshop(CODE).id, settings, key=key)
    for page in (ada, bo):
        page.visit.refresh()
        page.do("theme", theme=f"of {page.card()}", name=f"Safe {page.card()}")

    told = Host(data, key).deeds

    assert [one["who"] for one in told] == ["Phone 1", "Phone 2"]
    assert not any(page.visit.participant.id in str(told) for page in (ada, bo))
