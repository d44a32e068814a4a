"""One person on two devices, each with a kernel of its own: nothing is lost that they did not take away."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from pages.page import CODE, Page

from netlearn_widgets.model.question import Json
from netlearn_widgets.model.workshop import new_id
from netlearn_widgets.pages.visit import Visit
from netlearn_widgets.pages.workbook import Workbook
from netlearn_widgets.store import Store

KEY = "purpose_for"


def card(text: str) -> dict[str, str]:
    return {"id": text, "text": text}


def cards(*texts: str) -> list[dict[str, str]]:
    return [card(text) for text in texts]


@pytest.fixture
def devices(data: Path) -> Iterator[tuple[Page, Page]]:
    """Ada's phone and laptop, each showing a question for ideas."""
    pages = [Page(data, "Ada's token", lambda book: Workbook.ask(book, KEY)) for _ in range(2)]
    pages[0].hello(join=True, name="Ada")
    pages[1].hello()
    yield pages[0], pages[1]
    for page in pages:
        page.visit.close()


def said(data: Path) -> list[Json]:
    """Every value that was kept, in order."""
    with Store.open(data) as store:
        return [answer.value for answer in store.read(store.workshop(CODE).id).said(KEY)]


def send(page: Page, value: Json, base: Json, name: str = "") -> dict[str, Json]:
    """Answer as the question's own script does; return what the kernel says."""
    heard: list[dict[str, Json]] = []
    widget = page.question(KEY)
    widget.send = lambda content, buffers=None: heard.append(content)  # noqa: ARG005
    message = {"type": "answer", "id": name or new_id(), "value": value, "base": base}
    widget._handle_custom_msg(message, [])  # noqa: SLF001  as ipywidgets hands it on
    return heard[-1]


def test_what_was_made_from_an_older_version_is_merged(data: Path, devices: tuple[Page, Page]):
    """The page that sent it is told all of it, and the other follows."""
    phone, laptop = devices
    send(phone, cards("one", "two"), None)
    send(laptop, cards("one", "two", "three"), cards("one", "two"))

    news = send(phone, cards("one", "two", "four"), cards("one", "two"))
    laptop.visit.refresh()

    merged = cards("one", "two", "three", "four")
    assert news["type"] == "saved"
    assert news["message"] == ""
    assert said(data)[-1] == phone.question(KEY).value == laptop.question(KEY).value == merged


def test_what_was_unsent_and_is_off_the_page_is_merged_too(data: Path, devices: tuple[Page, Page]):
    """The browser sends it through the container, and hears what both changed."""
    phone, laptop = devices
    send(phone, cards("one"), None)
    send(laptop, [card("one") | {"text": "ONE"}, card("two")], cards("one"))

    phone.send("answer", question=KEY, value=[card("one") | {"text": "One"}], base=cards("one"))

    assert said(data)[-1] == [card("one") | {"text": "One"}, card("two")]
    assert phone.heard[-1]["type"] == "saved"
    assert phone.heard[-1]["message"] == KEY
    assert "there it said “ONE”" in phone.heard[-1]["said"]


def test_what_both_changed_is_told_again_where_the_page_did_not_hear_it(data: Path, devices: tuple[Page, Page]):
    """Its line broke before it was told that its answer is kept; the answer is sent again, and kept once."""
    phone, laptop = devices
    send(phone, cards("one"), None)
    send(laptop, [card("one") | {"text": "ONE"}], cards("one"))
    here = [card("one") | {"text": "One"}]

    first = send(phone, here, cards("one"), "a1")
    assert "there it said “ONE”" in first["message"]
    assert first == send(phone, here, cards("one"), "a1")
    send(laptop, [card("one") | {"text": "1"}], here)
    again = send(phone, here, cards("one"), "a1")

    assert first == again
    assert phone.question(KEY).value == [card("one") | {"text": "1"}]
    assert len(said(data)) == 4


def test_an_answer_without_a_base_replaces_what_is_there(data: Path, devices: tuple[Page, Page]):
    """So say browsers with an older script."""
    phone, laptop = devices
    send(phone, cards("one"), None)
    send(laptop, cards("one", "two"), cards("one"))

    assert phone.say(KEY, cards("three")) == "saved"
    assert said(data)[-1] == cards("three")


def test_a_sheet_that_is_typed_in_replaces_what_is_there(data: Path, devices: tuple[Page, Page]):
    phone, laptop = devices
    send(phone, cards("one"), None)
    laptop.visit.from_paper = True

    send(laptop, cards("two"), None)

    assert said(data)[-1] == cards("two")


def test_an_answer_that_comes_again_late_brings_nothing_back(data: Path, devices: tuple[Page, Page]):
    """Also where another kernel of theirs gets it, and what it added was taken away meanwhile."""
    phone, laptop = devices
    send(phone, cards("one"), None, "a1")
    send(laptop, cards("two"), cards("one"))
    for page in devices:
        news = send(page, cards("one"), None, "a1")
        assert news["type"] == "saved"
        assert page.question(KEY).value == cards("two")

    assert said(data) == [cards("one"), cards("two")]


def test_an_answer_made_from_one_that_has_not_come_is_not_taken(data: Path, devices: tuple[Page, Page]):
    """It is sent again in its turn; made from the one before it, it is taken at once."""
    phone, _ = devices
    widget = phone.question(KEY)
    heard: list[dict[str, Json]] = []
    widget.send = lambda content, buffers=None: heard.append(content)  # noqa: ARG005

    def answer(name: str, *texts: str, **more: Json) -> str:
        message = {"type": "answer", "id": name, "value": cards(*texts), **more}
        widget._handle_custom_msg(message, [])  # noqa: SLF001  as ipywidgets hands it on
        return str(heard[-1]["type"])

    assert answer("a2", "one", "two", base=cards("one"), after="a1") == "failed"
    assert said(data) == []
    assert answer("a1", "one", base=None) == "saved"
    assert answer("a2", "one", "two", base=cards("one"), after="a1") == "saved"
    assert said(data)[-1] == cards("one", "two")


def test_more_than_fits_is_refused_with_all_of_it(data: Path, devices: tuple[Page, Page]):
    """Nothing is recorded or dropped; once something is taken away, the rest is kept."""
    phone, laptop = devices
    here, there = (cards(*(f"{where} {number}" for number in range(12))) for where in ("here", "there"))
    send(laptop, there, None)

    news = send(phone, here, None)
    assert news["type"] == "refused"
    assert "24 were given, and at most 20 fit. Please take away 4." in news["message"]
    assert news["base"] == there
    assert sorted(one["id"] for one in news["value"]) == sorted(one["id"] for one in [*here, *there])
    assert said(data) == [there]

    assert send(phone, news["value"][4:], news["base"])["type"] == "saved"
    assert said(data)[-1] == news["value"][4:]


def test_two_kernels_at_the_same_moment_do_not_miss_each_other(data: Path, devices: tuple[Page, Page]):
    """Each reads and writes as fast as it can, ten ideas each: all twenty are there."""
    devices[0].visit.close()
    start = Barrier(2)

    def add(where: str) -> None:
        visit = Visit(str(data))
        visit.hello(CODE, "Ada's token")
        base: Json = None
        start.wait()
        for number in range(10):
            mine = [*(base or []), card(f"{where} {number}")]
            visit.answer(KEY, new_id(), mine, base)
            base = mine
        visit.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(add, ("phone", "laptop")))

    kept = [one["id"] for one in said(data)[-1]]
    assert sorted(kept) == sorted(f"{where} {number}" for where in ("phone", "laptop") for number in range(10))


def test_whoever_was_taken_out_meanwhile_does_not_come_back_with_an_unsent_answer(
    data: Path, devices: tuple[Page, Page]
):
    """A map that was changed without a line still has them; what is kept has not."""
    phone, _ = devices
    ada, bo, cy = ({"id": name, "name": name, "organisation": "", "seat": False} for name in ("Ada", "Bo", "Cy"))
    before = {"people": [ada, bo], "me": "Ada", "ties": [{"from": "Ada", "to": "Bo"}]}
    phone.send("answer", question="ties", value=before, base=None)
    with Store.open(data) as store:
        workshop = store.workshop(CODE)
        store.remove(workshop.id, store.join(workshop.id, "Bo's token", "Bo").id, everywhere=True)

    phone.send("answer", question="ties", value=before | {"people": [ada, bo, cy]}, base=before)

    assert phone.heard[-1]["type"] == "saved"
    assert phone.visit.value("ties") == {"people": [ada, cy], "me": "Ada", "ties": []}
