"""Dates are those of the place where the group works."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from report.answers import record_of

from netlearn_widgets.content import default_guide
from netlearn_widgets.model.workshop import Round, day_of
from netlearn_widgets.report.document import document

EVENING = dt.datetime(2026, 11, 27, 14, 11, tzinfo=dt.UTC)


@pytest.fixture
def auckland(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let this machine stand in Auckland, where the next day has begun."""
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("auckland")
def test_a_moment_has_the_date_of_the_place_where_it_is_told():
    assert dt.date(2026, 11, 28) == day_of(EVENING)


@pytest.mark.usefixtures("auckland")
def test_the_plan_says_the_date_of_the_place_where_it_is_written():
    """A round that was opened in the evening by UTC was opened on the next day in Auckland."""
    guide = default_guide()
    record = replace(record_of(guide), rounds=(Round(number=1, title="First meeting", opened=EVENING),))

    assert document(record, guide).subtitle.endswith("28 November 2026")
