"""Just-in-time notices: what others learn sooner, or more exactly, than from a picture, said beside the field.

Answers are shown together with those of others (`netlearn_widgets.model.disclosure`), and the note on privacy says so
before somebody joins. Where that does not tell all, because words and names speak for themselves, an objection is
noticed, or everybody sees at once what was done, the page says so in one sentence before it is given.
"""

from __future__ import annotations

from itertools import takewhile

from netlearn_widgets.model.agreement import Agreement
from netlearn_widgets.model.deciding import AGREED, on_table
from netlearn_widgets.model.people import Roles, Ties
from netlearn_widgets.model.question import Question
from netlearn_widgets.model.record import Record
from netlearn_widgets.model.table import WHO, Table
from netlearn_widgets.model.telling import Ideas, Text
from netlearn_widgets.pages.visit import Visit

__all__ = ["answering", "being_here", "sorting"]

_IN_WORDS = (Text, Ideas, Table)

_AT_ONCE = "Everybody here sees your answer at once, and may know that it is yours."
_WORDS = "Your words are shown as you wrote them: people may know you by them."
_WORDS_AT_ONCE = "Everybody here sees at once what you write, and may know that it is yours."
_NAMES = "Everybody here sees the names you write. Ask people before you name them."
_ME = "If this is you, everybody sees your name, your organisation and whom you turn to."
_OBJECTION = "An objection shows with the positions, or when somebody tries to agree. People may guess whose."
_OBJECTION_NOW = "An objection opens this agreement again at once: without a name, but people may guess."
_OBJECTED = "Everybody knows of an objection. The next try to agree tells whether one is left."
_POSITION_AT_ONCE = "Everybody sees at once where you stand, with your name beside a reason or an objection."
_WORDING = "Everybody sees your wording at once. Your name does not stand with it."

_SORTING = "Everybody sees at once what you move, merge and name. A host sees who did it."
_SORTING_UNNAMED = "Everybody sees at once what you move, merge and name. A host sees from which phone."
_DOTS = "Your dots are counted together with those of others: nobody sees whose they are."
_DOTS_AT_ONCE = "Everybody sees each new dot at once, and may know whose it is."

_HERE = "A host sees who is here, and at which question somebody is typing, never what."
_HERE_UNNAMED = "A host sees how many are here, and at which question somebody is typing, never what."


def answering(visit: Visit, question: Question) -> dict[str, str]:
    """What somebody is told before they answer, by the part of the question it stands beside; "" is all of it.

    The other parts are "me" of a map, "position", "reason" and "wording" of an agreement, and the key of a column.
    """
    at_once = _shows_at_once(visit, question)
    if isinstance(question, Agreement):
        position, reason = (_POSITION_AT_ONCE, "") if at_once else (_objecting(visit.record, question), _WORDS)
        return {"position": position, "reason": reason, "wording": _WORDING}
    if isinstance(question, Ties):
        return {"": _NAMES, "me": _ME}
    if isinstance(question, Roles):
        return {"": _NAMES}
    names = [column.key for column in question.columns if column.key in WHO] if isinstance(question, Table) else []
    own_words = "" if _said_above(visit, question) else _WORDS
    words = _WORDS_AT_ONCE if at_once else own_words
    counted = {"": _AT_ONCE} if at_once else {}
    return ({"": words} if isinstance(question, Text | Ideas | Table) else counted) | dict.fromkeys(names, _NAMES)


def _said_above(visit: Visit, question: Question) -> bool:
    """Whether the step asks for own words before, and says there what is to be known of them."""
    earlier = takewhile(lambda one: one.key != question.key, visit.guide.step_of(question.key).questions)
    return any(isinstance(one, _IN_WORDS) and not _shows_at_once(visit, one) for one in earlier)


def _objecting(record: Record, question: Agreement) -> str:
    """What an objection tells, by what was recorded, or tried, of the wording on the table."""
    wording = on_table(record, question)
    if wording is None:
        return _OBJECTION
    if wording.decision is not None and wording.decision.value["outcome"] == AGREED:
        return _OBJECTION_NOW
    return _OBJECTED if wording.objected else _OBJECTION


def sorting(visit: Visit, question: Ideas) -> str:
    """What somebody is told before they sort the group's ideas and vote on them."""
    held = visit.record.settings
    said = [_SORTING_UNNAMED if held.names == "nothing" else _SORTING]
    if question.dots:
        said.append(_DOTS if held.protected else _DOTS_AT_ONCE)
    return " ".join(said)


def being_here(record: Record) -> str:
    """What somebody is told of their page being open: a host sees it."""
    return _HERE_UNNAMED if record.settings.names == "nothing" else _HERE


def _shows_at_once(visit: Visit, question: Question) -> bool:
    """Whether this person's answer is seen by itself, as soon as it is given.

    Whoever answered before protection was switched off keeps what they were promised.
    """
    record, who = visit.record, visit.participant
    if record.settings.protected or who is None:
        return not record.settings.protected
    spoke = any(answer.participant == who.id for answer in record.said(question.key))
    return not spoke or who.id in record.disclosure(question.key).openly
