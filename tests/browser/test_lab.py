"""The same workbook in JupyterLab: open a step, run its cells, answer, and see what the group says."""

from __future__ import annotations

import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.people import CODE, GUIDE, SAVED, card
from openly import openly
from playwright.sync_api import expect
from servers import Server, free_port

from netlearn_widgets.store import Store

pytestmark = pytest.mark.browser

SLOW = 90_000  # milliseconds; JupyterLab itself takes its time on a busy machine
TOKEN = "ada"  # noqa: S105  of a server that lives for one test


@pytest.fixture
def data(data: Path) -> Path:
    """A group that agreed to be named, so that results show from the first answer on."""
    return openly(data)


LISTENER = """
import ipaddress, os, sys

def outside(host):
    try:
        return not ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host not in ("", "localhost")

def hear(event, details):
    if event == "socket.getaddrinfo":
        host = details[0] or ""
    elif event == "socket.connect" and isinstance(details[1], tuple):
        host = details[1][0]
    else:
        return
    host = host.decode() if isinstance(host, bytes) else host
    if outside(host):
        with open(os.environ["HEARD"], "a") as heard:
            heard.write(f"{event} {host}\\n")

sys.addaudithook(hear)
"""
"""Run by Python itself when it starts: notes each name and each address outside of this computer that is asked for."""


class Lab(Server):
    """`netlearn lab` on a copy of the workbooks."""

    def answers(self) -> bool:
        """Whether JupyterLab answers."""
        try:
            with urllib.request.urlopen(f"{self.url}api", timeout=2) as response:  # noqa: S310  our own server
                return bool(response.status == 200)
        except urllib.error.URLError:
            return False


@pytest.fixture
def lab(data: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Lab]:
    """JupyterLab on the group's data, with a settings folder of its own."""
    settings = tmp_path / "settings"
    settings.mkdir()
    # Tests may run as root in a container, which JupyterLab refuses unless it is told.
    (settings / "jupyter_server_config.json").write_text('{"ServerApp": {"allow_root": true}}')
    port = free_port()
    options = [str(tmp_path / "workbooks"), "--data", str(data), "--no-browser", "--port", str(port)]
    lab = Lab([sys.executable, "-m", "netlearn_widgets", "lab", *options], port, tmp_path / "lab.log")
    lab.env |= {"JUPYTER_TOKEN": TOKEN, "JUPYTER_CONFIG_DIR": str(settings), "HOME": str(tmp_path)}
    (tmp_path / "ear").mkdir()
    (tmp_path / "ear" / "sitecustomize.py").write_text(LISTENER)
    lab.env |= {"HEARD": str(tmp_path / "heard"), "PYTHONPATH": str(tmp_path / "ear")}
    request.node.servers = [lab]
    yield lab.start()
    lab.clear()


def test_a_step_is_answered_in_jupyterlab(lab: Lab, data: Path, visit):
    """All cells of a notebook run, a question is answered, its results follow, and the file holds the answer."""
    # anywidget says so, two seconds later, of each model that was closed before its script had run.
    visit.allow("[anywidget] Failed to initialize model.")
    page = visit(viewport={"width": 1280, "height": 800})
    page.goto(f"{lab.url}lab/tree/02-types.ipynb?token={TOKEN}")
    expect(page.get_by_role("heading", name="Six types")).to_be_attached(timeout=SLOW)
    expect(page.get_by_text("| Idle")).to_be_visible(timeout=SLOW)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()

    expect(page.get_by_text("Workshop: Community Frailty Network")).to_be_visible(timeout=SLOW)
    question = card(page, GUIDE.question("types_decides"))
    question.scroll_into_view_if_needed(timeout=SLOW)
    question.get_by_text("The members, as peers", exact=True).click()
    expect(question.get_by_text(SAVED)).to_be_visible(timeout=SLOW)
    expect(page.locator(".nl-view").first).to_contain_text("1 person answered")

    with Store.open(data) as store:
        record = store.read(store.workshop(CODE).id)
    assert ["peers"] == [answer.value for answer in record.current("types_decides").values()]


def test_lab_asks_nothing_of_the_internet(lab: Lab, tmp_path: Path, visit):
    """No news, no newer version, no list of extensions: neither its pages nor its server ask a stranger, ever."""
    page = visit(viewport={"width": 1280, "height": 800})
    page.goto(f"{lab.url}lab?token={TOKEN}")
    expect(page.get_by_role("menuitem", name="File", exact=True)).to_be_visible(timeout=SLOW)
    for asked in ("update", "news", "extensions?refresh=1&page=1&per_page=10"):
        assert page.request.get(f"{lab.url}lab/api/{asked}").status in (200, 204, 404)

    expect(page.get_by_text("official Jupyter news")).to_have_count(0)
    assert not (tmp_path / "heard").exists(), (tmp_path / "heard").read_text()
