"""What a group agreed, or did not: the wording on the table, those before it, and where everybody stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from netlearn_widgets.analysis.asked import Asked
from netlearn_widgets.model.act import Act
from netlearn_widgets.model.agreement import Agreement
from netlearn_widgets.model.deciding import State, Wording, wordings
from netlearn_widgets.model.question import Json, Option
from netlearn_widgets.model.record import Record
from netlearn_widgets.model.workshop import Answer

__all__ = ["counts", "spread", "stands"]

_Picture = dict[str, Json]


def stands(asked: Asked[Agreement], wording: Wording) -> list[Answer]:
    """The positions on a wording that may be seen; none while they are hidden, or held back as too few."""
    showing = asked.record.showing_of(wording.proposal)
    seen = [answer for answer in showing.answers.values() if asked.question.fits(answer.value)]
    return seen if wording.shown and len(seen) >= showing.threshold else []


def counts(asked: Asked[Agreement], answers: Iterable[Answer]) -> Counter[str]:
    """How many took a position of each group: ``support``, ``reservation``, ``aside``, ``hear``."""
    return Counter(asked.question.position(answer.value["position"]).group for answer in answers)


def spread(asked: Asked[Agreement]) -> _Picture:
    """The wording on the table, the positions on it, and what became of it and of those before it.

    ``proposal {id, text}`` or None; ``state`` as `netlearn_widgets.model.deciding.State`; ``to_hear`` and ``missing``,
    how many should be heard and how many more have to answer; ``rows [{key, label, group, n}]`` from full support down;
    ``heard [{label, text, who}]``, everybody whose position stands in the way; ``reasons [{label, group, text, who}]``,
    what was written, from the position that most needs to be heard up. ``who`` is a name only where the workshop is
    held with names and protects no small numbers, else "". ``decided {at, reason}`` or None; ``reopened``, whether an
    agreement no longer holds; ``earlier [{text, state, answered, to_hear}]``, the wordings that were replaced, with
    what each had come to. While positions are hidden, or too few to be shown, there are no rows, nobody to hear and no
    reasons, and ``state`` says so unless something was recorded.

    When a guide changes its scale after people took positions, the old positions still count, each as it was meant.
    """
    found = wordings(asked.record, asked.question, asked.round)
    earlier, now = found[:-1], found[-1] if found else None
    answers = stands(asked, now) if now else []
    scale = _scale(asked.question, answers)
    number = Counter(answer.value["position"] for answer in answers)
    who = _names(asked.record)
    said = [_said(option, answer, who) for option in reversed(scale) for answer in answers if _took(answer, option)]
    return {
        "proposal": {"id": now.proposal.id, "text": now.proposal.text} if now else None,
        "state": _state(now, answers) if now else "open",
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


def _state(now: Wording, seen: Sequence[Answer]) -> State:
    """What became of it; while nothing was recorded and nobody's position may be seen, only that."""
    return "hidden" if now.positions and not seen and now.decision is None else now.state


def _scale(question: Agreement, answers: Iterable[Answer]) -> list[Option]:
    known = {option.key for option in question.options}
    used = {answer.value["position"] for answer in answers}
    return [*question.options, *(question.position(key) for key in sorted(used - known))]


def _took(answer: Answer, option: Option) -> bool:
    return bool(answer.value["position"] == option.key)


def _said(option: Option, answer: Answer, who: Callable[[str], str]) -> dict[str, str]:
    text = answer.value.get("reason", "")
    return {"label": option.label, "group": option.group, "text": text, "who": who(answer.participant)}


def _names(record: Record) -> Callable[[str], str]:
    """What says who somebody is; "" for everybody where small numbers are protected."""
    names = {} if record.settings.protected else {one.id: record.called(one) for one in record.participants}
    return lambda key: names.get(key, "")


def _decided(act: Act) -> dict[str, str]:
    return {"at": act.at.isoformat(), "reason": act.value.get("reason", "")}


def _earlier(asked: Asked[Agreement], wording: Wording) -> dict[str, Json]:
    return {
        "text": wording.proposal.text,
        "state": wording.state,
        "answered": len(wording.positions),
        "to_hear": counts(asked, stands(asked, wording))["hear"],
    }
