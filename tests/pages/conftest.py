"""Two people whose pages stay open while something changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from pages.page import Page

from netlearn_widgets.pages.workbook import Workbook


@pytest.fixture
def ada(data: Path) -> Page:
    """Ada on the join page, at the step with the functions."""
    page = Page(data, "ada's token", Workbook.journey)
    page.hello(join=True, name="Ada", at=3)
    return page


@pytest.fixture
def bo(data: Path) -> Page:
    """Bo on a page with one question, as a step's page has it."""
    page = Page(data, "bo's token", lambda book: book.ask("functions_now"))
    page.hello(name="Bo")
    return page
