"""The documentation names all there is: every command, kind of question and layer; its links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

from typer.main import get_command

from netlearn_widgets.cli.app import app
from netlearn_widgets.model.guide import KINDS

ROOT = Path(__file__).parent.parent
PAGES = {path: path.read_text(encoding="utf-8") for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]}
ALL = "\n".join(PAGES.values())


def test_every_command_is_in_the_documentation():
    """Somebody who reads the documentation meets every command of `netlearn`."""
    commands = get_command(app).commands

    assert [] == [name for name in commands if f"netlearn {name}" not in ALL]


def test_every_kind_of_question_is_in_the_documentation():
    """A guide author finds every kind with an example."""
    guide_author = PAGES[ROOT / "docs" / "guide-author.md"]

    assert [] == [kind for kind in KINDS if f'kind = "{kind}"' not in guide_author]


def test_every_layer_is_described_to_developers():
    """The next developer finds every folder of the package named."""
    folders = [path.parent.name for path in (ROOT / "netlearn_widgets").glob("*/__init__.py")]
    developer = PAGES[ROOT / "docs" / "developer.md"]

    assert [] == [folder for folder in folders if f"`{folder}" not in developer]


def test_links_between_pages_lead_somewhere():
    """Every link and picture inside the repository names a file that is there."""
    broken = [
        f"{page.name}: {target}"
        for page, text in PAGES.items()
        for target in re.findall(r'\]\(([^)#:]+)\)|src="([^":]+)"', text)
        if not (page.parent / "".join(target)).exists()
    ]

    assert [] == broken
