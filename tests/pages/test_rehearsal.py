"""A visit is rehearsed before anybody comes, and nothing of it stays but what everyone needs."""

from __future__ import annotations

import logging
from pathlib import Path

import comm
import psutil
import pytest

from netlearn_widgets import workbook


@pytest.fixture
def warm(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a process that runs a notebook for visitors to come."""
    monkeypatch.setenv("NETLEARN_SERVED", "1")
    monkeypatch.setenv("NETLEARN_WARM", "1")


@pytest.mark.usefixtures("warm")
def test_a_rehearsal_leaves_nothing_open(data: Path):
    """No file, no widget, and the page itself is as empty as before."""
    workbook(str(data))  # what all widgets of a kernel share is there from now on
    widgets = set(comm.get_comm_manager().comms)
    book = workbook(str(data))

    assert not [file.path for file in psutil.Process().open_files() if file.path.startswith(str(data))]
    assert widgets == set(comm.get_comm_manager().comms)
    assert not book.visit.opened


@pytest.mark.usefixtures("warm")
def test_the_questions_are_read_only_once(data: Path):
    """Whoever comes later finds the guide ready."""
    ada, bo = workbook(str(data)), workbook(str(data))
    ada.visit.hello("KRTM-27", "a token of Ada's")
    bo.visit.hello("KRTM-27", "a token of Bo's")

    assert ada.visit.guide is bo.visit.guide


@pytest.mark.usefixtures("warm")
def test_data_that_cannot_be_opened_is_said_in_the_log(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    """The page is made all the same; its visitor is told in words."""
    with caplog.at_level(logging.WARNING):
        workbook(str(tmp_path / "missing.sqlite"))

    assert "A visit could not be rehearsed" in caplog.text


@pytest.mark.usefixtures("warm")
def test_what_was_said_before_is_read_only_once(data: Path):
    """Later visits read on from there, and know what came after it."""
    ada, bo = workbook(str(data)), workbook(str(data))
    ada.visit.hello("KRTM-27", "a token of Ada's")
    ada.visit.join("Ada")
    bo.visit.hello("KRTM-27", "a token of Bo's")

    assert ada.visit.record.workshop.guide is bo.visit.record.workshop.guide
    assert ["Ada"] == [one.name for one in bo.visit.record.participants]
