"""Opening pages to people."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from cli.opened import Opened, netlearn_main
from servers import Server, free_port

from netlearn_widgets import serving
from netlearn_widgets.cli import main, network
from netlearn_widgets.store.store import Store


def test_serve_opens_the_groups_workshop(netlearn: Callable[..., Server], data: Path):
    """The links are printed; Ctrl-C ends everything and leaves one file."""
    server = netlearn(data)
    start, join = server.get("/"), server.get("/join")

    assert start.status == 200
    assert join.status == 200
    assert f"join       {server.url}join#KRTM-27" in server.output()
    assert f"screen     {server.url}screen#KRTM-27" in server.output()
    assert server.stop() == 0
    assert "Stopped." in server.output()
    assert "Traceback" not in server.output()
    assert [path.name for path in data.parent.glob("ours*")] == ["ours.sqlite"]


@pytest.mark.parametrize("end", ["stop", "kill"])
def test_no_process_is_left(netlearn: Callable[..., Server], data: Path, end: str):
    """Kernels end with their server: after Ctrl-C, and after kill -9."""
    server = netlearn(data)
    server.get("/join")
    assert server.process
    kernels = psutil.Process(server.process.pid).children(recursive=True)
    getattr(server, end)()

    assert kernels
    assert psutil.wait_procs(kernels, timeout=30)[1] == []


def test_demo_shows_an_invented_group(servers: Callable[..., Server]):
    """It says that the group is invented and nothing is kept, and its copy is gone afterwards."""
    port = free_port()
    command = [sys.executable, "-m", "netlearn_widgets", "demo", "--no-open", "--port", str(port)]
    server = servers(*command, port=port)
    kept = re.search(r"Answers are kept in (\S+)\.", server.output())

    assert "is invented" in server.output()
    assert server.get("/screen").status == 200
    assert kept
    assert Path(kept[1]).exists()
    assert server.stop() == 0
    assert not Path(kept[1]).exists()


def test_a_guide_of_ones_own_is_asked_from_now_on(netlearn: Callable[..., Server], data: Path, tmp_path: Path):
    """`--guide` puts the guide's text into the data file."""
    with Store.open(data) as store:
        text = store.workshop("KRTM-27").guide
    (tmp_path / "my.toml").write_text(text.replace("Purpose", "What for"))
    netlearn(data, "--guide", str(tmp_path / "my.toml"))

    with Store.open(data) as store:
        assert "What for" in store.workshop("KRTM-27").guide


def test_lan_shows_a_link_and_a_code_for_phones(opened: Opened, data: Path, monkeypatch, capsys):
    """The link carries this machine's address; words say what to do when phones cannot reach it."""
    monkeypatch.setattr(network, "lan_address", lambda: "192.168.7.20")
    netlearn_main("serve", "--data", str(data), "--lan", "--port", "0")
    told = capsys.readouterr().out

    assert opened.door.host == "0.0.0.0"  # noqa: S104  what --lan is for
    assert f"http://192.168.7.20:{opened.door.port}/join#KRTM-27" in told
    assert network.qr(f"http://192.168.7.20:{opened.door.port}/#KRTM-27") in told
    for words in ("same Wi-Fi", "Guest networks", "firewall", "hotspot"):
        assert words in told


def test_without_lan_only_this_computer_is_let_in(opened: Opened, data: Path):
    """Loopback unless it is asked otherwise; kernels are told what they need."""
    netlearn_main("serve", "--data", str(data), "--port", "0")
    env = opened.asked["env"]

    assert opened.door.host == "127.0.0.1"
    assert env["NETLEARN_DATA"] == str(data)
    assert env["NETLEARN_SERVED"] == "1"
    assert env["NETLEARN_LINK"] == f"http://127.0.0.1:{opened.door.port}/"
    names = ("widgets", "more", "front", "alone")
    scripts = " ".join(rf"/assets/{name}\.[0-9a-f]{{12}}\.js" for name in names)
    assert re.fullmatch(scripts, env["NETLEARN_ASSETS"])


def test_behind_a_proxy_links_are_those_people_use(opened: Opened, data: Path, capsys):
    """`--link` gives every address, the path included, and lets its name in."""
    netlearn_main("serve", "--data", str(data), "--port", "0", "--link", "https://example.org/book")

    assert opened.asked["base_url"] == "/book/"
    assert opened.asked["hosts"] == ("example.org",)
    assert opened.asked["env"]["NETLEARN_ASSETS"].startswith("/book/assets/")
    assert "https://example.org/book/join#KRTM-27" in capsys.readouterr().out


def test_a_taken_port_is_told_in_words(data: Path, capsys):
    """A port that was asked for is not silently another one."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(SystemExit) as ended:
            main(["serve", "--data", str(data), "--port", str(other.getsockname()[1])])

    assert ended.value.code == 1
    assert "is taken by another program. Choose another with --port" in capsys.readouterr().err


def test_the_next_free_port_is_taken():
    """Without a wish, a server begins at the usual port and goes on to the next free one."""
    with serving.open_door("127.0.0.1", 0) as first, serving.open_door("127.0.0.1", first.port, tries=20) as second:
        assert first.port < second.port < first.port + 20


@pytest.mark.parametrize("link", ["example.org", "ftp://example.org/", "https://example.org/?code=1"])
def test_a_link_nobody_could_open_is_refused(data: Path, link: str, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["serve", "--data", str(data), "--port", "0", "--link", link])

    assert ended.value.code == 1
    assert "is no address people could open" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ("https://example.org:99999/", "is no address people could open"),
        ("https://[example/", "is no address people could open"),
        ("https://ada:secret@example.org/", "would give them to everybody. Leave them out."),
        ("https://example.org/work book/", "Write it as %20."),
    ],
)
def test_a_link_that_would_not_hold_is_refused(data: Path, link: str, words: str, capsys):
    """And no password is shown again."""
    with pytest.raises(SystemExit) as ended:
        main(["host", "--data", str(data), "--link", link])

    said = capsys.readouterr().err
    assert (ended.value.code, words in said, "secret" in said) == (1, True, False)


def test_lab_opens_a_copy_with_the_groups_data(tmp_path: Path):
    """The workbooks are copied once, unrun; what was changed in the copy stays; kernels know data and workshop."""
    seen = tmp_path / "seen.json"
    shim = tmp_path / "jupyterlab.py"
    shim.write_text(
        "import json, os, pathlib, sys\n"
        "if __name__ == '__main__':\n"
        "    told = {name: os.environ[name] for name in ('NETLEARN_DATA', 'NETLEARN_WORKSHOP')}\n"
        f"    pathlib.Path({str(seen)!r}).write_text(json.dumps(told | {{'arguments': sys.argv[1:]}}))\n"
    )
    command = [sys.executable, "-m", "netlearn_widgets", "lab", "mine", "--no-browser", "--port", "8999"]
    env = {**os.environ, "PYTHONPATH": str(tmp_path)}

    subprocess.run(command, cwd=tmp_path, env=env, check=True, capture_output=True, timeout=60)
    (tmp_path / "mine" / "join.ipynb").write_text("changed")
    subprocess.run(command, cwd=tmp_path, env=env, check=True, capture_output=True, timeout=60)

    asked = json.loads(seen.read_text())
    assert "--no-browser" in asked["arguments"]
    assert f"--ServerApp.root_dir={tmp_path / 'mine'}" in asked["arguments"]
    assert asked["NETLEARN_DATA"] == str(tmp_path / "mine" / "sample.sqlite")
    assert asked["NETLEARN_WORKSHOP"]
    assert (tmp_path / "mine" / "join.ipynb").read_text() == "changed"
    assert "Strathmarrin" not in (tmp_path / "mine" / "01-purpose.ipynb").read_text()


def test_no_square_is_drawn_where_it_cannot_be_written(servers: Callable[..., Server], data: Path):
    """A console of cp1252 is told the address to type, and all that follows."""
    port = free_port()
    options = ["--data", str(data), "--port", str(port), "--lan"]
    command = [sys.executable, "-m", "netlearn_widgets", "serve", *options]
    server = servers("env", "PYTHONIOENCODING=cp1252", "PYTHONUTF8=0", *command, port=port)

    assert "a square for its camera cannot be drawn here" in server.output()
    assert "Answers are kept in" in server.output()
