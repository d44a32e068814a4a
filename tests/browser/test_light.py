"""What a phone loads: the whole workbook, cold, with everything that passes the wire."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.people import GUIDE, Phone
from browser.relay import Relay

pytestmark = pytest.mark.browser

KB = 1000


@pytest.fixture
def relay(data: Path, netlearn) -> Iterator[Relay]:
    """A server behind a wire that counts."""
    relay = Relay(netlearn(data).port)
    yield relay
    relay.close()


def test_a_cold_visit_of_the_whole_workbook_is_light(relay: Relay, visit):
    """From the start page through every step a phone loads at most 100 KB: pages, scripts, styles, frames, heads."""
    ada = Phone(visit.phone(), relay.url).join("Ada")
    joined = relay.received
    for step in GUIDE.steps[1:]:
        ada.next()
        ada.sees_step(step.title)

    print(f"joined: {joined} bytes; all steps seen: {relay.received} bytes; sent: {relay.sent} bytes")  # noqa: T201
    assert relay.received <= 100 * KB
