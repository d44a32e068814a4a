"""What a group agreed, or did not: the wording on the table, those before it, and where everybody stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from netlearn_widgets.analysis.asked import Asked
from netlearn_widgets.model.act import Act
from netlearn_widgets.model.agreement import Agreement
from netlearn_widgets.model.deciding import Wording, seen_on, state_of, wordings
from netlearn_widgets.model.question import Json, Option
from netlearn_widgets.model.workshop import Answer

__all__ = ["counts", "spread"]

_Picture = dict[str, Json]


def counts(asked: Asked[Agreement], answers: Iterable[Answer]) -> Counter[str]:
    """How many took a position of each group: ``support``, ``reservation``, ``aside``, ``hear``."""
    return Counter(asked.question.position(answer.value["position"]).group for answer in answers)


def spread(asked: Asked[Agreement]) -> _Picture:
    """The wording on the table, the positions on it, and what became of it and of those before it.

    ``proposal {id, text}`` or None; ``state`` as `netlearn_widgets.model.deciding.state_of`; ``to_hear`` and
    ``missing``, how many of those seen should be heard and how many more have to answer; ``rows [{key, label, group,
    n}]`` from full support down; ``heard [{label, text, who}]``, everybody whose position stands in the way; ``reasons
    [{label, group, text, who}]``, what was written, from the position that most needs to be heard up. ``who`` is a name
    only of those who answered where the workshop is held with names and protected no small numbers, else "".
    ``decided {at, reason}`` or None; ``reopened``, whether an agreement no longer holds; ``earlier [{text, state,
    answered, to_hear}]``, the wordings that were replaced, with what each had come to. While positions are hidden, or
    too few to be shown, there are no rows, nobody to hear and no reasons, and ``state`` says so unless something was
    recorded, or the group has learnt that somebody stands in the way.

    When a guide changes its scale after people took positions, the old positions still count, each as it was meant.
    """
    found = wordings(asked.record, asked.question, asked.round)
    earlier, now = found[:-1], found[-1] if found else None
    answers = seen_on(asked.record, asked.question, now) if now else []
    scale = _scale(asked.question, answers)
    number = Counter(answer.value["position"] for answer in answers)
    who = _names(asked)
    said = [_said(option, answer, who) for option in reversed(scale) for answer in answers if _took(answer, option)]
    return {
        "proposal": {"id": now.proposal.id, "text": now.proposal.text} if now else None,
        "state": state_of(asked.question, now, answers) if now else "open",
        "to_hear": counts(asked, answers)["hear"],
        "missing": now.missing if now else 0,
        "rows": [
            {"key": option.key, "label": option.label, "group": option.group, "n": number[option.key]}
            for option in (scale if now is None or answers or not now.positions else ())
        ],
        "heard": [{key: one[key] for key in ("label", "text", "who")} for one in said if one["group"] == "hear"],
        "reasons": [one for one in said if one["text"]],
        "decided": _decided(now.decision) if now and now.decision else None,
        "reopened": bool(now and now.reopened),
        "earlier": [_earlier(asked, one) for one in earlier],
    }


def _scale(question: Agreement, answers: Iterable[Answer]) -> list[Option]:
    known = {option.key for option in question.options}
    used = {answer.value["position"] for answer in answers}
    return [*question.options, *(question.position(key) for key in sorted(used - known))]


def _took(answer: Answer, option: Option) -> bool:
    return bool(answer.value["position"] == option.key)


def _said(option: Option, answer: Answer, who: Callable[[str], str]) -> dict[str, str]:
    text = answer.value.get("reason", "")
    return {"label": option.label, "group": option.group, "text": text, "who": who(answer.participant)}


def _names(asked: Asked[Agreement]) -> Callable[[str], str]:
    """What says who somebody is; "" for whoever took a position where small numbers were protected."""
    record = asked.record
    openly = record.disclosure(asked.question.key, asked.round).openly
    names = {one.id: record.called(one) for one in record.participants if one.id in openly}
    return lambda key: names.get(key, "")


def _decided(act: Act) -> dict[str, str]:
    return {"at": act.at.isoformat(), "reason": act.value.get("reason", "")}


def _earlier(asked: Asked[Agreement], wording: Wording) -> dict[str, Json]:
    seen = seen_on(asked.record, asked.question, wording)
    return {
        "text": wording.proposal.text,
        "state": state_of(asked.question, wording, seen),
        "answered": len(wording.positions),
        "to_hear": counts(asked, seen)["hear"],
    }
