"""A changed guide and answers that are there: said, asked, and never a page that breaks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli.opened import Opened
from hypothesis import given, settings
from hypothesis import strategies as st
from model.asking import ANSWERS

from netlearn_widgets.analysis import frames
from netlearn_widgets.cli import main
from netlearn_widgets.content import parse
from netlearn_widgets.model.act import Act
from netlearn_widgets.model.workshop import Answer, Workshop
from netlearn_widgets.pages.journey import Journey
from netlearn_widgets.pages.parts import Asked, shown
from netlearn_widgets.pages.visit import Visit
from netlearn_widgets.report.document import document
from netlearn_widgets.report.html import to_page
from netlearn_widgets.store.store import Store

HEAD = 'key = "g"\ntitle = "G"\nlanguage = "en"\nsource = "Ada"\n'
STEP = '[[step]]\nkey = "s"\ntitle = "S"\nwhy = "Because"\nminutes = 5\nnote = "Ask"\nsource = "Bo"\npart = "purpose"\n'
QUESTION = '[[step.question]]\nkind = "{kind}"\nkey = "q"\nprompt = "Which way?"\n{more}'
OPTIONS = "".join(f'[[step.question.option]]\nkey = "{key}"\nlabel = "{key}"\n' for key in ("filtering", "convening"))
ROWS = OPTIONS.replace("option", "row")
MORE = {
    "choice": OPTIONS,
    "choices": OPTIONS,
    "ranking": OPTIONS,
    "horizons": OPTIONS,
    "roles": OPTIONS,
    "scale": f'low = "Low"\nhigh = "High"\n{OPTIONS}',
    "matrix": OPTIONS + ROWS,
    "table": '[[step.question.column]]\nkey = "what"\nlabel = "What"\n',
}
KINDS = sorted(ANSWERS)


def _guide(kind: str) -> str:
    return HEAD + STEP + QUESTION.format(kind=kind, more=MORE.get(kind, ""))


def _store(path: Path, kind: str, *values: object) -> None:
    """A workshop that shows every answer, each of these given by somebody while the question was of this kind."""
    with Store.create(path) as store:
        workshop = store.add_workshop(Workshop(code="KRTM-27", title="Ours", guide=_guide(kind)), host_key="key")
        store.act(workshop.id, Act(kind="settings", value={"protected": False}), key="key")
        for number, value in enumerate(values):
            who = store.join(workshop.id, f"token {number}", f"Person {number}")
            store.record(workshop.id, Answer(question="q", participant=who.id, value=value))


@pytest.fixture
def ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Six people chose one of two; a guide beside the data asks for several of them."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "new.toml").write_text(_guide("choices"))
    _store(tmp_path / "netlearn.sqlite", "choice", *["filtering"] * 6)
    return tmp_path / "netlearn.sqlite"


def _run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    return int(ended.value.code or 0)


LOST = "“q” is of the kind 'choices', no longer 'choice' (6 answers of 6 people): kept, count as none"


def test_check_says_what_a_guide_would_do_and_changes_nothing(ours: Path, capsys: pytest.CaptureFixture[str]):
    """With the counts; without --data it looks at the guide alone."""
    assert _run("check", "new.toml", "--data", str(ours)) == 0
    said = capsys.readouterr().out
    assert _run("check", "new.toml") == 0

    assert "What it would do to the answers of “Ours”:" in said
    assert LOST in said
    assert "answers of" not in capsys.readouterr().out
    with Store.open(ours) as store:
        assert _guide("choice") == store.workshop("KRTM-27").guide


@pytest.mark.parametrize("yes", [False, True])
def test_serve_takes_such_a_guide_only_when_it_is_agreed(
    ours: Path,
    opened: Opened,
    capsys: pytest.CaptureFixture[str],
    yes: bool,  # noqa: FBT001  a parameter
):
    """Where nobody can be asked, --yes is."""
    ended = _run("serve", "--guide", "new.toml", "--port", "0", *(["--yes"] if yes else []))

    said = capsys.readouterr()
    assert (ended, hasattr(opened, "asked")) == ((0, True) if yes else (1, False))
    assert LOST in said.out
    assert yes or "Add --yes" in said.err
    with Store.open(ours) as store:
        assert _guide("choices" if yes else "choice") == store.workshop("KRTM-27").guide


@pytest.mark.usefixtures("opened")
def test_serve_asks_nothing_about_a_guide_that_changes_no_answer(ours: Path, tmp_path: Path):
    """Another wording is free."""
    (tmp_path / "new.toml").write_text(_guide("choice").replace("Which way?", "Where to?"))

    assert _run("serve", "--guide", "new.toml", "--port", "0") == 0
    with Store.open(ours) as store:
        assert "Where to?" in store.workshop("KRTM-27").guide


def test_a_tighter_limit_is_asked_about(tmp_path: Path, opened: Opened, capsys: pytest.CaptureFixture[str]):
    """It changes nothing that is kept, and what people can do with it."""
    _store(tmp_path / "ours.sqlite", "ideas", ANSWERS["ideas"])
    (tmp_path / "new.toml").write_text(_guide("ideas") + "most = 1\n")
    words = (
        "“q” takes at most 1 entry (1 answer of 1 person): kept as they are, and whoever changes theirs must shorten"
    )

    checked = _run("check", f"{tmp_path}/new.toml", "--data", f"{tmp_path}/ours.sqlite")
    assert (checked, words in capsys.readouterr().out) == (0, True)
    ended = _run("serve", "--guide", f"{tmp_path}/new.toml", "--data", f"{tmp_path}/ours.sqlite", "--port", "0")
    assert (ended, words in capsys.readouterr().out, hasattr(opened, "asked")) == (1, True, False)


@settings(max_examples=40)
@given(st.sampled_from(KINDS), st.sampled_from(KINDS))
def test_values_of_another_form_break_no_page_plan_frame_or_screen(
    tmp_path_factory: pytest.TempPathFactory, kind: str, other: str
):
    """Whatever a question was before; all of it is still in the plan or in the frame."""
    path = tmp_path_factory.mktemp("guides") / "ours.sqlite"
    _store(path, kind, *[ANSWERS[kind]] * 3)
    with Store.open(path) as store:
        store.set_guide(store.workshop("KRTM-27").id, _guide(other))
    visit = Visit(str(path))
    visit.open("KRTM-27")
    visit.hello("KRTM-27", "token 1")
    question = visit.guide.question("q")

    Asked(visit, question).widget.close()
    shown(visit, question, large=True).widget.close()
    mine = Journey(visit, lambda _: None, lambda _: None).mine()
    frame = frames.answers(visit.record, visit.guide)
    plan = to_page(document(visit.record, visit.guide))

    assert json.dumps(mine)
    assert (visit.value("q") is None) is (visit.record.disclosure("q").answered == 0)
    if visit.value("q") is None:
        assert mine == []
        assert frame["kind"].isna().all()
        assert [json.loads(text) for text in frame["text"]] == [ANSWERS[kind]] * 3
        assert "Earlier answers to “Which way?”, given in another form" in plan
    visit.close()


def test_the_first_answer_is_called_the_first(ours: Path):
    """Where nothing is protected no results are said to be held back so that nobody can be picked out."""
    with Store.open(ours) as store:
        record = store.read(store.workshop("KRTM-27").id)

    plan = to_page(document(record, parse(_guide("choices"))))

    assert "from 1 answers on" not in plan
    assert "Not answered yet: “Which way?”" in plan


def test_a_guide_writes_nothing_but_text_on_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Guides are handed on between people; what stands in one is told in words."""
    guide = tmp_path / "guide.toml"
    guide.write_text('["\\u001b[2J"]\ntitle = "\\u001b]0;owned\\u0007"\n', "utf-8")

    with pytest.raises(SystemExit):
        main(["check", str(guide)])

    said = "".join(capsys.readouterr())
    assert "\x1b" not in said
    assert r"\x1b[2J" in said
