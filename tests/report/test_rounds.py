"""Two rounds side by side: in pictures, in sentences, and in the plan."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from openly import OPENLY

from netlearn_widgets.content import default_guide
from netlearn_widgets.model.question import Json
from netlearn_widgets.model.record import Record
from netlearn_widgets.model.workshop import Answer, Participant, Round, Workshop
from netlearn_widgets.report.blocks import Block, Document, Facts, Words
from netlearn_widgets.report.blocks import Table as Rows
from netlearn_widgets.report.document import document
from netlearn_widgets.report.figures import figure
from netlearn_widgets.report.moved import moved
from netlearn_widgets.report.tree import text_of, to_html
from netlearn_widgets.store import Store, import_workshop

GUIDE = default_guide()
SAMPLE = Path(__file__).parents[2] / "sample_data" / "workshop.json"
MARCH, SEPTEMBER = (dt.datetime(2027, month, 1, tzinfo=dt.UTC) for month in (3, 9))


def counted(*counts: int) -> list[Json]:
    labels = ("Managed", "Social network", "Agency")
    return [{"key": label.lower(), "label": label, "n": n} for label, n in zip(labels, counts, strict=True)]


def bars(now: list[Json], then: list[Json], answered: int = 20, answered_then: int = 20) -> Json:
    before = {"round": 1, "title": "First", "answered": answered_then, "rows": then}
    picture = {"kind": "bars", "question": "q", "prompt": "Which?", "answered": answered, "talk": [], "rows": now}
    return picture | {"before": before}


def test_what_moved_is_said_in_counts():
    """The largest move first, at most three, what stayed the same left out."""
    assert moved(bars(counted(4, 15, 1), counted(11, 8, 1))) == ["Managed: 11 → 4", "Social network: 8 → 15"]
    assert moved(bars(counted(4, 4, 4), counted(4, 4, 4))) == []


def test_a_move_is_measured_by_the_share_of_those_who_answered():
    """With half the people, the option that lost no ground comes last, though its count fell most."""
    said = moved(bars(counted(5, 4, 1), counted(10, 2, 8), answered=10, answered_then=20))

    assert said == ["Social network: 2 → 4", "Agency: 8 → 1", "Managed: 10 → 5"] or said[-1] == "Managed: 10 → 5"


def test_both_rounds_stand_side_by_side():
    """Two bars an option, the earlier one hatched, with both counts, a legend in words and a table of both."""
    drawn = figure(bars(counted(4, 15, 1), counted(11, 8, 1)))
    html, words = to_html(drawn), text_of(drawn)

    assert html.count("nl-bar nl-before") == 3 + 1
    assert "now: 20 people" in words
    assert "“First”: 20 people" in words
    assert "Both rounds as a table" in words
    assert "Since “First”: Managed: 11 → 4; Social network: 8 → 15" in " ".join(words.split())


def test_few_answers_are_a_reason_for_care():
    """In either round; with enough in both nothing is said."""
    few = text_of(figure(bars(counted(1, 0, 0), counted(11, 8, 1), answered=1)))

    assert "Only 1 person answered now: a difference says little." in few
    assert "says little" not in text_of(figure(bars(counted(4, 15, 1), counted(11, 8, 1))))


def test_an_option_only_the_earlier_round_chose_is_shown():
    """A guide that lost it since loses no answer."""
    lost = [*counted(11, 8, 0), {"key": "guild", "label": "guild", "n": 3}]
    drawn = text_of(figure(bars(counted(11, 8, 0), lost)))

    assert "guild: 3 → 0" in drawn


def test_a_first_round_is_drawn_as_ever():
    picture = bars(counted(4, 15, 1), counted(11, 8, 1))
    del picture["before"]

    assert moved(picture) == []
    assert "nl-before" not in to_html(figure(picture))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Record:
    with Store.create(tmp_path_factory.mktemp("sample") / "sample.sqlite") as store:
        return store.read(import_workshop(store, json.loads(SAMPLE.read_text("utf-8"))).id)


def section(plan: Document, key: str) -> tuple[Block, ...]:
    return next(one.blocks for one in plan.sections if one.key == key)


def facts(blocks: tuple[Block, ...]) -> dict[str, str]:
    return {term: said for block in blocks if isinstance(block, Facts) for term, said in block.items}


def test_the_plan_says_what_moved(sample: Record):
    """In the second round of the sample there is a section for it; in the first there is none."""
    said = facts(section(document(sample, GUIDE), "since"))

    assert "Managed" in said[GUIDE.question("types").prompt]
    assert "→" in said[GUIDE.question("types").prompt]
    assert "Without a word since" in said[GUIDE.question("inequality_actions").prompt]
    assert "since" not in [one.key for one in document(sample, GUIDE, round=1).sections]


def test_no_question_of_the_sample_breaks_when_rounds_are_compared(sample: Record):
    """Every kind of picture with an earlier round is drawn."""
    plan = document(sample, GUIDE)

    assert all(to_html(figure(block.picture)) for one in plan.sections for part in one.sections for block in part.blocks
               if hasattr(block, "picture"))  # fmt: skip


def test_the_front_page_counts_what_is_done(sample: Record):
    said = facts(section(document(sample, GUIDE), "front"))

    assert "Done: " in said["Done or not"]
    assert "Under way" in said["Done or not"]


def record(*rows: Json) -> Record:
    """Ada's next steps: in March, and in September."""
    said = tuple(
        Answer(question="next_steps", participant="ada", value=list(value), round=number)
        for number, value in enumerate(rows, 1)
    )
    rounds = (Round(number=1, title="March", opened=MARCH), Round(number=2, title="September", opened=SEPTEMBER))
    return Record(
        workshop=Workshop(code="", title="Ours", guide=""),
        rounds=rounds,
        participants=(Participant(id="ada"),),
        answers=said,
        acts=(OPENLY,),
    )


def test_what_nobody_said_a_word_about_is_open():
    """An action of the earlier round that was neither carried over nor done stands among what is open."""
    then = [{"id": "1", "what": "Ring", "who": "", "when": "", "status": ""},
            {"id": "2", "what": "Meet", "who": "", "when": "", "status": "done"}]  # fmt: skip
    blocks = section(document(record(then, [{"id": "3", "what": "Sing", "status": ""}]), GUIDE), "open")

    (unsaid,) = [block for block in blocks if isinstance(block, Words)]
    assert unsaid.texts == ("Ring",)


def test_a_date_that_passed_is_open_unless_the_action_is_settled():
    """What is done lacks nothing; what is not needs a new date, or a word about what became of it."""
    late = {"who": "Ada", "when": "2027-04-01"}
    now = [
        {"id": "1", "what": "Ring", "status": "under_way", **late},
        {"id": "2", "what": "Meet", "status": "done", **late},
    ]
    blocks = section(document(record([], now), GUIDE), "open")

    table = next(block for block in blocks if isinstance(block, Rows) and "find out" in block.title)
    assert table.rows == (("Ring", "a new date, or what became of it: 1 April 2027 has passed"),)
