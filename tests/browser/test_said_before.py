"""What a phone says before somebody gives what others learn of at once, or can know them by."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browser.people import Phone, step_of
from playwright.sync_api import expect

from netlearn_widgets.model.workshop import Proposal
from netlearn_widgets.store import Store

pytestmark = pytest.mark.browser

AGREEMENT = "purpose_agreement"


def test_it_is_read_before_the_field_and_with_it(data: Path, netlearn, visit):
    """On a small phone: of an open page until the first answer, of an objection, of words, of a wording."""
    with Store.open(data) as store:
        (workshop,) = store.workshops()
        bo = store.join(workshop.id, "bo's token", "Bo")
        store.propose(workshop.id, Proposal(question=AGREEMENT, participant=bo.id, text="We learn together."))
    page = visit(viewport={"width": 320, "height": 568})
    ada = Phone(page, netlearn(data).url).join("Ada")
    here = page.get_by_text("at which question somebody is typing")
    expect(here).to_be_visible()

    ada.go(step_of(AGREEMENT))
    ideas = ada.question("purpose_for")
    expect(ideas.get_by_label("Your idea")).to_have_accessible_description(re.compile("people may know you by them"))
    ideas.get_by_label("Your idea").fill("Fewer falls")
    ideas.get_by_label("Your idea").press("Enter")
    ada.saved("purpose_for")
    expect(here).to_be_hidden()

    asked = ada.question(AGREEMENT)
    told = asked.get_by_text("or when somebody tries to agree")
    expect(told).to_be_visible()
    expect(asked.get_by_role("group", name="Where do you stand?")).to_have_accessible_description(re.compile("An obj"))
    above = [one.bounding_box()["y"] for one in (told, asked.get_by_text("5 · I will help lead it"))]
    assert above == sorted(above)

    asked.get_by_label("0 · I block it").check()
    reason = asked.get_by_label("What would have to change?")
    expect(reason).to_have_accessible_description(re.compile("^Your words are shown as you wrote them"))
    asked.get_by_role("button", name="Change the wording").click()
    wording = asked.get_by_label("The new wording")
    expect(wording).to_have_accessible_description(re.compile("^Everybody sees your wording at once"))
    assert page.evaluate("document.documentElement.scrollWidth") == 320
