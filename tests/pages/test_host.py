"""A host's page and the pages it leads, each with a kernel of its own."""

from __future__ import annotations

import datetime as dt
import json
import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from pages.page import CODE, Page

from netlearn_widgets.content import default_guide, default_text
from netlearn_widgets.model.act import Act
from netlearn_widgets.model.question import Json
from netlearn_widgets.model.workshop import Answer, Proposal, Workshop, new_key
from netlearn_widgets.pages.workbook import Workbook
from netlearn_widgets.store import Store

GUIDE = default_guide()
KEY = new_key()
STEPS = [step.key for step in GUIDE.steps]
FUNCTIONS = STEPS.index("functions")


class Host(Page):
    """The page of somebody with a host key, or with none."""

    def __init__(self, data: Path, key: str = KEY) -> None:
        super().__init__(data, "", Workbook.host)
        self.send("hello", code=CODE, key=key)

    def act(self, kind: str, **content: Json) -> str:
        """Do something; return what became of it."""
        self.send("act", kind=kind, **content)
        return str(self.heard[-1]["type"])


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "ours.sqlite"
    with Store.create(path) as store:
        store.add_workshop(Workshop(code=CODE, title="Ours", guide=default_text()), host_key=KEY)
    return path


@pytest.fixture
def host(data: Path) -> Host:
    return Host(data)


@pytest.fixture
def join(data: Path) -> Callable[..., Page]:
    """Join on a page of one's own: `join("Ada")`."""

    def join_(name: str, at: int = 0) -> Page:
        page = Page(data, f"{name}'s token", Workbook.journey)
        page.hello(join=True, name=name, at=at)
        return page

    return join_


def sees(page: Page) -> str:
    """Return the key of the step a page is at, after it looked for news."""
    page.visit.refresh()
    return STEPS[page.widget.step["index"]]


def acts(data: Path) -> tuple[Act, ...]:
    with Store.open(data) as store:
        return store.read(store.workshop(CODE).id).acts


@pytest.mark.parametrize("key", ["", "x" * 43, KEY.lower(), None, 5], ids=["none", "x", "small", "null", "number"])
def test_nothing_is_shown_without_the_host_key(data: Path, key: Json):
    """Not even the workshop's title, or that there is one."""
    page = Host(data, key)  # type: ignore[arg-type]

    assert page.widget.visit["state"] == "asks"
    assert "Ours" not in json.dumps(page.widget.get_state(), default=str)
    assert ([], {}) == (page.widget.agenda, page.widget.people)


def test_a_host_reads_beside_each_question_what_waits(host: Host, data: Path):
    """How many are in the picture, how many wait, and why; nothing where nobody has answered."""

    def answered(people: range) -> str:
        with Store.open(data) as store:
            workshop = store.workshop(CODE).id
            for number in people:
                who = store.join(workshop, f"token {number}")
                store.record(workshop, Answer(question="stage", participant=who.id, value="emerging"))
        host.visit.refresh()
        return str(host.widget.people["waiting"].get("stage", ""))

    assert {} == host.widget.people["waiting"]
    assert "Results appear from 5 answers on" in answered(range(3))
    assert not answered(range(3, 5))
    assert answered(range(5, 6)).startswith("5 people in the picture. What 1 person said last")

    host.act("step", step="types")
    host.visit.refresh()
    assert "stage" not in host.widget.people["waiting"]


def test_a_host_who_is_not_let_in_can_do_nothing(data: Path):
    """Whatever the page sends."""
    page = Host(data, "x" * 43)

    assert page.act("step", step="types") == "refused"
    assert "host link" in page.heard[-1]["message"]
    assert acts(data) == ()


def test_a_key_opens_no_other_workshop(host: Host, data: Path):
    """The page then shows and does nothing more."""
    with Store.open(data) as store:
        store.add_workshop(Workshop(code="BELP-45", title="Theirs", guide=default_text()), host_key=new_key())

    host.send("hello", code="BELP-45", key=KEY)

    assert host.widget.visit["state"] == "asks"
    assert host.act("step", step="types") == "refused"


def test_a_key_that_was_good_is_checked_with_every_act(host: Host, data: Path):
    """What was let in stays in only as long as the store knows its key."""
    with Store.open(data) as store, store.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM keys")

    assert host.act("step", step="types") == "refused"
    assert acts(data) == ()


def test_pages_follow_the_host(host: Host, join: Callable[..., Page]):
    """Everybody is taken along, also to a step before; who comes late begins there."""
    ada = join("Ada")
    assert sees(ada) == "welcome"

    assert host.act("step", step="functions") == "done"
    assert sees(ada) == "functions"
    bo = join("Bo", at=1)
    assert sees(bo) == "functions"
    assert bo.widget.room["step"] == FUNCTIONS
    host.act("step", step="purpose")
    assert (sees(ada), sees(bo)) == ("purpose", "purpose")


def test_a_participant_may_look_back_until_called_again(host: Host, join: Callable[..., Page]):
    """Nothing else a host does takes them away; being called to the same step again does."""
    host.act("step", step="functions")
    ada = join("Ada")
    ada.send("go", step=1)
    host.act("message", text="Tea at ten.")

    assert sees(ada) == "purpose"
    assert (ada.widget.room["step"], ada.widget.room["message"]["text"]) == (FUNCTIONS, "Tea at ten.")
    host.act("step", step="functions")
    assert sees(ada) == "functions"


def test_a_paused_step_takes_no_answers_and_an_open_one_does(host: Host, join: Callable[..., Page]):
    """What is sent meanwhile failed for now, in words, so that the browser keeps it and sends it again."""
    ada = join("Ada", at=FUNCTIONS)
    for state, words in (("paused", "has paused"), ("closed", "is closed")):
        host.act("state", step="functions", state=state)
        ada.visit.refresh()

        assert ada.say("functions_now", "filtering") == "failed"
        assert words in ada.heard[-1]["message"]
        assert ada.widget.steps[FUNCTIONS]["state"] == state
    assert ada.say("benefits", ["growth"]) == "saved"
    host.act("state", step="functions", state="open")
    ada.visit.refresh()
    assert ada.say("functions_now", "filtering") == "saved"


def test_a_paused_step_takes_no_wording_either(host: Host, join: Callable[..., Page]):
    ada = join("Ada", at=STEPS.index("purpose"))
    host.act("state", step="purpose", state="paused")
    ada.visit.refresh()
    question = ada.question("purpose_agreement")
    heard: list[Json] = []
    question.send = lambda content, buffers=None: heard.append(content)  # noqa: ARG005

    question._handle_custom_msg({"type": "propose", "id": "1", "text": "Fewer falls"}, [])  # noqa: SLF001

    assert heard[-1]["type"] == "failed"
    assert ada.visit.store.read(ada.visit.record.workshop.id).proposals == ()


def test_a_round_that_has_ended_takes_no_answers(host: Host, join: Callable[..., Page]):
    ada = join("Ada", at=FUNCTIONS)
    host.act("close", closed=True)

    assert ada.say("functions_now", "filtering") == "failed"
    ada.visit.refresh()
    assert {step["state"] for step in ada.widget.steps} == {"closed"}
    host.act("close", closed=False)
    ada.visit.refresh()
    assert ada.say("functions_now", "filtering") == "saved"


def test_message_and_timer_reach_phones_and_screen(host: Host, join: Callable[..., Page], data: Path):
    """The timer is extended from its end."""
    ada, screen = join("Ada"), Page(data, "", Workbook.screen)
    screen.hello()
    host.act("message", text="Tea at ten.")
    host.act("timer", minutes=5)
    first = host.widget.room["timer"]
    host.act("timer", more=2)

    for page in (ada, screen):
        page.visit.refresh()
        assert page.widget.room["message"]["text"] == "Tea at ten."
        assert page.widget.room["timer"] == first + 2 * 60_000
    host.act("timer", minutes=0)
    host.act("message", text="")
    screen.visit.refresh()
    assert (screen.widget.room["timer"], screen.widget.room["message"]) == (None, None)


def test_the_screen_follows_to_a_step_and_to_what_is_revealed(host: Host, data: Path):
    """Whoever stands at the screen may turn it on; it stays there until the host goes on."""
    screen = Page(data, "", Workbook.screen)
    screen.hello()
    host.act("step", step="functions")
    screen.visit.refresh()
    first = GUIDE.step("functions").questions[0]
    assert screen.widget.slide["prompt"] == first.prompt

    host.act("reveal", question="functions_future", shown=True)
    screen.visit.refresh()
    assert screen.widget.slide["prompt"] == GUIDE.question("functions_future").prompt
    screen.send("go", slide=0)
    host.act("reveal", question="functions_future", shown=False)
    screen.visit.refresh()
    assert screen.widget.slide["index"] == 0


def test_only_steps_of_the_agenda_are_gone_through(host: Host, join: Callable[..., Page]):
    """Whoever is at a step that is left out is taken to one that is not."""
    ada = join("Ada", at=FUNCTIONS)

    host.act("agenda", steps=[{"key": "types", "minutes": 30}, {"key": "plan", "minutes": 10}])

    ada.visit.refresh()
    assert [step["title"] for step in ada.widget.steps] == ["Types", "Plan"]
    assert ada.widget.step["title"] == "Types"
    assert [(step["key"], step["minutes"]) for step in host.widget.agenda] == [("types", 30), ("plan", 10)]
    assert "functions" in [step["key"] for step in host.widget.others]


def test_the_host_sees_who_is_here_and_who_is_typing(host: Host, join: Callable[..., Page]):
    """People with two pages count once; a page that closes is gone; nothing of what is typed is told."""
    ada, again, bo = join("Ada"), join("Ada"), join("Bo", at=FUNCTIONS)
    for page in (ada, again, bo):
        page.send("here", typing="")
    bo.send("here", typing="functions_why")
    look(host)

    people = host.widget.people
    assert (people["here"], people["joined"], people["names"]) == (2, 2, ["Ada", "Bo"])
    assert (people["at"], people["typing"]) == ({"welcome": 1, "functions": 1}, {})
    bo.send("here", typing="functions_now")
    look(host)
    assert host.widget.people["typing"] == {"functions_now": 1}
    bo.send("here", open=False)
    look(host)
    assert (host.widget.people["here"], host.widget.people["typing"]) == (1, {})


def look(host: Host) -> None:
    """Let the host page see who is here, as it does by itself every moment."""
    host.visit.refresh()
    host.send("hello", code=CODE, key=KEY, again=True)


def test_no_names_are_shown_where_people_give_none(host: Host, join: Callable[..., Page]):
    ada = join("Ada")
    ada.send("here", typing="")
    store, workshop = host.visit.store, host.visit.record.workshop
    store.act(workshop.id, Act(kind="settings", value={"names": "nothing"}), key=KEY)
    look(host)

    assert (host.widget.people["here"], host.widget.people["names"]) == (1, [])


def test_somebody_who_has_not_joined_is_not_here(data: Path, host: Host):
    page = Page(data, "nobody's token", Workbook.journey)
    page.send("here", typing="")
    page.hello()
    page.send("here", typing="")

    assert host.visit.store.here(host.visit.record.workshop.id) == ()


def test_two_hosts_share_the_work(host: Host, data: Path):
    """What one does, the other sees."""
    with Store.open(data) as store:
        store.add_host(store.workshop(CODE).id, "another host's own key, long enough")
    other = Host(data, "another host's own key, long enough")

    host.act("note", step="types", text="Ask Bo first.")
    other.act("step", step="types")
    other.act("state", step="types", state="paused")
    for page in (host, other):
        page.visit.refresh()

        led = page.widget.led
        assert (led["step"], led["states"]["types"], led["notes"]) == ("types", "paused", {"types": "Ask Bo first."})


def test_time_spent_at_a_step_counts_over_all_visits(host: Host):
    """In milliseconds until the last call; the page counts on from there."""
    noon = dt.datetime(2026, 11, 26, 12, tzinfo=dt.UTC)
    store, workshop = host.visit.store, host.visit.record.workshop
    for step, minutes in (("types", 0), ("purpose", 5), ("types", 6)):
        at = noon + dt.timedelta(minutes=minutes)
        store.act(workshop.id, Act(kind="step", value={"step": step}, at=at), key=KEY)
    host.visit.refresh()

    led = host.widget.led
    assert (led["spent"]["types"], led["spent"]["purpose"]) == (5 * 60_000, 60_000)
    assert led["since"] == (noon + dt.timedelta(minutes=6)).timestamp() * 1000


def test_the_host_decides_on_the_wordings_on_the_table(host: Host, join: Callable[..., Page]):
    """They are a part of the page, which acts with the host's key."""
    ada = join("Ada")
    store, workshop = host.visit.store, host.visit.record.workshop
    proposal = Proposal(question="purpose_agreement", text="Fewer falls", participant=ada.visit.participant.id)
    store.propose(workshop.id, proposal)
    host.visit.refresh()
    (proposals,) = host.widget.held
    (listed,) = proposals.proposals

    proposals.on_reveal({"id": "one", "question": listed["key"], "shown": True})

    assert ("Purpose", "Fewer falls") == (listed["step"], listed["proposal"]["text"])
    assert ["reveal"] == [act.kind for act in store.read(workshop.id).acts if not act.participant]


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "step", "step": "nowhere"},
        {"kind": "step"},
        {"kind": "step", "step": ["types"]},
        {"kind": "state", "step": "types", "state": "ajar"},
        {"kind": "reveal", "question": "types", "shown": "yes"},
        {"kind": "reveal", "question": {}, "shown": True},
        {"kind": "timer", "minutes": "5"},
        {"kind": "timer", "minutes": True},
        {"kind": "timer", "more": 10**9},
        {"kind": "message", "text": "x" * 500},
        {"kind": "message", "text": None},
        {"kind": "note", "step": "types", "text": "x" * 5000},
        {"kind": "agenda", "steps": [{"key": "types"}]},
        {"kind": "agenda", "steps": ["types"]},
        {"kind": "agenda", "steps": []},
        {"kind": "settings", "value": {}},
        {"kind": "dots"},
        {"kind": None},
        {},
    ],
    ids=json.dumps,
)
def test_an_act_that_cannot_be_is_refused_in_words(host: Host, data: Path, wrong: dict[str, Json]):
    """Whatever a host's own page sends is checked too."""
    host.send("act", **wrong)

    assert host.heard[-1]["type"] == "refused"
    assert host.heard[-1]["message"]
    assert acts(data) == ()


def test_an_act_that_is_sent_twice_is_done_once(host: Host, data: Path):
    for _ in range(2):
        host.send("act", kind="step", step="types", id="the same")

    assert [act.id for act in acts(data)] == ["the same"]


def test_a_participants_page_hears_nothing_a_host_may_do(
    join: Callable[..., Page], data: Path, caplog: pytest.LogCaptureFixture
):
    """It is refused, logged without a word of theirs, and changes nothing."""
    ada = join("Ada")

    with caplog.at_level(logging.WARNING, logger="netlearn"):
        ada.send("act", kind="step", step="types", key=KEY)

    assert ada.heard[-1]["type"] == "refused"
    assert [one.getMessage() for one in caplog.records] == [
        "A page asked its widget 'journey' for something that this widget does not do."
    ]
    assert acts(data) == ()


def test_leaving_tells_nobody_whether_others_name_them(join: Callable[..., Page]):
    """Whoever joins under a name and leaves could else ask what is said in answers that nobody has seen yet."""
    bo = join("Bo", at=STEPS.index("roles"))
    role = bo.visit.guide.question("roles").options[0].key
    assert bo.say("roles", {role: {"holds": ["Cy Grey"], "could": []}}) == "saved"
    named, unnamed = join("cy grey"), join("Dee")
    for page in (named, unnamed):
        page.send("leave")

    assert {} == bo.visit.record.shown("roles")
    assert named.heard[-1]["message"] == unnamed.heard[-1]["message"]


def test_a_host_decides_about_the_name_of_somebody_who_left(host: Host, join: Callable[..., Page]):
    """Bo's map keeps it until a host takes it out; it can be put back, and the host reads where it stands."""
    ada, bo = join("Ada"), join("Bo", at=STEPS.index("members"))
    people = [{"id": name, "name": name, "organisation": "", "seat": False} for name in ("Bo", "ada")]
    drawn = {"people": people, "me": "Bo", "ties": [{"from": "Bo", "to": "ada"}]}
    assert bo.say("ties", drawn) == "saved"
    ada.send("leave")
    host.visit.refresh()

    left = ada.heard[-1]["message"]
    (asked,) = host.widget.named  # type: ignore[attr-defined]
    assert "whoever leads is asked to take your name out there" in left
    assert ("ada", "on 1 map", False) == (*asked["written"], asked["places"], asked["out"])
    assert host.act("name", question=asked["id"], decision="out") == "done"
    bo.visit.refresh()
    assert ["Bo"] == [one["name"] for one in bo.visit.value("ties")["people"]]
    assert host.act("name", question=asked["id"], decision="back") == "done"
    bo.visit.refresh()
    assert drawn == bo.visit.value("ties")
    assert host.act("name", question=asked["id"], decision="nonsense") == "refused"


def test_nobody_without_the_key_decides_about_a_name(data: Path, join: Callable[..., Page]):
    """What a page sends is refused."""
    ada, stranger = join("Ada"), Host(data, key="")
    ada.send("leave")

    assert stranger.act("name", question="any", decision="out") == "refused"
