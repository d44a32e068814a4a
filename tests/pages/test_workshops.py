"""The administrator's page: a kernel that does all of it for the right key, and nothing for any other."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import pytest

from netlearn_widgets.content import default_guide, default_text
from netlearn_widgets.model.errors import Closed
from netlearn_widgets.model.question import Json
from netlearn_widgets.model.workshop import Answer, Workshop, new_id, new_key
from netlearn_widgets.pages.visit import Visit
from netlearn_widgets.pages.workshops import Workshops
from netlearn_widgets.store import Store, import_workshop

KEY = new_key()
LINK = "http://192.168.7.20:8866/"
STEPS = [{"key": "purpose", "minutes": 25}, {"key": "types", "minutes": 20}]
FORM: dict[str, Json] = {"title": "Falls at home", "guide": "", "names": "aliases", "threshold": 4, "steps": STEPS}


class Desk:
    """The page, as its browser sees it."""

    def __init__(self, data: Path, key: str = KEY) -> None:
        self.key = key
        self.page = Workshops(Visit(str(data)))
        self.widget = self.page.widget
        self.heard: list[Any] = []
        self.widget.send = lambda content, buffers=None: self.heard.append(content)  # noqa: ARG005

    def ask(self, kind: str, **content: Json) -> Any:
        """Send a message; return what came back."""
        message = {"type": kind, "id": new_id(), "key": self.key, **content}
        self.widget._handle_custom_msg(message, [])  # noqa: SLF001  as ipywidgets hands it on
        answer = self.heard.pop()
        assert answer["id"] == message["id"]
        return answer

    def make(self, **changed: Json) -> Any:
        return self.ask("make", **(FORM | changed))

    @property
    def codes(self) -> list[str]:
        return [one["code"] for one in self.widget.workshops]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty store with an administrator."""
    monkeypatch.setenv("NETLEARN_LINK", LINK)
    path = tmp_path / "ours.sqlite"
    with Store.create(path) as store:
        store.add_admin(KEY)
    return path


@pytest.fixture
def desk(data: Path) -> Desk:
    desk = Desk(data)
    assert desk.ask("hello")["type"] == "done"
    return desk


def test_a_workshop_is_made_as_it_was_asked_for(data: Path, desk: Desk):
    """Title, guide, names, threshold, today's steps; and the host link opens it."""
    made = desk.make()

    assert (made["type"], made["title"]) == ("done", "Falls at home")
    assert made["join"] == f"{LINK}join#{made['code']}"
    assert made["screen"] == f"{LINK}screen#{made['code']}"
    start, _, key = made["host"].partition(f"#{made['code']}:")
    with Store.open(data) as store:
        record = store.read(made["workshop"])
        assert start == f"{LINK}host"
        assert store.is_host(record.workshop.id, key)
    assert record.workshop.guide == default_text()
    assert (record.settings.names, record.settings.threshold) == ("aliases", 4)
    assert record.settings.reveal == "host"
    assert dict(record.steering.agenda) == {"purpose": 25, "types": 20}
    assert desk.codes == [made["code"]]


@pytest.mark.parametrize(
    ("said", "reveal"),
    [
        ({"names": "names"}, "together"),
        ({"names": "nothing"}, "host"),
        ({"names": "nothing", "reveal": "at once"}, "at once"),
        ({"names": "names", "reveal": "host"}, "host"),
    ],
)
def test_who_shows_results_is_as_the_maker_says_or_as_names_need_it(data: Path, desk: Desk, said: dict, reveal: str):
    """An older page's form says nothing of it."""
    made = desk.make(**said)

    with Store.open(data) as store:
        assert store.read(made["workshop"]).settings.reveal == reveal


def test_a_guide_of_ones_own_is_used(data: Path, desk: Desk):
    made = desk.make(guide=default_text().replace("Purpose", "What for"))

    with Store.open(data) as store:
        assert "What for" in store.read(made["workshop"]).workshop.guide


def test_every_mistake_of_a_guide_is_told(desk: Desk):
    """As `netlearn check` tells them: each with its line and its cure; nothing is made of such a guide."""
    text = 'key = "mine"\n[[step]]\nkey = "a"\n'
    checked = desk.ask("guide", guide=text)
    refused = desk.make(guide=text)

    assert len(checked["problems"]) > 5
    assert all(problem.startswith("your guide, line ") for problem in checked["problems"])
    assert refused == {"type": "refused", "id": refused["id"], "message": "\n".join(checked["problems"])}
    assert desk.codes == []


def test_a_sound_guide_offers_its_steps(desk: Desk):
    checked = desk.ask("guide", guide=default_text())

    assert [step.key for step in default_guide().steps] == [step["key"] for step in checked["steps"]]
    assert (checked["problems"], checked["questions"]) == ([], len(default_guide().questions))


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"title": "  "}, "needs a title"),
        ({"title": "x" * 121}, "shorten it by 1"),
        ({"title": 7}, "something else than text"),
        ({"names": "passports"}, "names, aliases or nothing"),
        ({"threshold": 2}, "from 3 to 10"),
        ({"threshold": True}, "from 3 to 10"),
        ({"threshold": "5"}, "from 3 to 10"),
        ({"reveal": "never"}, "at once, or when the host"),
        ({"reveal": 7}, "something else than text"),
        ({"steps": [{"key": "nosuch", "minutes": 5}]}, "no step 'nosuch'"),
        ({"steps": [{"key": "types", "minutes": "5"}]}, "whole number of minutes"),
        ({"steps": [{"key": "types", "minutes": 5}] * 2}, "on the agenda twice"),
        ({"steps": ["types"]}, "at least one step"),
        ({"steps": {}}, "at least one step"),
    ],
)
def test_what_cannot_be_is_refused_in_words(desk: Desk, changed: dict[str, Json], words: str):
    """Whatever a browser sends; nothing is made."""
    refused = desk.make(**changed)

    assert refused["type"] == "refused"
    assert words in refused["message"]
    assert desk.codes == []


def test_a_workshop_is_closed_and_opened_again(data: Path, desk: Desk):
    """Closed, it takes no answers."""
    made = desk.make()
    with Store.open(data) as store:
        ada = store.join(made["workshop"], "token")
        answer = Answer(question="stage", participant=ada.id, value="emerging")

        desk.ask("close", workshop=made["workshop"], closed=True)
        assert [one["closed"] for one in desk.widget.workshops] == [True]
        with pytest.raises(Closed):
            store.record(made["workshop"], answer)
        desk.ask("close", workshop=made["workshop"], closed=False)
        assert store.record(made["workshop"], answer)


def test_the_list_says_what_is_in_each(data: Path, desk: Desk):
    """Title, code, day, people and answers, and follows when others write."""
    made = desk.make()
    with Store.open(data) as store:
        ada = store.join(made["workshop"], "token")
        store.record(made["workshop"], Answer(question="stage", participant=ada.id, value="emerging"))
    desk.page.refresh()

    (one,) = desk.widget.workshops
    assert (one["title"], one["people"], one["answers"], one["closed"]) == ("Falls at home", 1, 1, False)
    assert one["made"][:4].isdigit()


def test_a_new_host_link_is_given_and_the_old_one_stays_good(data: Path, desk: Desk):
    """How people join can be looked at without making a key."""
    made = desk.make()
    again = desk.ask("room", workshop=made["workshop"], host=True)
    looked = desk.ask("room", workshop=made["workshop"])

    with Store.open(data) as store:
        for link in (made["host"], again["host"]):
            assert store.is_host(made["workshop"], link.rpartition(":")[2])
    assert looked["host"] == ""
    assert looked["qr"][0] == "svg"


def test_a_workshop_is_taken_home(desk: Desk, tmp_path: Path):
    """Everything can be imported elsewhere; plan and sheets are pages."""
    made = desk.make()
    whole, plan, sheets = (
        desk.ask("export", workshop=made["workshop"], what=what) for what in ("json", "plan", "sheets")
    )

    with Store.create(tmp_path / "copy.sqlite") as copy:
        assert import_workshop(copy, json.loads(whole["text"])).title == "Falls at home"
    assert whole["name"] == f"{made['code']}.json"
    for page in (plan, sheets):
        assert page["text"].lower().startswith("<!doctype html>")
        assert page["kind"] == "text/html"
    assert desk.ask("export", workshop=made["workshop"], what="the file itself")["type"] == "refused"


def test_deleting_asks_for_the_join_code(desk: Desk):
    """Anything else deletes nothing; another workshop stays."""
    made, other = desk.make(), desk.make(title="Another")
    for typed in ("", "Falls at home", other["code"]):
        refused = desk.ask("delete", workshop=made["workshop"], typed=typed)
        assert "Nothing was deleted" in refused["message"]

    done = desk.ask("delete", workshop=made["workshop"], typed=made["code"].lower().replace("-", " "))
    assert (done["type"], done["left"]) == ("done", [])
    assert desk.codes == [other["code"]]


@pytest.mark.parametrize("key", ["", "x", "host", None, 7, ["key"]])
@pytest.mark.parametrize("kind", ["hello", "guide", "make", "room", "close", "export", "delete"])
def test_without_the_administrators_key_nothing_is_shown_or_done(
    data: Path, kind: str, key: Any, caplog: pytest.LogCaptureFixture
):
    """Not with a host's key either: it is refused, logged without the key, and the page stays empty."""
    with Store.open(data) as store:
        store.add_workshop(Workshop(code="KRTM-27", title="Ours", guide=default_text(), id="w"), host_key="host")
        before = store.read("w")
        desk = Desk(data, key)

        with caplog.at_level(logging.WARNING, "netlearn"):
            refused = desk.ask(kind, **FORM, workshop="w", typed="KRTM-27", closed=True, what="json", host=True)

        assert refused["type"] == "refused"
        assert "Only the administrator" in refused["message"]
        assert (desk.widget.workshops, desk.widget.choices) == ([], {})
        assert store.overview()[0].workshop == before.workshop
        assert before is store.read("w", before)
        assert kind == "hello" or repr(kind) in caplog.text
        assert "host" not in caplog.text


def test_a_link_that_was_ended_is_locked(data: Path, desk: Desk):
    """The page of somebody who had it open is locked too, and what it showed is taken away."""
    made = desk.make()
    with Store.open(data) as store:
        store.end_admins()
    desk.page.refresh()

    assert desk.widget.visit["state"] == "locked"
    assert desk.codes == []
    assert desk.ask("delete", workshop=made["workshop"], typed=made["code"])["type"] == "refused"


def test_nothing_is_opened_before_somebody_comes(tmp_path: Path):
    """The page may be made before its data is there: a kernel is forked from it."""
    desk = Desk(tmp_path / "nosuch.sqlite")

    assert desk.widget.visit == {"state": "new"}
    assert repr(desk.widget) == "(shown when somebody opens the page)"
