"""What the group says, below an answered question: drawn only while somebody looks at it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from netlearn_widgets.content import default_text
from netlearn_widgets.model.workshop import Answer, Workshop, new_id
from netlearn_widgets.pages.visit import Visit
from netlearn_widgets.pages.workbook import Workbook
from netlearn_widgets.store import Store
from netlearn_widgets.widgets.journey import JourneyWidget
from netlearn_widgets.widgets.view import ViewWidget

CODE = "KRTM-27"
SAID = ["For older people at home", "For their families", "For nurses", "For carers", "For everyone"]


@pytest.fixture
def page(tmp_path: Path) -> JourneyWidget:
    """Ada's page at the step about the purpose, after five people have said what it is."""
    with Store.create(tmp_path / "ours.sqlite") as store:
        ours = store.add_workshop(Workshop(code=CODE, title="Ours", guide=default_text()))
        for number, text in enumerate(SAID):
            who = store.join(ours.id, f"token {number}")
            store.record(ours.id, Answer(question="purpose_statement", participant=who.id, value=text))
    widget = Workbook(Visit(str(tmp_path / "ours.sqlite"))).journey()
    widget._handle_custom_msg(  # noqa: SLF001  as ipywidgets hands it on
        {"type": "hello", "id": new_id(), "code": CODE, "token": "token 0", "join": True, "at": 1}, []
    )
    return widget


def seen(page: JourneyWidget) -> ViewWidget:
    return next(one for one in page.held if isinstance(one, ViewWidget) and "5 people" in one.words)


def look(view: ViewWidget, *, at: bool) -> str:
    """Unfold what the group says, or fold it; return what the page then knows."""
    view._handle_custom_msg({"type": "look", "open": at}, [])  # noqa: SLF001  as above
    return json.dumps(view.tree)


def test_what_is_folded_says_how_many_answered_and_nothing_more(page: JourneyWidget):
    """The browser does not hold what nobody looks at."""
    told = json.dumps(seen(page).tree)

    assert "What the group says: 5 people" in told
    assert not [text for text in SAID if text in told]


def test_it_is_drawn_when_somebody_looks(page: JourneyWidget):
    """All of it, at once."""
    told = look(seen(page), at=True)

    assert [] == [text for text in SAID if text not in told]
