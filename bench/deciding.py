"""How long it takes to decide what may be shown of one question after a long history, beside pandas counting the same.

Sixty people save ten times each, in turns, one after the other. A page that is open decides anew after each save, and
reads on from where it was; a page that is opened reads all of it. The peer takes everybody's newest answer out of the
same rows and counts what they said, as a plain tally does; it protects nobody. Each figure is the median of many runs
in one process; of an open page, of the last save of each person.

    python bench/deciding.py --people 60 --saves 10
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median

import pandas as pd
from kit.peers import FOLDER
from kit.tables import promised, ratio, table

from netlearn_widgets.model.choosing import Choice
from netlearn_widgets.model.people import Ties
from netlearn_widgets.model.question import Json, Option, Question
from netlearn_widgets.model.record import Record
from netlearn_widgets.model.telling import Ideas
from netlearn_widgets.model.workshop import Answer, Round, Workshop

_MOST = 0.005  # seconds


def _choice(who: int, save: int) -> Json:
    return "abc"[(who + save) % 3]


def _cards(who: int, save: int) -> Json:
    return [{"id": f"i{card}", "text": f"{who} {card} {save if card == save % 3 else 0}"} for card in range(3)]


def _map(who: int, save: int) -> Json:
    people = [
        {"id": f"p{one}", "name": f"Person {who} {one}", "organisation": f"Unit {save if one == save % 6 else 0}"}
        | {"seat": False}
        for one in range(6)
    ]
    ties = [{"from": "p0", "to": f"p{one}"} for one in range(1, 6)]
    return {"people": people, "me": "p0", "ties": ties}


_KINDS: dict[str, tuple[Question, Callable[[int, int], Json]]] = {
    "a choice": (
        Choice(key="q", prompt="Where?", options=tuple(Option(key=key, label=key) for key in "abc")),
        _choice,
    ),
    "three cards": (Ideas(key="q", prompt="What?"), _cards),
    "a map of six people": (Ties(key="q", prompt="Who?"), _map),
}


def _record(answers: Sequence[Answer], question: Question) -> Record:
    return Record(
        workshop=Workshop(code="KRTM-27", title="", guide=""),
        rounds=(Round(number=1, title=""),),
        answers=tuple(answers),
        questions={question.key: question},
    )


def _opened(answers: Sequence[Answer], question: Question) -> float:
    """Return how long a page that is opened takes, in seconds."""
    record = _record(answers, question)
    return _timed(lambda: record.disclosure(question.key))


def _open(answers: Sequence[Answer], question: Question, people: int) -> float:
    """Return how long a page that is open takes after a save, in seconds: the median of everybody's last."""
    record, times = _record((), question), []
    for answer in answers:
        record = record.grown(replace(_record((answer,), question), rounds=()))
        times.append(_timed(lambda: record.disclosure(question.key)))  # noqa: B023  called at once
    return median(times[-people:])


def _timed(do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


def _tally(rows: pd.DataFrame) -> pd.Series[int]:
    return rows.drop_duplicates("participant", keep="last")["value"].value_counts()


def main() -> None:
    """Measure each kind of question, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=60)
    parser.add_argument("--saves", type=int, default=10)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--venv", type=Path, default=FOLDER, help="not needed: the peer is in the project's own")
    given = parser.parse_args()
    lines, kept = [], {}
    for kind, (question, value) in _KINDS.items():
        answers = [
            Answer(question="q", participant=f"p{who}", value=value(who, save))
            for save in range(given.saves)
            for who in range(given.people)
        ]
        rows = pd.DataFrame({"participant": one.participant, "value": json.dumps(one.value)} for one in answers)
        times = {
            "read anew": median(_opened(answers, question) for _ in range(given.runs)),
            "read on": median(_open(answers, question, given.people) for _ in range(max(given.runs // 20, 1))),
        }
        theirs = median(_timed(lambda: _tally(rows)) for _ in range(given.runs))  # noqa: B023  called at once
        for how, ours in times.items():
            what = f"{kind}, {how}"
            lines.append([what, f"{ours * 1000:.1f} ms", f"{theirs * 1000:.1f} ms", ratio(ours, theirs)])
            kept[f"{what}, is decided in under 5 ms"] = ours < _MOST
    print(f"{given.people} people, {given.saves} saves of each")
    table(["what", "netlearn", f"pandas {pd.__version__}", "ours / pandas"], lines)
    promised(kept, {})


if __name__ == "__main__":
    main()
