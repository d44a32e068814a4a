"""Widgets with what they show: made for a visit, and brought up to date when the record is a newer one."""

from __future__ import annotations

from typing import Protocol

from netlearn_widgets.analysis import picture
from netlearn_widgets.model.agreement import Agreement
from netlearn_widgets.model.merging import Merged
from netlearn_widgets.model.people import Roles
from netlearn_widgets.model.question import Json, Question
from netlearn_widgets.model.table import Table
from netlearn_widgets.model.telling import Ideas
from netlearn_widgets.model.text import fold
from netlearn_widgets.pages.agreeing import Standing, deciding
from netlearn_widgets.pages.notices import answering
from netlearn_widgets.pages.owning import marked, waits_for_others
from netlearn_widgets.pages.showing import Press
from netlearn_widgets.pages.sorting import became
from netlearn_widgets.pages.visit import Visit
from netlearn_widgets.report.document import document
from netlearn_widgets.report.figures import figure, talk
from netlearn_widgets.report.held import held_words
from netlearn_widgets.report.html import to_page, to_tree
from netlearn_widgets.report.pieces import amount, people
from netlearn_widgets.report.tree import Node, h, text_of
from netlearn_widgets.widgets.agreement import AgreementWidget
from netlearn_widgets.widgets.choice import ChoiceWidget
from netlearn_widgets.widgets.choices import ChoicesWidget
from netlearn_widgets.widgets.horizons import HorizonsWidget
from netlearn_widgets.widgets.ideas import IdeasWidget
from netlearn_widgets.widgets.matrix import MatrixWidget
from netlearn_widgets.widgets.noun import Noun
from netlearn_widgets.widgets.plan import PlanWidget
from netlearn_widgets.widgets.question import QuestionWidget
from netlearn_widgets.widgets.ranking import RankingWidget
from netlearn_widgets.widgets.roles import RolesWidget
from netlearn_widgets.widgets.scale import ScaleWidget
from netlearn_widgets.widgets.table import TableWidget
from netlearn_widgets.widgets.text import TextWidget
from netlearn_widgets.widgets.ties import TiesWidget
from netlearn_widgets.widgets.view import ViewWidget

__all__ = ["Asked", "Part", "Planned", "Shown", "Talked", "shown"]

_WIDGETS: dict[str, type[QuestionWidget]] = {
    "text": TextWidget,
    "ideas": IdeasWidget,
    "choice": ChoiceWidget,
    "choices": ChoicesWidget,
    "horizons": HorizonsWidget,
    "matrix": MatrixWidget,
    "scale": ScaleWidget,
    "ranking": RankingWidget,
    "roles": RolesWidget,
    "ties": TiesWidget,
    "table": TableWidget,
    "agreement": AgreementWidget,
}


class Part(Protocol):
    """A widget and how it follows the record."""

    widget: Noun

    def update(self) -> None:
        """Bring the widget up to date."""


class Asked:
    """One question put to the visitor."""

    def __init__(self, visit: Visit, question: Question) -> None:
        self._visit, self._question = visit, question

        def on_answer(name: str, value: Json, base: Json) -> Merged:
            return visit.answer(question.key, name, value, base)

        given = {
            "question": question,
            "value": visit.value(question.key),
            "owner": visit.owner,
            "on_answer": on_answer,
            "context": _helps(visit, question),
        }
        if isinstance(question, Agreement):
            given["on_propose"] = lambda name, text: visit.propose(question.key, name, text)
            given["on_decide"] = lambda *decision: visit.decide(question.key, *decision)
        self.widget: Noun = _WIDGETS[question.kind](**given)

    def update(self) -> None:
        """Follow the visitor's own answers on another device, and what others said that helps."""
        widget = self.widget
        widget.owner = self._visit.owner
        widget.context = _helps(self._visit, self._question)
        widget.value = self._visit.value(self._question.key)


def _helps(visit: Visit, question: Question) -> dict[str, Json]:
    """What helps to answer, what to know before, and the number on paper while somebody types in a sheet."""
    number = {"number": visit.guide.number(question.key)} if visit.from_paper else {}
    told = answering(visit, question)
    return _context(visit, question) | ({"notices": told} if told else {}) | number


def _context(visit: Visit, question: Question) -> dict[str, Json]:
    """What was said before that helps to answer this question: by others, and by the visitor in an earlier round."""
    if isinstance(question, Agreement):
        return _wordings(visit, question)  # an earlier position was on another wording
    told = _names(visit) if question.kind in ("ties", "roles") else _headings(visit, question)
    if isinstance(question, Ideas) and (fates := became(visit, question)):
        told = told | {"became": fates}
    return told | _last_time(visit, question)


def _last_time(visit: Visit, question: Question) -> dict[str, Json]:
    """What the visitor said in an earlier round: its words, and the rows of a table to carry over."""
    found = visit.before(question.key)
    if found is None:
        return {}
    earlier, value = found
    rows = {"rows": value} if question.kind == "table" else {}
    return {"before": {"title": earlier.name, "words": question.words(value), **rows}}


def _wordings(visit: Visit, question: Agreement) -> dict[str, Json]:
    proposal = visit.record.proposal(question.key)
    about = question.about
    drafts = visit.record.shown(about).values() if about else ()
    return {
        "proposal": {"id": proposal.id, "text": proposal.text} if proposal else None,
        "drafts": list(dict.fromkeys(answer.value for answer in drafts)),
        "deciding": deciding(visit, question),
    }


def _headings(visit: Visit, question: Question) -> dict[str, Json]:
    """What the groups of a question's options are called, where they are roles the guide asks about."""
    groups = {option.group for option in getattr(question, "options", ()) if option.group}
    roles = [one for asked in visit.guide.questions.values() if isinstance(asked, Roles) for one in asked.options]
    named = {role.key: role.label for role in roles if role.key in groups}
    return {"groups": named} if named else {}


def _names(visit: Visit) -> dict[str, Json]:
    """Names and organisations that everybody may see or the visitor gave, each once."""
    people: dict[str, str] = {}
    organisations: dict[str, str] = {}
    for question in visit.guide.questions.values():
        if question.kind != "ties":
            continue
        said = [answer.value for answer in visit.record.shown(question.key).values()]
        for value in [*said, visit.value(question.key)]:
            for person in value["people"] if value else ():
                people.setdefault(fold(person["name"]), person["name"])
                organisations.setdefault(fold(person["organisation"]), person["organisation"])
    return {
        "people": sorted(people.values(), key=fold),
        "organisations": sorted(filter(None, organisations.values()), key=fold),
    }


class _Drawn:
    """Something drawn from the record; drawn again only when what it is drawn from has changed."""

    def __init__(self, visit: Visit, questions: list[str]) -> None:
        self._visit, self._questions = visit, questions
        self._seen = self._mark()

    def _mark(self) -> list[object]:
        record = self._visit.record
        proposals = [record.proposal(key) for key in self._questions]
        # of every round: when somebody is taken out, their name leaves others' answers there too
        showing = [record.disclosure(key, one.number) for one in record.rounds for key in self._questions]
        done = sum(act.question in self._questions for act in record.acts)
        return [record.workshop.guide, record.round.number, *proposals, *showing, done]

    def _is_new(self) -> bool:
        before, self._seen = self._seen, self._mark()
        if len(before) != len(self._seen):
            return True
        # what nobody spoke to is the same object, which costs nothing to see
        return any(old is not new and old != new for old, new in zip(before, self._seen, strict=True))


class Shown(_Drawn):
    """What the group said to one question.

    Where ``after_own`` is set, a participant sees it folded, after answering or when the host has revealed it; it is
    drawn while they look at it.
    """

    def __init__(self, visit: Visit, question: Question, *, large: bool = False, after_own: bool = False) -> None:
        compared = [key for name in ("compare", "about") if (key := getattr(question, name, ""))]
        super().__init__(visit, [question.key, *compared])
        self._question, self._large, self._after_own = question, large, after_own
        self._press = Press(visit, question, large=large)
        self._looked_at = False
        tree = self._tree()
        self.widget = ViewWidget(
            tree=tree,
            words=text_of(tree),
            large=large,
            on_look=self._look,
            offer=self._press.offer,
            on_show=self._press.show,
        )

    def _tree(self) -> Node:
        visit, key = self._visit, self._question.key
        shown = [answer.value for answer in visit.record.shown(key).values()]
        if self._after_own and shown and visit.value(key) is None and not visit.record.steering.led:
            return _later(len(shown))
        if self._after_own and shown and not self._looked_at:
            return h("details", self._summary(shown), class_="nl-card nl-after")
        drawn = picture(visit.record, visit.guide, key)
        if self._large:
            return h("div", figure(drawn, title=""), class_="nl-card")
        drawn = marked(visit, self._question, drawn)
        if self._after_own and not shown:
            held = drawn["held"]
            return h("p", held_words(held) if held and held["answered"] else _NOBODY, class_="nl-soft")
        if self._after_own:
            inside = (figure(drawn, title=""), talk(drawn))
            return h("details", self._summary(shown), *inside, class_="nl-card nl-after")
        return h("div", figure(drawn, title="What the group says"), talk(drawn), class_="nl-card")

    def _summary(self, shown: list[Json]) -> Node:
        waits = waits_for_others(self._visit, self._question)
        return h("summary", _said(self._question, shown), "; what you said last is not in it yet" if waits else "")

    def _mark(self) -> list[object]:
        return [*super()._mark(), *(self._visit.value(key) for key in self._questions)]

    def update(self) -> None:
        """Draw again when an answer is new."""
        if self._is_new():
            self._draw()
        self.widget.offer = self._press.offer

    def _look(self, looked_at: bool) -> None:  # noqa: FBT001  a widget calls it
        self._looked_at = looked_at
        if looked_at:
            self._draw()

    def _draw(self) -> None:
        tree = self._tree()
        self.widget.show(tree, text_of(tree))


_NOBODY = "Nobody has answered yet. You find here later what the group says."


def _later(answered: int) -> Node:
    have = "has" if answered == 1 else "have"
    return h("p", f"{people(answered)} {have} answered. Answer too, and you see what the group says.", class_="nl-soft")


def _said(question: Question, values: list[Json]) -> str:
    """What stands above a folded picture: how many people's answers it holds, and how many ideas or rows these are."""
    fitting = [value for value in values if question.fits(value)]
    said = people(len(fitting))
    if isinstance(question, Ideas | Table):
        nouns = ("idea", "ideas") if isinstance(question, Ideas) else ("entry", "entries")
        said = f"{amount(sum(map(len, fitting)), *nouns)} by {said}"
    return f"What the group says: {said}"


def shown(visit: Visit, question: Question, *, large: bool = False, after_own: bool = False) -> Part:
    """What the group said to a question, or where it stands on a wording."""
    if isinstance(question, Agreement):
        return Standing(visit, question, large=large, after_own=after_own)
    return Shown(visit, question, large=large, after_own=after_own)


class Talked:
    """What to talk about when looking at the answers to one question."""

    def __init__(self, visit: Visit, question: Question) -> None:
        tree = h("div", talk(picture(visit.record, visit.guide, question.key), level=2), class_="nl-card")
        self.widget = ViewWidget(tree=tree, words=text_of(tree), large=True)

    def update(self) -> None:
        """The prompts do not depend on answers."""


class Planned(_Drawn):
    """The plan as it stands: all of it, or its front page for a small screen; the file holds all of it."""

    def __init__(self, visit: Visit, *, front: bool = False) -> None:
        super().__init__(visit, list(visit.guide.questions))
        self._front = front
        tree = self._tree()
        self.widget = PlanWidget(
            tree=tree, words=text_of(tree), make=lambda: to_page(document(visit.record, visit.guide))
        )

    def _mark(self) -> Json:
        return [*super()._mark(), *(act.id for act in self._visit.record.acts)]

    def _tree(self) -> Node:
        return to_tree(document(self._visit.record, self._visit.guide, whole=not self._front), level=2)

    def update(self) -> None:
        """Write it again when an answer is new."""
        if self._is_new():
            tree = self._tree()
            self.widget.show(tree, text_of(tree))
