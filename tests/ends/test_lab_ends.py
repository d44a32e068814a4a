"""What was answered in JupyterLab is there after any end of it, also where a cell was run twice."""

from __future__ import annotations

import asyncio
import subprocess
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from ends.notebook import FIRST, SECOND, Lab, Notebook
from ends.reading import read
from ends.terminal import CTRL_C, dead_files
from servers import PATIENCE, free_port


def _ctrl_c(lab: Lab, _notebook: Notebook) -> None:
    lab.press(CTRL_C)
    assert lab.ended() == 0


def _window_closed(lab: Lab, _notebook: Notebook) -> None:
    lab.close_window()
    lab.ended()


def _kernel_restarted(_lab: Lab, notebook: Notebook) -> None:
    notebook.restart()


@pytest.mark.parametrize("end", [_ctrl_c, _window_closed, _kernel_restarted], ids=lambda end: end.__name__[1:])
def test_an_answer_in_lab_is_kept(  # noqa: PLR0913, PLR0917  fixtures
    end: Callable[[Lab, Notebook], None],
    data: Path,
    terminals: Callable[..., Lab],
    command: Callable[..., subprocess.Popen[str]],
    runner: asyncio.Runner,
    tmp_path: Path,
):
    """The first cell is run twice, another program looks into the file, and then somebody answers."""

    async def story() -> list[object]:
        await notebook.connect()
        for cell in (FIRST, FIRST, SECOND):
            await notebook.run(cell)
        await notebook.join("Ada")
        looking = command("people", "--data", str(data))
        assert await asyncio.to_thread(looking.wait, PATIENCE) == 0, looking.stdout and looking.stdout.read()
        return await notebook.answer("Ada", "types_decides", "peers")

    lab = terminals(Lab, "lab", str(tmp_path / "books"), "--data", str(data), "--no-browser", port=free_port()).start()
    notebook = Notebook(lab)
    answer = runner.run(asyncio.wait_for(story(), 2 * PATIENCE))
    family = lab.family()
    dead = dead_files(family)

    end(lab, notebook)

    gone = family if end is not _kernel_restarted else family[1:]
    assert psutil.wait_procs(gone, timeout=PATIENCE)[1] == []
    held = read(str(data))
    assert [answer] == held["answers"]
    assert held["faults"] == []
    assert dead == []
