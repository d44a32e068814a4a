"""The containers on which people join, as their kernel holds them."""

from __future__ import annotations

import pytest

from netlearn_widgets.model.errors import InvalidAnswer
from netlearn_widgets.model.question import Json
from netlearn_widgets.widgets.journey import JourneyWidget
from netlearn_widgets.widgets.who import WhoWidget


class Kernel:
    """Ada's join page: who she entered as, and what was said to her browser."""

    def __init__(self) -> None:
        self.entered: list[str] = []
        self.said: list[Json] = []
        self.widget = JourneyWidget(
            on_go=lambda step: None,  # noqa: ARG005
            on_mine=list,
            on_leave=lambda: None,
            on_enter=self.enter,
            on_code=lambda: "K4RM-T27X",
            on_hello=lambda message: None,  # noqa: ARG005
            on_unsent=lambda *answer: None,  # noqa: ARG005
        )
        self.widget.send = lambda content, buffers=None: self.said.append(content)  # noqa: ARG005

    def enter(self, code: str) -> None:
        if code != "K4RM-T27X":
            raise InvalidAnswer("Nobody has that code.")
        self.entered.append(code)

    def hear(self, **message: Json) -> Json:
        self.widget._handle_custom_msg(message, [])  # noqa: SLF001  as ipywidgets hands it on
        return self.said[-1]


def test_a_personal_code_is_told_to_who_asks_and_stands_in_no_trait():
    """Whoever opens the kernel's state finds none."""
    ada = Kernel()

    assert {"type": "code", "id": "code", "message": "K4RM-T27X"} == ada.hear(type="code", id="code")
    assert "K4RM" not in str(ada.widget.get_state())


def test_a_right_code_enters_and_a_wrong_one_is_refused_under_the_number_it_came_with():
    ada = Kernel()

    assert ("refused", "enter") == tuple(
        ada.hear(type="enter", id="enter", code="K4RM-XXXX")[key] for key in ("type", "id")
    )
    assert "entered" == ada.hear(type="enter", id="enter", code="K4RM-T27X")["type"]
    assert ["K4RM-T27X"] == ada.entered


@pytest.mark.parametrize("code", [None, 7, ["K4RM-T27X"], {"a": 1}])
def test_what_is_no_code_enters_nobody(code: Json):
    ada = Kernel()

    assert "refused" == ada.hear(type="enter", id="enter", code=code)["type"]
    assert [] == ada.entered


@pytest.mark.parametrize(
    ("names", "words"),
    [("names", "a name is optional"), ("aliases", "a made-up name is optional"), ("nothing", "nobody is asked")],
)
def test_a_notebook_says_who_answers_as_the_workshop_asks(names: str, words: str):
    who = WhoWidget(make=lambda whole: "", on_hello=lambda message: None, on_unsent=lambda *answer: None)  # noqa: ARG005
    who.visit = {"title": "Ours", "names": names}

    assert words in repr(who)
