"""An adversary that finds nothing may be blind: this one finds what is wrong with a rule that is weaker by a change."""

from __future__ import annotations

import pytest

from adversary.attack import attacked
from adversary.courses import course
from adversary.mutations import MUTATIONS, mutated

WITHIN = 100


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_weaker_rule_is_found_out(name):
    """Within so many courses, one in which the rule itself gives nobody away."""
    questions, _ = MUTATIONS[name]
    for seed in range(WITHIN):
        one = course(seed, questions=questions)
        with mutated(name):
            found = attacked(one).findings
        if found and not attacked(one).findings:
            return

    pytest.fail(f"Nothing was found in {WITHIN} courses.")
