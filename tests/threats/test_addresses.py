"""What can be reached by an address: pages by name and nothing beside them."""

from __future__ import annotations

import json
import socket

import pytest
from servers import Server

ENDPOINTS = """
/api /api/ /api/contents /api/contents/01-join.ipynb /api/contents/ours.sqlite /api/kernels /api/kernelspecs /api/me
/api/sessions /api/spec.yaml /api/status /api/terminals /api/terminals/1 /api/nbconvert /api/config/x /api/collaboration
/api/kernels/00000000-0000-0000-0000-000000000000/restart /api/kernels/00000000-0000-0000-0000-000000000000/interrupt
/api/events/subscribe /api/shutdown /api/security/csp-report /api/yjs/x
/files/ours.sqlite /files/01-join.ipynb /nbconvert/html/01-join.ipynb /notebooks/01-join.ipynb /edit/ours.sqlite
/tree /lab /lab/api/settings /terminals/1 /terminals/websocket/1 /lsp/ws/python /view/01-join.ipynb /kernelspecs/python3
/voila /voila/tree /voila/render/01-join.ipynb /voila/files/ours.sqlite /voila/files/01-join.ipynb /voila/api/contents
/voila/api/shutdown/00000000-0000-0000-0000-000000000000 /voila/query/00000000-0000-0000-0000-000000000000
/voila/execution/00000000-0000-0000-0000-000000000000 /voila/static/voila.js /voila/templates/lab/static/voila.js
/voila/labextensions/anywidget/package.json /static/style.css /login /logout /metrics /custom/custom.css
/ours.sqlite /ours.sqlite-wal /join.ipynb /01-join.ipynb /workbooks/01-join.ipynb /sample_data/workshop.json
/server.log /.git/config /.env /etc/passwd /robots.txt
""".split()  # noqa: SIM905  a list of addresses reads better so

UP = (
    "..",
    "%2e%2e",
    "%2E%2E",
    ".%2e",
    "..%2f..",
    "%2e%2e%2f%2e%2e",
    "..%5c..",
    "%252e%252e",
    "..;",
    "....//..",
    "%c0%ae%c0%ae",
)
WANTED = ("ours.sqlite", "01-join.ipynb", "etc/passwd", "netlearn_widgets/serving/app.py", "templates/page.html")


@pytest.mark.parametrize("path", ENDPOINTS)
def test_nothing_of_a_notebook_server_is_there(room: Server, path: str):
    """Contents, files, terminals, converters, lists, kernels by hand: there is nothing, whatever the method."""
    for method in ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"):
        answer = room.request(method, path, Origin=room.url.rstrip("/"))

        assert answer.status == 404
        assert "There is no page at this address." in answer.text


@pytest.mark.parametrize("start", ["/", "/assets/", "/join/", "/voila/files/", "/voila/static/", "/files/"])
@pytest.mark.parametrize("up", UP)
def test_no_file_is_reached_by_climbing(room: Server, start: str, up: str):
    """Neither the data file nor a notebook nor the program, however the way up is written."""
    for wanted in WANTED:
        for times in (1, 4, 12):
            status, body = raw(room, f"{start}{'/'.join([up] * times)}/{wanted}")

            assert status in (400, 404)
            assert b"SQLite format" not in body
            assert b"root:" not in body
            assert b"nbformat" not in body
            assert b"import " not in body


def test_a_key_in_a_path_leads_nowhere(room: Server):
    """A host link whose sign was escaped leads to the host page, which asks for the key; an administrator's to none."""
    key = "x" * 43
    host, desk = room.get(f"/host%23KRTM-27:{key}"), room.get(f"/workshops%23{key}")

    assert (302, "/host#KRTM-27") == (host.status, host.headers["Location"])
    assert 404 == desk.status
    assert key not in f"{host.headers}{host.text}{desk.headers}{desk.text}{room.output()}"


def raw(server: Server, path: str) -> tuple[int, bytes]:
    """Ask for a path exactly as it is written."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as wire:
        wire.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: wire.recv(65536), b""))
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split(b" ", 2)[1]), body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_no_kernel_is_started_or_ended_by_hand(room: Server, method: str):
    """A kernel comes only with a page, and goes with it."""
    before = kernels(room)
    kernel = "/api/kernels/00000000-0000-0000-0000-000000000000"

    for path in ("/api/kernels", kernel, f"{kernel}/restart", f"{kernel}/interrupt"):
        assert room.request(method, path, "{}", Origin=room.url.rstrip("/")).status in (403, 404, 405)
    assert kernels(room) == before


def kernels(server: Server) -> int:
    return int(json.loads(server.get("/health").text)["kernels"])


def test_a_page_holds_no_source(room: Server):
    """What a notebook's cells say is nowhere in its page."""
    page = room.get("/join").text

    assert "workbook()" not in page
    assert "import " not in page.split("<main")[1]
