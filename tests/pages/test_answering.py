"""Answering: what a visitor says is kept once, whichever of their devices said it last."""

from __future__ import annotations

from pathlib import Path

import pytest

from netlearn_widgets.model.question import Json
from netlearn_widgets.model.workshop import new_id
from netlearn_widgets.pages.visit import Visit
from netlearn_widgets.store import Store

CODE, KEY = "KRTM-27", "purpose_statement"


@pytest.fixture
def devices(data: Path):
    """Two devices of Ada's, each with a kernel of its own."""
    visits = [Visit(str(data)) for _ in range(2)]
    for visit in visits:
        visit.hello(CODE, "Ada's token")
        visit.join("Ada")
    yield visits
    for visit in visits:
        visit.close()


def said(data: Path) -> list[Json]:
    """Every value that was kept, in order."""
    with Store.open(data) as store:
        return [answer.value for answer in store.read(store.workshop(CODE).id).said(KEY)]


def test_what_stands_is_not_recorded_again(data: Path, devices: list[Visit]):
    """A blank at the end of a text is no other answer."""
    phone, _ = devices
    for text in ("Fewer falls", "Fewer falls ", "Fewer falls"):
        phone.answer(KEY, new_id(), text)
        phone.refresh()

    assert said(data) == ["Fewer falls"]


def test_what_was_said_last_counts_on_whichever_device(data: Path, devices: list[Visit]):
    """A phone that has not heard yet of another answer does not take its own old one for what stands."""
    phone, laptop = devices
    phone.answer(KEY, new_id(), "Fewer falls")
    phone.refresh()
    laptop.answer(KEY, new_id(), "Warm homes")
    phone.answer(KEY, new_id(), "Fewer falls")

    assert said(data) == ["Fewer falls", "Warm homes", "Fewer falls"]


def test_an_answer_taken_back_is_recorded(data: Path, devices: list[Visit]):
    """And so is the same answer given again after that."""
    phone, _ = devices
    for value in ("Fewer falls", None, "Fewer falls"):
        phone.answer(KEY, new_id(), value)

    assert said(data) == ["Fewer falls", None, "Fewer falls"]


def test_an_answer_of_a_sheet_is_recorded_as_that(data: Path, devices: list[Visit]):
    """The same words, typed in from paper, are another record."""
    phone, _ = devices
    phone.answer(KEY, new_id(), "Fewer falls")
    phone.refresh()
    phone.from_paper = True
    phone.answer(KEY, new_id(), "Fewer falls")

    assert said(data) == ["Fewer falls", "Fewer falls"]
