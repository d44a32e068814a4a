"""The join page's first step in ipywidgets, as the one cell of a notebook; `step.json` beside it holds what is asked.

A change is written to a SQLite file at once, and the line below the form says so: what a group would write itself.
"""

import json
import sqlite3
from pathlib import Path
from typing import Any

import ipywidgets as w
from IPython.display import display

step = json.loads(Path("step.json").read_text(encoding="utf-8"))
benefits, characteristics = step["question"][0], step["question"][1]

file = sqlite3.connect("answers.sqlite", timeout=30, isolation_level=None)
file.execute("pragma journal_mode=wal")
file.execute("create table if not exists answer (key text, value text)")

terms = w.HTML("".join(f"<p><b>{term['name']}</b> {term['meaning']}</p>" for term in step["term"]))
said = w.Label("")


def save(change: dict[str, Any]) -> None:
    """Keep a change, and say so."""
    file.execute("insert into answer values (?, ?)", (change["owner"].key, json.dumps(change["new"])))
    said.value = f"Saved {change['owner'].key} {change['new']}"


def keyed(widget: w.Widget, option: dict[str, Any]) -> w.VBox:
    """Return an input with its hint, whose changes are kept under the option's key."""
    widget.key = option["key"]
    widget.observe(save, "value")
    return w.VBox([widget, w.HTML(f"<small>{option['hint']}</small>")])


checks = [keyed(w.Checkbox(description=one["label"], indent=False), one) for one in benefits["option"]]
numbers = list(range(1, characteristics["steps"] + 1))
scales = [
    w.VBox([w.HTML(f"<b>{one['label']}</b>"), keyed(w.RadioButtons(options=numbers, value=None), one)])
    for one in characteristics["option"]
]
display(
    w.VBox(
        [
            w.HTML(f"<h1>{step['title']}</h1><p>{step['why']}</p>"),
            w.Accordion([terms], titles=("Words used here",)),
            w.HTML(f"<h2>{benefits['prompt']}</h2><p>{benefits['hint']}</p>"),
            *checks,
            w.HTML(f"<h2>{characteristics['prompt']}</h2><p>{characteristics['hint']}</p>"),
            *scales,
            said,
            w.Button(description="Next"),
        ]
    )
)
