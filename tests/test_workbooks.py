"""Every workbook runs, shows what is saved in it, and asks what the default guide asks."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from refresh_workbooks import WORKBOOKS, sample_environment, tidy

from netlearn_widgets.content import default_guide
from netlearn_widgets.model.guide import Step
from netlearn_widgets.pages.site import page

GUIDE = default_guide()
STEPS = [path for path in WORKBOOKS if path.stem[0].isdigit()]
REFRESH = "python tests/refresh_workbooks.py"
START = "from netlearn_widgets import workbook\n\nbook = workbook()\n"
MACHINE = re.compile(
    r"(?:^|[\s\"'(=])(?:/(?:home|Users|root|tmp|var|work|opt|mnt)/|[A-Z]:\\\\)|0x[0-9a-f]{6,}|localhost|127\.0\."
)

each = pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: path.stem)
each_step = pytest.mark.parametrize("path", STEPS, ids=lambda path: path.stem)


def read(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text("utf-8"))


def sources(path: Path, kind: str) -> list[str]:
    return ["".join(cell["source"]) for cell in read(path)["cells"] if cell["cell_type"] == kind]


def verbs(path: Path) -> list[tuple[str, ...]]:
    """The verb of each code cell with what it is given: ("ask", "stage")."""
    calls = [ast.parse(code).body[-1].value for code in sources(path, "code")]
    return [(call.func.attr, *(argument.value for argument in call.args)) for call in calls]


def step_of(path: Path) -> Step:
    return GUIDE.step(path.stem.split("-", 1)[1])


@pytest.mark.timeout(300)
def test_each_workbook_shows_again_what_is_saved_in_it(tmp_path: Path) -> None:
    """Run with the sample data, every cell shows the words that are saved in it."""
    pytest_nbval = [sys.executable, "-m", "pytest", "--nbval", "--nbval-current-env", "-q", "-p", "no:cacheprovider"]

    done = subprocess.run(
        [*pytest_nbval, *WORKBOOKS], env=sample_environment(tmp_path), capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, f"{done.stdout[-8000:]}\nIs this as it should be? Keep it: {REFRESH}"


@each
def test_a_workbook_is_a_sound_notebook_without_traces_of_a_machine(path: Path) -> None:
    """The format is 4.5 with a name for each cell; no versions, times or places of files are in it."""
    notebook = read(path)
    names = [cell["id"] for cell in notebook["cells"]]

    nbformat.validate(notebook)
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    assert tidy(read(path)) == notebook
    assert sorted(set(names)) == sorted(names)
    assert not MACHINE.search(path.read_text("utf-8"))


@each
def test_a_workbook_says_what_page_it_is(path: Path) -> None:
    """Its metadata has the title, the kind of page, its place in the order, the minutes and a summary of one line."""
    ours = read(path)["metadata"]["netlearn"]
    served = page(path)

    assert WORKBOOKS.index(path) == ours["order"]
    assert {"minutes", "order", "page", "summary"} == set(ours)
    assert {name: name for name in ("join", "screen", "host", "workshops")}.get(path.stem, "step") == served.kind
    assert served.summary.endswith(".")
    assert "\n" not in served.summary


@each
def test_each_code_cell_has_one_verb(path: Path) -> None:
    """The first cell opens the workbook; after it and in every other cell stands `book.verb(…)` alone."""
    first, *others = sources(path, "code")

    assert first.startswith(START)
    for code in [first.removeprefix(START), *others]:
        (statement,) = ast.parse(code).body
        assert isinstance(statement, ast.Expr)
        assert re.fullmatch(r'book\.\w+\(("\w+")?\)', code)


def test_each_step_of_the_guide_has_its_workbook_in_the_same_order() -> None:
    assert [step.key for step in GUIDE.steps] == [path.stem.split("-", 1)[1] for path in STEPS]


@each_step
def test_a_step_asks_each_of_its_questions_and_shows_the_answers_after_it(path: Path) -> None:
    """Results stand right after their question, then the board of ideas to sort; an agreement shows both.

    It is named by its step where that has but one.
    """
    expected: list[tuple[str, ...]] = [("who",)]
    for question in step_of(path).questions:
        if question.kind == "agreement":
            alone = sum(one.kind == "agreement" for one in step_of(path).questions) == 1
            expected.append(("agree", step_of(path).key if alone else question.key))
        else:
            expected += [("ask", question.key), ("results", question.key)]
            expected += [("themes", question.key)] if question.kind == "ideas" else []
    if path == STEPS[-1]:
        expected.append(("plan",))

    assert expected == verbs(path)


@each_step
def test_a_step_begins_with_its_title_and_time_and_ends_with_its_source(path: Path) -> None:
    step, prose = step_of(path), sources(path, "markdown")
    ours = read(path)["metadata"]

    assert prose[0].startswith(f"# {step.title}\n\n**About {step.minutes} minutes**\n")
    assert (step.title, step.minutes) == (ours["title"], ours["netlearn"]["minutes"])
    assert "Healthcare Improvement Scotland" in prose[-1]
    assert "Healthcare Improvement Scotland" not in "".join(prose[:-1])


@pytest.mark.parametrize(
    ("name", "verb"), [("join", "journey"), ("screen", "screen"), ("host", "host"), ("workshops", "workshops")]
)
def test_what_is_no_step_is_a_page_of_its_own(name: str, verb: str) -> None:
    (path,) = (path for path in WORKBOOKS if path.stem == name)

    assert [(verb,)] == verbs(path)


def test_the_facilitators_times_are_the_guides() -> None:
    """The table in docs/facilitator.md names every step with its minutes, and the sum below it is theirs."""
    words = (WORKBOOKS[0].parents[1] / "docs" / "facilitator.md").read_text("utf-8")

    assert [(step.title, str(step.minutes)) for step in GUIDE.steps] == re.findall(
        r"^\| (\w+) \| (\d+) \|$", words, re.MULTILINE
    )
    assert sum(step.minutes for step in GUIDE.steps) == 3 * 60
    assert "That is three hours" in words
