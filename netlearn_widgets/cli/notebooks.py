"""The command for analysts and for groups that work in JupyterLab."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from netlearn_widgets.cli.data import DEFAULT, CodeOption, DataOption, made_or_opened, open_store, pick, place_of
from netlearn_widgets.cli.files import write
from netlearn_widgets.cli.imports import read_export
from netlearn_widgets.cli.words import say, working
from netlearn_widgets.model.errors import NetlearnError

__all__ = ["lab"]

_ALONE = (
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.news_url=None",
    "--LabApp.extension_manager=readonly",
)
"""JupyterLab asks the internet for newer versions, news and extensions unless it is told not to."""

_SETTINGS = Path(__file__).parent / "jupyter"
"""Jupyter's own settings for it: pages that do not ask whether news is wanted."""


def lab(
    folder: Annotated[Path, typer.Argument(help="Where your copy of the workbooks is kept.")] = Path(
        "netlearn-workbooks"
    ),
    data: DataOption = DEFAULT,
    code: CodeOption = "",
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="JupyterLab's port.", show_default=False)] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open this computer's browser.")] = True,
) -> None:
    """Open JupyterLab on your own copy of the workbooks, with the group's data.

    Without a data file yet, the invented sample group is put there to try things on.

    Example: [bold]netlearn lab[/bold]
    """
    with working("Laying out the workbooks …"):
        _lay_out(folder)
        place, workshop = _data(folder, data, code)
    say(f"Your copy of the workbooks is in {folder}. What you changed there stays as it is.")
    arguments = [f"--ServerApp.root_dir={folder.absolute()}", "--ServerApp.answer_yes=True", *_ALONE]
    if port is not None:
        arguments += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    if not browser:
        arguments.append("--no-browser")
    if os.name == "posix" and os.geteuid() == 0:
        arguments.append("--allow-root")  # in a container everybody is root, and Lab listens on this machine only
    command = [sys.executable, "-m", "jupyterlab", *arguments]
    settings = os.pathsep.join(filter(None, (str(_SETTINGS), os.environ.get("JUPYTER_CONFIG_PATH"))))
    env = {**os.environ, "NETLEARN_DATA": place, "NETLEARN_WORKSHOP": workshop, "JUPYTER_CONFIG_PATH": settings}
    if os.name == "posix":
        os.execve(command[0], command, env)  # noqa: S606  our own Python; JupyterLab takes this process's place
    raise typer.Exit(subprocess.call(command, env=env))  # noqa: S603  as above


def _lay_out(folder: Path) -> None:
    """Copy the workbooks that are not there yet."""
    from netlearn_widgets.pages.site import workbooks

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for notebook in sorted(workbooks().glob("*.ipynb")):
            if not (folder / notebook.name).exists():
                _copy_unrun(notebook, folder / notebook.name)
    except OSError as problem:
        raise NetlearnError(f"{folder} cannot be filled: {problem.strerror}. Name another folder.") from problem


def _copy_unrun(notebook: Path, place: Path) -> None:
    """Copy a notebook without what its cells showed the invented group."""
    copy = json.loads(notebook.read_text(encoding="utf-8"))
    for cell in copy["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
    write(place, json.dumps(copy, ensure_ascii=False, indent=1) + "\n", new=True)


def _data(folder: Path, data: str, code: str) -> tuple[str, str]:
    """Return what to open and the workshop's code; the sample, where the usual data file is not there."""
    if data == DEFAULT and not Path(data).exists():
        sample = folder / "sample.sqlite"
        if not sample.exists():
            _sample(sample)
        say("There is no data of yours yet: these are an invented group's answers.")
        data = str(sample)
    with open_store(data) as store:
        return place_of(data), pick(store, code).code


def _sample(place: Path) -> None:
    from netlearn_widgets.pages.site import shipped
    from netlearn_widgets.store.transfer import import_workshop

    with made_or_opened(str(place)) as store:
        import_workshop(store, read_export(shipped("sample_data") / "workshop.json"))
