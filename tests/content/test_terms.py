"""Every term of the field stands in the default guide, in the step where a group meets it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from netlearn_widgets.content import default_guide
from netlearn_widgets.model.choosing import Matrix
from netlearn_widgets.model.guide import Step
from netlearn_widgets.model.question import Question
from netlearn_widgets.model.table import Table

TYPES = [
    "Developmental or learning network",
    "Agency network",
    "Advocacy network",
    "Managed network",
    "Social network",
    "Social movement",
]
FUNCTIONS = ["Community building", "Filtering", "Amplifying", "Facilitating", "Investing/providing", "Convening"]
STAGES = ["Pre-emergent", "Emerging", "Established", "Dormant"]
CHANNELS = [
    "Conferences",
    "Events",
    "Meetings",
    "1:1 conversations",
    "Small group discussions",
    "Blogs",
    "Online forums",
    "Networks",
]

NAMED: dict[str, list[str]] = {
    # Names of options, rows, columns and terms, spelled as the field spells them, by step.
    "welcome": [
        *["Rapid and expansive growth", "Rapid diffusion", "“Small world” reach", "Resilience", "Adaptive capacity"],
        *["Cooperative structures", "Interconnectedness", "Diversity of membership", "Distributed leadership"],
        *["Reciprocity and exchange", "Common purpose", "Instability", "Adaptability", "Sharing of knowledge"],
        *["Joint decisions", "Shared responsibility", "Shared leadership", "Nobody is directed or coerced"],
        "Influence, suggest, steer",
    ],
    "types": [*TYPES, "A common path", "Two lines to discuss"],
    "functions": [*FUNCTIONS, "Function before form"],
    "establishing": [
        *["Articulating a clear common purpose", "Developing a co-operative structure", "Building critical mass"],
        "Maximising the benefits of collective intelligence",
        "Building a meaningful sense of community",
        *STAGES,
        *["Critical partners", "Champions", "Too small", "Too big", "Start larger"],
    ],
    "roles": [
        *["Connector/catalyst", "Network guardian", "Co-ordinator", "Facilitator"],
        *["Expert", "Sponsor/connector", "Organisational representative", "Participant"],
    ],
    "members": [
        *["Tie", "Seat", "Member", "Confirmed, named, inferred"],
        *["Scattered fragments", "Single hub", "Several hubs", "Core and periphery"],
        *["Weaving", "Closing a triangle", "Joining two parts", "Size"],
    ],
    "channels": [*CHANNELS, "Face to face", "Virtual", *STAGES],
    "inequality": [
        *["Deprivation (SIMD)", "Protected characteristics", "Geography", "Inclusion groups", "Overlap"],
        *["HEAT", "Fairer Scotland Duty", "Data action"],
        *["For whom", "Gap", "Action", "Owner", "Measure", "Baseline", "Done by", "Look back on"],
    ],
}

SAID: dict[str, list[str]] = {
    # What a step's words have to say somewhere, in small letters, by step.
    "purpose": [
        *["what is this learning system\u2019s purpose", "who needs to be involved, and how"],
        *["how will we make sure this reduces inequality", "i can live with it", "under 3", "record what is open"],
    ],
    "types": [
        *["managed, then developmental, then social", "an example, not the answer", "not always", "own summing-up"],
        *["peers", "mandate", "position", "appointed lead", "each tie is its own", "many local leaders"],
        *["reciprocity", "cause", "accountability", "friendship", "values"],
    ],
    "functions": ["several at once", "full strength", "must one come before another"],
    "establishing": ["webber and dunbar", "up to about 40", "contest", "this area comes first"],
    "roles": ["several people", "several roles", "scores themselves", "never gives anyone a role"],
    "members": ["never anonymous", "taken off", "15 to 20 people", "does not judge"],
    "inequality": [
        *["worst outcomes", "how do we know", "who would speak", "time, travel, data, language, pay", "gains first"],
        *["harmed or left out", "how we meet", "unknown", "6 to 12 months", "never about you"],
    ],
    "plan": ["reservations", "stand aside", "block"],
}

CREDITED: dict[str, list[str]] = {
    # Who is credited, by step.
    "welcome": ["Healthcare Improvement Scotland", "Malby and Mervyn", "Effective Networks for Improvement"],
    "purpose": ["Healthcare Improvement Scotland", "Leading Networks in Healthcare"],
    "types": ["Malby and Mervyn", "this project\u2019s own", "Kaner"],
    "functions": ["Portes and Yeo", "ODI", "Malby and Mervyn"],
    "establishing": ["Effective Networks for Improvement", "Leading Networks in Healthcare", "Webber and Dunbar"],
    "roles": ["Holley", "Network Weaver Handbook", "Healthcare Improvement Scotland"],
    "members": ["Krebs", "Holley"],
    "channels": ["Healthcare Improvement Scotland", "Networks for Learning Systems"],
    "inequality": ["Health Equity Assessment Tool", "Fairer Scotland Duty"],
    "plan": ["Kaner"],
}


def names_in(step: Step) -> Iterator[str]:
    """Every label and term a step shows."""
    for term in step.terms:
        yield from (term.name, term.group)
    for question in step.questions:
        yield from labels_in(question)


def labels_in(question: Question) -> Iterator[str]:
    for option in getattr(question, "options", ()):
        yield option.label
    if isinstance(question, Matrix):
        yield from (row.label for row in question.rows)
    if isinstance(question, Table):
        for column in question.columns:
            yield from (column.label, *(option.label for option in column.options))


def test_every_term_has_a_name_in_its_step() -> None:
    """No term of the field is missing from the step where a group meets it; all that are missing are listed."""
    guide = default_guide()

    missing = [f"{key}: {term}" for key, terms in NAMED.items() for term in {*terms} - {*names_in(guide.step(key))}]

    assert sorted(missing) == []


def test_every_fact_is_said_in_its_step() -> None:
    """What makes an exercise good is said in the step's own words."""
    guide = default_guide()

    said = {step.key: repr(step).casefold() for step in guide.steps}

    assert [f"{key}: {fact}" for key, facts in SAID.items() for fact in facts if fact not in said[key]] == []


def test_every_type_is_described_by_two_dimensions_and_two_prompts() -> None:
    """Each type says who decides and how members relate; when it fits and goes wrong is marked as for discussion."""
    lines = ["Who decides", "Members relate by", "Fits when (to discuss)", "Goes wrong when (to discuss)"]

    terms = default_guide().step("types").terms

    assert dict.fromkeys(TYPES, lines) == {name: [term.name for term in terms if term.group == name] for name in TYPES}


def test_every_source_is_credited_where_it_is_used() -> None:
    guide = default_guide()

    assert [
        f"{key}: {name}" for key, names in CREDITED.items() for name in names if name not in guide.step(key).source
    ] == []


def test_the_counts_of_the_field_hold() -> None:
    """8 channels, 9 characteristics, 6 types, 6 functions, 5 benefits, 5 areas, 4 stages, 4 key and 4 other roles."""
    guide: Any = default_guide()

    def count(key: str, part: str = "options") -> int:
        return len(getattr(guide.question(key), part))

    roles = [role.group for role in guide.question("roles").options]
    counted = ["channels", "characteristics", "types", "functions_now", "benefits", "areas", "stage"]
    assert [count(key, "rows" if key == "channels" else "options") for key in counted] == [8, 9, 6, 6, 5, 5, 4]
    assert roles == ["Key roles"] * 4 + ["Other roles"] * 4
