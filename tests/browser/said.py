"""What Ada and Bo say to every question of the default guide, in the shape `answering` takes."""

from __future__ import annotations

from typing import Any

from browser.people import GUIDE

__all__ = ["ADA", "ADA_LATER", "BO"]


def _rated(question: str) -> dict[str, int]:
    options = GUIDE.question(question).options  # type: ignore[attr-defined]
    return {option.key: 1 + place % 5 for place, option in enumerate(options)}


def _person(name: str, organisation: str = "", *, seat: bool = False) -> dict[str, Any]:
    return {"name": name, "organisation": organisation, "seat": seat}


ADA: dict[str, Any] = {
    "benefits": ["diffusion", "resilience"],
    "characteristics": _rated("characteristics"),
    "purpose_for": ["Fewer falls at home", "People tell their story once"],
    "purpose_who": ["Carers, in the evening"],
    "purpose_inequality": ["Ask who did not come"],
    "purpose_statement": "We learn together how people stay well at home.",
    "purpose_agreement": {
        "proposal": "We learn how people stay well at home.",
        "position": "3",
        "reason": "Name the carers too",
    },
    "types_decides": "peers",
    "types_relates": "reciprocity",
    "types": {"now": "managed", "next": "developmental", "later": "social"},
    "types_reason": "A learning network, because nobody knows the answer yet.",
    "types_agreement": {
        "proposal": "We begin as a learning network.",
        "position": "reservations",
        "reason": "Only with time for it",
    },
    "functions_now": "convening",
    "functions_future": ["community_building", "filtering"],
    "functions_first": ["convening", "community_building", "filtering"],
    "functions_agreement": {
        "proposal": "This year we mainly bring people together.",
        "position": "4",
        "reason": "In the evening too",
    },
    "stage": "emerging",
    "areas": _rated("areas"),
    "areas_next": "Meet twice in the same place.",
    "size": "too_small",
    "partners": ["The housing team", "The day centre"],
    "champions": ["Cy from the bus company"],
    "role_strengths": _rated("role_strengths"),
    "roles": {
        "connector": {"holds": ["Ada", "Bo"], "could": ["Cy"]},
        "expert": {"holds": [], "could": ["Dee"]},
    },
    "roles_agreement": {
        "proposal": "Until the summer Ada is our connector.",
        "position": "aside",
        "reason": "It is about me",
    },
    "ties": {
        "people": [
            _person("Ada", "Harbour Surgery"),
            _person("Bo", "Day Centre"),
            _person("Cy"),
            _person("A carer", seat=True),
        ],
        "me": "Ada",
        "ties": [{"from": "Ada", "to": "Bo"}, {"from": "Bo", "to": "Cy"}],
    },
    "missing": ["Somebody from the ferry"],
    "channels": {
        "conferences": "not_for_us",
        "events": "face_to_face",
        "meetings": "both",
        "one_to_one": "face_to_face",
        "small_groups": "both",
        "blogs": "virtual",
        "forums": "virtual",
        "networks": "both",
    },
    "channels_use": [
        {"channel": "meetings", "way": "both", "purpose": "to decide", "stage": "emerging"},
        {"channel": "blogs", "way": "virtual", "purpose": "to tell others", "stage": "established"},
    ],
    "inequality_worst": ["People without a car: the bus survey says so"],
    "inequality_represented": ["disability", "rural_island"],
    "inequality_missing": ["Night workers; Cy would speak for them"],
    "inequality_gains": ["Those who live near the hall gain first"],
    "inequality_actions": [
        {
            "group": "People without a car",
            "gap": "they miss the meetings",
            "action": "Pay for the bus",
            "owner": "Bo",
            "measure": "how many come",
            "baseline": "two of thirty",
            "date": "2027-03-31",
            "review": "2027-09-30",
        }
    ],
    "next_steps": [{"what": "Ask ten people", "who": "Ada", "when": "2027-02-01"}],
    "action_agreement": {"proposal": "By May we ring ten people.", "position": "5", "reason": "I have their numbers"},
    "plan_agreement": {"proposal": "We do what stands in this plan.", "position": "endorse", "reason": "It is ours"},
}
"""An answer to every question."""

ADA_LATER: dict[str, Any] = {
    "benefits": ["resilience", "adaptive_capacity"],
    "purpose_statement": "We learn together how everybody stays well at home.",
    "types_decides": "mandate",
    "functions_first": ["community_building", "convening", "filtering"],
    "purpose_for": ["Fewer falls at home", "People tell their story once, to anybody"],
    "characteristics": _rated("characteristics") | {"diversity": 1},
}
"""What Ada changes afterwards."""

BO: dict[str, Any] = {
    "benefits": ["growth"],
    "purpose_for": ["Nobody waits alone"],
    "purpose_statement": "Nobody waits alone.",
    "purpose_agreement": {"position": "5", "reason": "I will help"},
    "types_decides": "lead",
    "types": {"now": "managed"},
    "functions_now": "filtering",
    "functions_first": ["filtering"],
    "stage": "pre_emergent",
    "areas": {"purpose": 5, "community": 2},
    "partners": ["The school"],
    "roles": {"connector": {"holds": ["Dee"], "could": []}},
    "ties": {
        "people": [_person("Bo", "Day Centre"), _person("Ada", "Harbour Surgery")],
        "me": "Bo",
        "ties": [{"from": "Bo", "to": "Ada"}],
    },
    "channels": {"events": "virtual"},
    "inequality_represented": ["age"],
    "next_steps": [{"what": "Book the hall", "who": "Bo", "when": ""}],
    "plan_agreement": {"position": "block", "reason": "No money is named"},
}
"""A good part of it."""
