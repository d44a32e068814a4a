"""Run every workbook with the sample data, and keep what it shows: ``python tests/refresh_workbooks.py``.

What is kept is the same on every machine: the words of the widgets, without times, versions and ids of models.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nbformat
from nbclient import NotebookClient

from netlearn_widgets.store import Store
from netlearn_widgets.store.transfer import import_workshop

__all__ = ["WORKBOOKS", "sample_environment", "tidy"]

_REPOSITORY = Path(__file__).parents[1]
WORKBOOKS = sorted((_REPOSITORY / "workbooks").glob("*.ipynb"))

_WIDGET = "application/vnd.jupyter.widget-view+json"  # the id of a model that ended with its kernel


def sample_environment(folder: Path) -> dict[str, str]:
    """What a kernel needs to open the sample workshop: its data is put into the folder."""
    data = folder / "sample.sqlite"
    with Store.create(data) as store:
        import_workshop(store, json.loads((_REPOSITORY / "sample_data" / "workshop.json").read_text("utf-8")))
    ours = {"NETLEARN_DATA", "NETLEARN_WORKSHOP", "NETLEARN_SERVED", "NETLEARN_ASSETS", "NETLEARN_LINK"}
    return {key: value for key, value in os.environ.items() if key not in ours} | {"NETLEARN_DATA": str(data)}


def tidy(notebook: dict[str, Any]) -> dict[str, Any]:
    """The notebook without what depends on where and when it ran."""
    metadata = notebook["metadata"]
    notebook["metadata"] = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
        "netlearn": metadata["netlearn"],
        "title": metadata["title"],
    }
    for cell in notebook["cells"]:
        cell["metadata"] = {}
    for number, cell in enumerate((cell for cell in notebook["cells"] if cell["cell_type"] == "code"), 1):
        cell["execution_count"] = number
        cell["outputs"] = [_tidy_output(output, number) for output in cell["outputs"]]
    return notebook


def _tidy_output(output: dict[str, Any], number: int) -> dict[str, Any]:
    kept = dict(output)
    if "metadata" in kept:
        kept["metadata"] = {}
    if "execution_count" in kept:
        kept["execution_count"] = number
    if "data" in kept:
        kept["data"] = {kind: shown for kind, shown in kept["data"].items() if kind != _WIDGET}
    return kept


def refresh(path: Path, environment: dict[str, str]) -> None:
    """Run one workbook from top to bottom, and write it back with what it shows."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=60, kernel_name="python3", store_widget_state=False).execute(env=environment)
    path.write_text(nbformat.writes(nbformat.from_dict(tidy(notebook))) + "\n", "utf-8")


def main() -> None:
    """Refresh all workbooks, or those named on the command line."""
    with TemporaryDirectory() as folder:
        environment = sample_environment(Path(folder))
        for path in [Path(name) for name in sys.argv[1:]] or WORKBOOKS:
            refresh(path, environment)


if __name__ == "__main__":
    main()
