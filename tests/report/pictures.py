"""One hand-made picture of each kind, as `analysis.picture` gives them."""

from __future__ import annotations

from netlearn_widgets.model.agreement import FIST
from netlearn_widgets.model.choosing import HORIZONS
from netlearn_widgets.model.question import Json

__all__ = ["EMPTY", "PICTURES"]

_TYPES = ["Developmental or learning", "Agency", "Advocacy", "Managed", "Social network", "Social movement"]
_FUNCTIONS = ["Community building", "Filtering", "Amplifying", "Facilitating", "Investing or providing", "Convening"]
_ORGANISATIONS = ["North Health Board", "North Housing", "Library"]
_NAMES = ["Ada Byron", "Bo", "Cy Okonkwo", "Di", "Eve Montgomery-Smith", "Fay", "A voice from the night shift"]


def _key(label: str) -> str:
    return label.lower().replace(" ", "_")


def _picture(kind: str, prompt: str, answered: int = 18, **more: Json) -> Json:
    return {
        "kind": kind,
        "question": kind,
        "prompt": prompt,
        "answered": answered,
        "appears": {"threshold": 1, "hidden": False},
        "talk": ["What surprises you?", "Who is not here?"],
        **more,
    }


def _counted(labels: list[str], counts: list[int]) -> Json:
    return [{"key": _key(label), "label": label, "n": n} for label, n in zip(labels, counts, strict=True)]


def _crossed(labels: list[str], counts: list[list[int]]) -> Json:
    return [{"key": _key(label), "label": label, "counts": n} for label, n in zip(labels, counts, strict=True)]


def _rating(label: str, group: str, counts: list[int]) -> Json:
    n = sum(counts)
    mean = sum(place * many for place, many in enumerate(counts, 1)) / n if n else None
    return {"key": _key(label), "label": label, "group": group, "counts": counts, "n": n, "mean": mean}


def _nodes() -> list[Json]:
    places = [(0.1, 0.2), (0.4, 0.1), (0.7, 0.3), (0.9, 0.8), (0.3, 0.7), (0.55, 0.55), (0.1, 0.9)]
    return [
        {
            "id": f"n{number}",
            "name": name,
            "organisation": [*_ORGANISATIONS, ""][number % 4],
            "seat": name.startswith("A voice"),
            "x": x,
            "y": y,
            "turned_to": number,
            "named_by": 1 + number,
        }
        for number, (name, (x, y)) in enumerate(zip(_NAMES, places, strict=True))
    ]


PICTURES: dict[str, Json] = {
    "bars": _picture("bars", "Where are we now?", rows=_counted(["Emerging", "Established", "Dormant"], [9, 7, 2])),
    "shift": _picture(
        "shift",
        "Which type are we most like, now, next and later?",
        columns=[{"key": one.key, "label": one.label, "hint": one.hint} for one in HORIZONS],
        rows=_crossed(_TYPES, [[4, 9, 6], [1, 2, 1], [0, 1, 2], [11, 3, 1], [2, 2, 7], [0, 1, 1]]),
    ),
    "gap": _picture(
        "gap",
        "What should the network mainly do in future?",
        answered_now=18,
        rows=[
            {"key": _key(label), "label": label, "now": now, "future": future}
            for label, now, future in zip(_FUNCTIONS, [9, 2, 1, 1, 0, 5], [3, 5, 7, 1, 6, 2], strict=True)
        ],
    ),
    "ratings": _picture(
        "ratings",
        "How much like you is each?",
        steps=5,
        low="not at all",
        high="very much",
        rows=[
            _rating("I introduce people to each other", "connector", [1, 2, 3, 8, 4]),
            _rating("I notice who is missing", "connector", [0, 5, 9, 3, 1]),
            _rating("I keep the records straight", "co_ordinator", [6, 2, 1, 2, 7]),
            _rating("I listen until everybody is heard", "", [0, 0, 0, 0, 0]),
        ],
    ),
    "ranks": _picture(
        "ranks",
        "What must come first?",
        rows=[
            {
                "key": _key(label),
                "label": label,
                "points": 60 - 9 * place,
                "first": max(0, 9 - 4 * place),
                "placed": 18 - place,
                "mean_place": 1.5 + place,
            }
            for place, label in enumerate(_FUNCTIONS)
        ],
    ),
    "cards": _picture(
        "cards",
        "What is this network for?",
        cards=[{"text": text, "who": "p1"} for text in ["Fewer falls", "Learn from each other\nevery month", "Share"]],
        hidden=0,
    ),
    "themes": _picture(
        "themes",
        "What is this network for, sorted?",
        cards=[{"text": text, "who": "p1"} for text in ["Fewer falls", "Nobody falls twice", "Learn", "Share", "Tea"]],
        hidden=1,
        by="dots",
        rows=[
            {
                "key": "safe homes",
                "label": "Safe homes",
                "n": 7,
                "ideas": 2,
                "cards": [{"text": "Fewer falls", "same": [{"text": "Nobody falls twice"}]}],
            },
            {
                "key": "learning",
                "label": "Learning",
                "n": 1,
                "ideas": 2,
                "cards": [{"text": "Learn", "same": []}, {"text": "Share", "same": []}],
            },
        ],
        loose=[{"text": "Tea", "same": [], "n": 2}],
        waiting=2,
    ),
    "cover": _picture(
        "cover",
        "Who holds which role?",
        uncovered=["Network guardian"],
        rows=[
            {
                "key": "connector",
                "label": "Connector",
                "holds": [{"name": "Ada", "n": 7}, {"name": "Bo", "n": 1}],
                "could": [{"name": "Cy", "n": 2}],
            },
            {"key": "guardian", "label": "Network guardian", "holds": [], "could": []},
        ],
    ),
    "table": _picture(
        "table",
        "What will we do about inequality?",
        columns=[{"key": key, "label": key.capitalize()} for key in ("group", "gap", "action", "owner", "date")],
        rows=[
            ["Night carers", "miss every meeting", "meet at 7 in the evening", "Ada", "2027-03-31"],
            ["Renters", "", "ask them", "", ""],
        ],
    ),
    "grid": _picture(
        "grid",
        "How do we meet?",
        columns=[{"key": _key(label), "label": label} for label in ["Face to face", "Virtual", "Both", "Not for us"]],
        rows=_crossed(
            ["Conferences", "One-to-one conversations", "Blogs"], [[9, 2, 4, 3], [4, 4, 9, 1], [0, 8, 0, 10]]
        ),
    ),
    "spread": _picture(
        "spread",
        "Can you live with this wording?",
        proposal={"id": "w1", "text": "We learn together so that nobody falls twice."},
        state="talk",
        to_hear=2,
        missing=0,
        rows=[
            {"key": one.key, "label": one.label, "group": one.group, "n": n}
            for one, n in zip(FIST, [3, 8, 5, 1, 1, 0], strict=True)
        ],
        heard=[
            {"label": "1 · I have serious doubts", "text": "", "who": ""},
            {"label": "2 · I need to talk first", "text": "Who is “we”?", "who": "Bo"},
        ],
        reasons=[
            {"label": "2 · I need to talk first", "group": "hear", "text": "Who is “we”?", "who": "Bo"},
            {"label": "3 · I can live with it", "group": "reservation", "text": "Not on Fridays", "who": ""},
            {"label": "5 · I will help lead it", "group": "support", "text": "At last", "who": ""},
        ],
        decided=None,
        reopened=False,
        earlier=[{"text": "We learn together.", "state": "talk", "answered": 17, "to_hear": 3}],
    ),
    "map": _picture(
        "map",
        "Who turns to whom?",
        nodes=_nodes(),
        ties=[
            {"from": "n0", "to": "n1", "status": "confirmed"},
            {"from": "n1", "to": "n0", "status": "confirmed"},
            {"from": "n2", "to": "n5", "status": "named"},
            {"from": "n4", "to": "n5", "status": "inferred"},
            {"from": "n1", "to": "n5", "status": "named"},
        ],
        organisations=_ORGANISATIONS,
        measures=[
            {"key": "people", "label": "People", "value": "6", "words": "who are on the map"},
            {"key": "reach", "label": "Within two steps", "value": "54 %", "words": "reached by one introduction"},
        ],
    ),
}

EMPTY: dict[str, Json] = {
    kind: picture
    | {"answered": 0}
    | {
        name: []
        for name in ("rows", "cards", "nodes", "ties", "organisations", "measures", "reasons", "heard", "earlier")
        if name in picture
    }
    | ({"answered_now": 0} if kind == "gap" else {})
    | ({"proposal": None, "state": "open", "to_hear": 0} if kind == "spread" else {})
    for kind, picture in PICTURES.items()
}
