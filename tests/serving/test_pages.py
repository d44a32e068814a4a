"""What is served, what it tells the browser, and what is not there at all."""

from __future__ import annotations

import gzip
import json
import re
import socket
from collections.abc import Callable

import pytest
from servers import Server

KERNEL = re.compile(r'data-kernel="([^"]+)"')
PASS = re.compile(r'data-pass="([^"]+)"')
ASSET = re.compile(r'"(/assets/[^"]+)"')


def kernels(server: Server) -> int:
    return int(json.loads(server.get("/health").text)["kernels"])


def test_a_page_is_whole_in_one_answer(shared: Server):
    """Prose, a readable place for each widget, landmarks and a title are there before any script runs."""
    page = shared.get("/step").text

    assert '<html lang="en">' in page
    assert "<title>Step · Network workbook</title>" in page
    assert page.index('href="#main"') < page.index("<header") < page.index("<main") < page.index("<footer")
    assert "<h1>A step</h1>" in page
    assert "<p>Why it <em>matters</em>.</p>" in page
    assert '<div class="nl-place" data-model="' in page
    assert "<noscript>" in page
    assert 'role="status"' in page
    assert page.rstrip().endswith("</html>")


def test_a_widgets_own_words_stand_in_its_place(shared: Server):
    """A widget's text/plain can be read until it is drawn; Python's way to name an object is not shown."""
    assert "Which purpose? (not answered yet)" in shared.get("/teller").text
    assert "object at 0x" not in shared.get("/step").text


def test_steps_lead_to_each_other(shared: Server):
    """A step's header links the step before and the step after; the join page has neither."""
    assert '<a rel="next" href="/long">Next: Long</a>' in shared.get("/another").text
    assert '<a rel="prev" href="/ours">Back: Ours</a>' in shared.get("/step").text
    assert "rel=" not in shared.get("/join").text.split("<body")[1]


def test_outputs_that_are_no_widgets_are_shown_and_escaped(shared: Server):
    """What a cell prints or returns is text; a traceback's stream is nobody's business."""
    page = shared.get("/text").text

    assert "&lt;b&gt;1 &amp; 2&lt;/b&gt;" in page
    assert "&lt;i&gt;three&lt;/i&gt;" in page
    assert "secret" not in page


def test_the_start_page_needs_no_kernel(shared: Server):
    """The start page leads to the join page, the screen and each step, as plain links too."""
    before = kernels(shared)
    page = shared.get("/").text

    assert 'action="/join"' in page
    assert 'href="/screen"' in page
    assert 'href="/step"' in page
    assert kernels(shared) == before


@pytest.mark.parametrize(
    "path",
    [
        "/step.ipynb",
        "/step/x",
        "/step//",
        "/step/.",
        "/step/..",
        "/step....",
        "/step%2f",
        "/stepx",
        "/nosuch/",
        "/nosuch%23KRTM-27",
        "/step%2523KRTM-27",
        "/step%3FKRTM-27",
        "/step%23KRTM-27/x",
        "/assets/%23KRTM-27",
        "/health/",
        "/health%23KRTM-27",
        "/voila/tree",
        "/voila/files/step.ipynb",
        "/voila/static/voila.js",
        "/voila/templates/lab/static/voila.js",
        "/voila/labextensions/anywidget/package.json",
        "/voila/api/shutdown/00000000-0000-0000-0000-000000000000",
        "/api/kernels",
        "/api/contents",
        "/api/terminals",
        "/api/sessions",
        "/files/step.ipynb",
        "/login",
        "/logout",
        "/assets/step.ipynb",
        "/assets/../step.ipynb",
        "/static/style.css",
        "/favicon.ico",
    ],
)
def test_nothing_else_is_served(shared: Server, path: str):
    """No tree, no files, no contents, no terminals: a page in words that leads back."""
    answer = shared.get(path)

    assert answer.status == 404
    assert "There is no page at this address." in answer.text
    assert 'href="/"' in answer.text


def test_no_kernel_can_be_started_by_hand(shared: Server):
    """A kernel comes only with a page."""
    before = kernels(shared)

    assert shared.request("POST", "/api/kernels", "{}").status in (403, 404)
    assert kernels(shared) == before


def test_theme_and_template_in_the_address_change_nothing(shared: Server):
    """What Voilà reads from a query is not read here."""
    page = shared.get("/step?theme=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&template=nosuch")

    assert page.status == 200
    assert "alert(1)" not in page.text


def test_every_answer_carries_the_security_headers(shared: Server):
    """Scripts from this server's files only, no frames, no referrer, no guessing of types."""
    script = ASSET.search(shared.get("/").text)
    assert script

    for path in ("/", "/step", "/nosuch", "/health", script[1]):
        headers = shared.get(path).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe-inline" not in policy.replace("style-src-attr 'unsafe-inline'", "")
        assert "unsafe-eval" not in policy
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"


def test_only_a_page_with_other_peoples_widgets_may_run_scripts_of_its_kernel(shared: Server):
    """A page of our own widgets runs scripts from files only."""
    assert "blob:" in shared.get("/step").headers["Content-Security-Policy"].split("style-src")[0]
    assert "blob:" not in shared.get("/ours").headers["Content-Security-Policy"].split("style-src")[0]


def test_an_asset_is_kept_for_a_year_and_packed(shared: Server):
    """Its address names its content; its mark differs for the packed form; a browser that has it gets 304."""
    path = next(path for path in ASSET.findall(shared.get("/step").text) if "client" in path)
    packed, plain = shared.get(path, Accept_Encoding="gzip"), shared.get(path)

    assert packed.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(packed.body) == plain.body
    assert packed.headers["ETag"] != plain.headers["ETag"]
    again = shared.get(path, Accept_Encoding="gzip", If_None_Match=packed.headers["ETag"])
    assert (again.status, again.body) == (304, b"")


def test_a_script_comes_with_all_it_imports(shared: Server):
    """The client is one request, without the comments its sources have."""
    path = next(path for path in ASSET.findall(shared.get("/step").text) if "client" in path)
    client = shared.get(path).text

    assert "class Connection" in client
    assert not re.search(r"^(import|export|//)", client, re.MULTILINE)


def test_all_styles_are_one_stylesheet(shared: Server):
    """The site's own styles follow the page's, in one request."""
    sheets = re.findall(r'rel="stylesheet" href="([^"]+)"', shared.get("/").text)

    assert len(sheets) == 1
    assert ".ours{color: teal}" in shared.get(sheets[0]).text


def test_pages_are_packed(shared: Server):
    """A page's HTML is compressed where the browser takes it."""
    page = shared.get("/long", Accept_Encoding="gzip")

    assert page.headers["Content-Encoding"] == "gzip"
    assert len(page.body) < 2500
    assert page.headers["Cache-Control"] == "no-store"


def test_a_failing_notebook_is_told_in_words(serve: Callable[..., Server], book):
    """No traceback, no endless spinner: a page with a cure, no kernel left, and the reason in the server's output."""
    book.write("broken", "# Before", "password = 'hush'\n1 / 0")
    server = serve()
    answer = server.get("/broken")

    assert answer.status == 500
    assert "This page could not be prepared." in answer.text
    assert "Load it again." in answer.text
    assert "ZeroDivision" not in answer.text
    assert "hush" not in answer.text
    assert kernels(server) == 0
    assert "ZeroDivisionError" in server.output()


def test_a_notebook_that_never_ends_is_ended(serve: Callable[..., Server], book):
    """The wait for a page is bounded; the kernel at work is ended with it."""
    book.write("endless", "import time\ntime.sleep(600)")
    server = serve(page_seconds=3)

    assert server.get("/endless").status == 500
    assert kernels(server) == 0


def test_a_visitor_who_does_not_wait_takes_no_place(serve: Callable[..., Server], book):
    """An impatient visitor's place is free as soon as the page is ready and nobody is there to get it."""
    book.write("slow", "import time\ntime.sleep(1)")
    server = serve(visitors=1)
    with socket.create_connection(("127.0.0.1", server.port)) as impatient:
        impatient.sendall(b"GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n")

    while server.get("/step").status != 200:
        pass
    assert kernels(server) == 0


def test_a_missing_notebook_is_told_in_words(serve: Callable[..., Server], book):
    """A notebook that was taken away after the start is an error page, and no kernel is left."""
    server = serve()
    (book.folder / "step.ipynb").unlink()

    assert server.get("/step").status == 500
    assert kernels(server) == 0


def test_only_the_page_itself_says_that_it_closes(serve: Callable[..., Server]):
    """Its address is gone with the pass the page was given, and not without."""
    server = serve()
    page = server.get("/step").text
    kernel, shown = KERNEL.search(page), PASS.search(page)
    assert kernel
    assert shown
    form = {"Content_Type": "application/x-www-form-urlencoded", "Origin": server.url.rstrip("/")}
    address = f"/api/kernels/{kernel[1]}"

    assert server.request("POST", f"{address}/leave", "", **form).status == 403
    assert server.get(address, X_Netlearn_Pass=shown[1]).status == 200
    assert server.request("POST", f"{address}/leave", f"pass={shown[1]}", **form).status == 204
    assert server.get(address, X_Netlearn_Pass=shown[1]).status == 404


def test_another_sites_name_is_refused(shared: Server):
    """A server on this machine only answers to its own names, so that no other site's page can reach it by DNS."""
    before = kernels(shared)

    assert shared.get("/", Host="evil.example").status == 403
    assert shared.get("/step", Host="evil.example").status == 403
    assert shared.get("/", Host=f"localhost:{shared.port}").status == 200
    assert kernels(shared) == before


def test_a_base_address_moves_everything(serve: Callable[..., Server]):
    """Behind a proxy with a path, every link begins with it, and nothing is served elsewhere."""
    server = serve(base_url="/book/")
    page = server.get("/book/step").text

    assert re.findall(r'(?:href|src)="(/[^"]*)"', page)
    assert all(link.startswith("/book/") for link in re.findall(r'(?:href|src)="(/[^"]*)"', page))
    assert server.get("/step").status == 404


@pytest.mark.parametrize("path", ["", "health", "status", "step"])
def test_a_monitor_may_ask_for_the_head_alone(shared: Server, path: str):
    """The answer is the same but for its body."""
    whole, head = shared.get(f"/{path}"), shared.request("HEAD", f"/{path}")

    assert whole.status == head.status == 200
    assert head.body == b""
    assert head.headers["Content-Type"] == whole.headers["Content-Type"]


@pytest.mark.parametrize("base", ["/a+b(c/", "/a.b/", "/[x]*/", "/x{2}$/"])
def test_a_path_is_no_pattern(serve: Callable[..., Server], base: str):
    """Any path a proxy may have is served as it is written, and no other one is."""
    server = serve(base_url=base)
    other = base.replace(".", "X").replace("+", "").replace("{2}", "x")

    for path in ("", "health", "step"):
        assert server.get(base + path).status == 200
        assert server.get(other + path).status == 404 or other == base
