"""Several people on one device: what their host is told, and nobody else."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pages.page import CODE, Page
from pages.test_host import Host, data, host, look  # noqa: F401  a workshop with a host
from sqlalchemy import select

from netlearn_widgets.cli.settings import hold
from netlearn_widgets.pages.workbook import Workbook
from netlearn_widgets.report.document import document
from netlearn_widgets.report.html import to_page
from netlearn_widgets.store import Store, export_workshop, tables

TABLET = "the tablet's own number"


@pytest.fixture
def tablet(data: Path) -> Callable[..., Page]:  # noqa: F811
    """Join on a page of the tablet's: `tablet("Ada")`."""

    def join(name: str, *, device: str = TABLET, paper: bool = False) -> Page:
        page = Page(data, f"{name}'s token", Workbook.who)
        page.hello(name=name, device=device, paper=paper)
        return page

    return join


def told(host: Host) -> list[dict]:  # noqa: F811
    look(host)
    return list(host.widget.people["devices"])


def test_the_host_sees_who_joined_on_one_device(host: Host, tablet: Callable[..., Page]):  # noqa: F811
    """With their names, as far as they gave them; also while nobody of them is here."""
    for name in ("Bo", "Ada", ""):
        tablet(name)
    tablet("Cy", device="a phone's own number")

    assert [{"people": 3, "names": ["Ada", "Bo"], "sheets": 0}] == told(host)


def test_a_page_is_the_device_that_it_said_first(data: Path, host: Host):  # noqa: F811
    """Whatever it claims to be later; and one that says none is one all the same."""
    for number, claims in enumerate([["a", "b", ""], ["", "c", "d"]]):
        page = Page(data, "", Workbook.who)
        for device in claims:
            page.comes_as(f"page {number}, device {device}", device=device, name="")

    assert [3, 3] == [one["people"] for one in told(host)]


@pytest.mark.parametrize(
    "device", [7, None, ["a"], {"a": 1}, "x" * 10_000, "\u200b", "\ud800"], ids=lambda one: f"{one!r:.9}"
)
def test_a_number_of_any_form_does_no_harm(data: Path, host: Host, device: object):  # noqa: F811
    page = Page(data, "ada", Workbook.who)
    page.hello(device=device, name="Ada")
    page.comes_as("bo", device=device, name="Bo")

    assert [["Ada", "Bo"]] == [one["names"] for one in told(host)]


def test_typed_in_sheets_are_told_apart(host: Host, tablet: Callable[..., Page]):  # noqa: F811
    tablet("Ada")
    for number in range(12):
        tablet(f"sheet {number}", paper=True)

    assert [{"people": 1, "names": ["Ada"], "sheets": 12}] == told(host)


def test_no_names_are_told_where_people_give_none(data: Path, host: Host, tablet: Callable[..., Page]):  # noqa: F811
    with Store.open(data) as store:
        hold(store, store.workshop(CODE), {"names": "nothing"})
    for name in ("Ada", "Bo"):
        tablet(name)

    assert [{"people": 2, "names": [], "sheets": 0}] == told(host)


def test_whoever_was_taken_out_is_counted_no_more(host: Host, tablet: Callable[..., Page]):  # noqa: F811
    tablet("Ada")
    tablet("Bo").visit.leave()

    assert [] == told(host)


def test_a_device_and_its_mark_are_told_to_nobody(
    data: Path,  # noqa: F811
    host: Host,  # noqa: F811
    tablet: Callable[..., Page],
    caplog: pytest.LogCaptureFixture,
):
    """No page, frame, plan, export or log has them: not even the host's."""
    caplog.set_level(0)
    ada, bo = tablet("Ada"), tablet("Bo")
    phone = Page(data, "cy", Workbook.journey)
    phone.hello(join=True, name="Cy", device="a phone's own number")
    for page in (ada, bo):
        assert page.say("stage", "emerging") == "saved"
    assert [2] == [one["people"] for one in told(host)]
    with Store.open(data) as store, store.database.reading() as connection:
        secret = {TABLET, *connection.execute(select(tables.devices.c.mark)).scalars()}
        record, whole = store.read(store.workshop(CODE).id), json.dumps(export_workshop(store, CODE))
    assert 3 == len(secret)

    for page in (ada, bo, phone, host):
        page.visit.refresh()
    widgets = [one for page in (ada, bo, phone, host) for one in (page.widget, *page.widget.held)]
    states = [str({name: getattr(one, name) for name in one.keys}) for one in widgets]
    book = Workbook(ada.visit)
    frames = [frame.to_csv() for frame in (book.answers(history=True), book.answers(shared=True), book.members())]
    plan = to_page(document(record, ada.visit.guide))
    said = [*states, str(record), whole, plan, *frames, caplog.text, *map(str, (ada.heard, phone.heard, host.heard))]
    assert [] == [text for text in said for one in secret if one in text]
