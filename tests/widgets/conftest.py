"""Ada's questions, one of each kind drawn here, and the answers that were kept."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

import pytest

from netlearn_widgets.model.choosing import Choice, Choices, Horizons, Matrix, Ranking, Scale
from netlearn_widgets.model.merging import Merged
from netlearn_widgets.model.question import Json, Option, Question
from netlearn_widgets.model.telling import Text
from netlearn_widgets.widgets.question import QuestionWidget

FUNCTIONS = (
    Option(key="filtering", label="Filtering", hint="Deciding what deserves attention"),
    Option(key="amplifying", label="Amplifying", hint="Making ideas public"),
    Option(key="convening", label="Convening", hint="Bringing people together"),
)
WAYS = (Option(key="virtual", label="Virtual"), Option(key="both", label="Both", hint="As it suits"))
STRENGTHS = (
    Option(key="introduces", label="I introduce people", group="connector"),
    Option(key="notices", label="I notice what people share", group="connector"),
    Option(key="cares", label="I care for the whole", group="guardian"),
)

QUESTIONS: dict[str, Question] = {
    question.kind: question
    for question in (
        Text(key="statement", prompt="What is our purpose?", hint="One sentence is enough.", longest=40),
        Choice(key="now", prompt="What do we mainly do?", options=FUNCTIONS),
        Choices(key="future", prompt="What will we mainly do?", options=FUNCTIONS, most=2),
        Horizons(key="types", prompt="What do we do, and when?", options=FUNCTIONS),
        Matrix(key="channels", prompt="How do we meet?", rows=FUNCTIONS[:2], options=WAYS),
        Scale(key="strengths", prompt="What am I good at?", options=STRENGTHS, low="not me", high="very much me"),
        Ranking(key="first", prompt="What must come first?", options=FUNCTIONS),
    )
}


class Desk:
    """A widget as its kernel holds it, with what it kept and what it said to the browser."""

    def __init__(self, question: Question, value: Json = None, keep: Callable[[str, Json], None] | None = None) -> None:
        self.kept: list[tuple[str, Json]] = []
        self._keep = keep or (lambda name, value: self.kept.append((name, value)))
        self.said: list[dict[str, str]] = []
        name = question.kind
        kind: type[QuestionWidget] = getattr(
            import_module(f"netlearn_widgets.widgets.{name}"), f"{name.capitalize()}Widget"
        )
        self.widget = kind(question=question, value=value, owner="ada", on_answer=self._answered)
        self.widget.send = lambda content, buffers=None: self.said.append(content)  # noqa: ARG005

    def _answered(self, name: str, value: Json, _base: Json) -> Merged:
        self._keep(name, value)
        return Merged(value)

    def hear(self, message: Json) -> Json:
        """Give the widget a message as a browser sends it; return what it said, if anything."""
        before = len(self.said)
        self.widget._handle_custom_msg(message, [])  # noqa: SLF001  the way ipywidgets hands on a message
        return self.said[-1] if len(self.said) > before else None


@pytest.fixture
def desk() -> Callable[..., Desk]:
    """Make a widget for the question of a kind: ``desk("text")``."""

    def make(kind: str, value: Json = None, keep: Callable[[str, Json], None] | None = None) -> Desk:
        return Desk(QUESTIONS[kind], value, keep)

    return make
