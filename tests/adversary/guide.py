"""The guide of the courses: one question of each kind whose answers are protected piece by piece, or whole."""

from __future__ import annotations

from netlearn_widgets.content import parse

__all__ = ["GUIDE", "HEARD", "POSITIONS", "TOML", "UNITS"]

UNITS = ("g1", "g2", "g3")
POSITIONS = ("endorse", "minor", "reservations", "aside", "block")
HEARD = "block"

TOML = """
key = "adversary"
title = "Falls prevention"
language = "en"
source = "invented"

[[step]]
key = "one"
title = "One step"
why = "So that it can be tried."
minutes = 30
note = "Nothing."
source = "invented"
part = "purpose"

[[step.question]]
kind = "choice"
key = "unit"
prompt = "Where do you work?"

[[step.question.option]]
key = "g1"
label = "Surgery"

[[step.question.option]]
key = "g2"
label = "Library"

[[step.question.option]]
key = "g3"
label = "School"

[[step.question]]
kind = "choice"
key = "stage"
prompt = "Where are we?"

[[step.question.option]]
key = "x"
label = "Dormant"

[[step.question.option]]
key = "y"
label = "Emerging"

[[step.question.option]]
key = "z"
label = "Established"

[[step.question]]
kind = "matrix"
key = "grid"
prompt = "Who does what?"

[[step.question.row]]
key = "r1"
label = "Talking"

[[step.question.row]]
key = "r2"
label = "Doing"

[[step.question.option]]
key = "us"
label = "Us"

[[step.question.option]]
key = "them"
label = "Them"

[[step.question]]
kind = "text"
key = "words"
prompt = "In one sentence?"

[[step.question]]
kind = "ideas"
key = "ideas"
prompt = "What could help?"
dots = 3

[[step.question]]
kind = "agreement"
key = "consent"
prompt = "Can we go ahead?"
scale = "gradient"
"""

GUIDE = parse(TOML)
