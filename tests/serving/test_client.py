"""The page's own client in a real browser: widgets live, and every way of losing the kernel is survived."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Page, Route, expect
from servers import Server

from netlearn_widgets.serving.assets import Assets

pytestmark = pytest.mark.browser

LOST = "No connection. What you type is safe on this device and is sent when it is back."
BACK = "Connected again."

FAMILY = '''
import anywidget, traitlets

class Child(anywidget.AnyWidget):
    _esm = """
    export default {
      initialize({ model }) { model.set("ready", true); },
      render({ model, el }) {
        const p = document.createElement("p");
        p.textContent = `${model.get("name")}, ready: ${model.get("ready")}`;
        el.append(p);
        return () => { document.title = `${model.get("name")} has left`; };
      },
    };
    """
    name = traitlets.Unicode().tag(sync=True)
    ready = traitlets.Bool(False).tag(sync=True)

class Parent(anywidget.AnyWidget):
    _esm = """
    async function render({ model, el, host }) {
      const leave = new AbortController();
      const button = document.createElement("button");
      button.textContent = "send the children away";
      button.onclick = () => leave.abort();
      el.append(button);
      async function draw() {
        for (const ref of model.get("children").slice(el.querySelectorAll("div").length)) {
          const place = document.createElement("div");
          el.append(place);
          const child = await host.getWidget(ref);
          await child.render({ el: place, signal: leave.signal });
        }
      }
      model.on("change:children", draw);
      model.send("one more");
      await draw();
    }
    export default { render };
    """
    children = traitlets.List().tag(sync=True)

    def __init__(self):
        super().__init__()
        self.kept = [Child(name="Ada")]
        self.children = [f"anywidget:{child.model_id}" for child in self.kept]
        self.on_msg(self.add)

    def add(self, *_):
        self.kept.append(Child(name="Bo"))
        self.children = [f"anywidget:{child.model_id}" for child in self.kept]

Parent()
'''

BY_ADDRESS = """
import anywidget, os, traitlets

class Named(anywidget.AnyWidget):
    _esm = traitlets.Unicode("ADDRESS#choice").tag(sync=True)
    _css = traitlets.Unicode("").tag(sync=True)

Named()
"""

BYTES = '''
import anywidget, traitlets

class Bytes(anywidget.AnyWidget):
    _esm = """
    export default {
      render({ model, el }) {
        const view = model.get("data");
        el.textContent = `got ${new Uint8Array(view.buffer, view.byteOffset, view.byteLength).join()}`;
        model.on("change:echo", () => { el.textContent = `echo ${model.get("echo")}`; });
        model.set("back", new DataView(new Uint8Array([7, 8]).buffer));
        model.save_changes();
      },
    };
    """
    data = traitlets.Bytes(b"\\x01\\x02\\x03").tag(sync=True)
    back = traitlets.Any(b"").tag(sync=True)
    echo = traitlets.Unicode("").tag(sync=True)

    @traitlets.observe("back")
    def _back(self, change):
        self.echo = ",".join(str(byte) for byte in bytes(change.new))

Bytes()
'''


def kernel_of(page: Page) -> str:
    return str(page.locator("main").get_attribute("data-kernel"))


def kill_kernel(server: Server, kernel: str) -> None:
    """Kill the process of a kernel with -9: the one that listens where this kernel is spoken to."""
    assert server.process
    for process in psutil.Process(server.process.pid).children(recursive=True):
        if any(f"kernel-{kernel}" in str(end.laddr) for end in process.net_connections("unix")):
            process.kill()


def kernels(server: Server) -> int:
    return int(json.loads(server.get("/health").text)["kernels"])


def test_a_widget_is_drawn_and_talks_with_its_kernel(serve: Callable[..., Server], visit):
    """State goes both ways, messages too, and a widget's own style is worn."""
    page = visit.phone()
    page.goto(f"{serve().url}step")

    expect(page.get_by_text("the kernel heard 0")).to_be_visible()
    page.get_by_role("button", name="count 0").click()
    expect(page.get_by_role("button", name="count 1")).to_have_css("letter-spacing", "3px")
    expect(page.locator("html")).to_have_attribute("data-connection", "open")
    expect(page.get_by_role("status")).to_be_empty()


def test_a_widget_holds_others(serve: Callable[..., Server], visit, book):
    """`host.getWidget` gives children, also one that the kernel makes later; a child leaves when its signal says so."""
    book.write("family", FAMILY)
    page = visit()
    page.goto(f"{serve().url}family")

    expect(page.get_by_text("Ada, ready: true")).to_be_visible()
    expect(page.get_by_text("Bo, ready: true")).to_be_visible()
    page.get_by_role("button", name="send the children away").click()
    expect(page).to_have_title("Bo has left")


def test_a_script_by_address_is_loaded_once_for_all(serve: Callable[..., Server], visit, book):
    """`_esm` may name an export of a served script; two widgets cost one request."""
    script = b"export const choice = { render({ el }) { el.textContent = 'chosen'; } };"
    (book.folder / "widgets.js").write_bytes(script)
    cell = BY_ADDRESS.replace("ADDRESS", Assets({"widgets.js": script}, "/")["widgets.js"])
    book.write("named", cell, "Named()", foreign=False)
    page = visit()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(f"{serve().url}named")

    expect(page.get_by_text("chosen")).to_have_count(2)
    assert sum("widgets" in url and "widgets-host" not in url for url in requests) == 1


def test_a_script_the_network_lost_is_asked_for_again(serve: Callable[..., Server], visit, book):
    """Nobody has to load the page anew for a moment without a network."""
    script = b"export const choice = { render({ el }) { el.textContent = 'chosen'; } };"
    (book.folder / "widgets.js").write_bytes(script)
    address = Assets({"widgets.js": script}, "/")["widgets.js"]
    book.write("named", BY_ADDRESS.replace("ADDRESS", address), "Named()", foreign=False)
    visit.allow("net::ERR_FAILED")
    page = visit()
    lost: list[str] = []

    def lose(route: Route) -> None:
        """The page's own request, the widget's, and the one that asks whether it is there."""
        lost.append(route.request.url)
        route.abort() if len(lost) < 4 else route.continue_()

    page.route("**/assets/widgets.*", lose)
    page.goto(f"{serve().url}named")

    expect(page.get_by_text("chosen")).to_have_count(2)
    assert len(lost) >= 4


def test_binary_values_go_both_ways(serve: Callable[..., Server], visit, book):
    """Bytes arrive as a view of a buffer and come back as bytes."""
    book.write("bytes", BYTES)
    page = visit()
    page.goto(f"{serve().url}bytes")

    expect(page.get_by_text("echo 7,8")).to_be_visible()


def test_a_widget_that_fails_says_so_in_its_place(serve: Callable[..., Server], visit, book):
    """Its neighbours are drawn all the same."""
    bad = "\nclass Bad(Counter):\n    _esm = \"export default { render() { throw new Error('broken'); } }\"\n"
    book.write("step", book.counter + bad, "Bad()", "Counter()")
    visit.allow("broken")
    page = visit()
    page.goto(f"{serve().url}step")

    expect(page.get_by_text("This part could not be shown. Load the page again")).to_be_visible()
    expect(page.get_by_role("button", name="count 0")).to_be_visible()


def test_a_killed_kernel_is_replaced_in_place(serve: Callable[..., Server], visit):
    """The page's content comes anew with a new kernel: no reload, and no kernel too many."""
    server = serve()
    visit.allow("404", "WebSocket")
    page = visit.phone()
    page.goto(f"{server.url}step")
    page.get_by_role("button", name="count 0").click()
    page.evaluate("window.stays = true")
    before = kernel_of(page)

    kill_kernel(server, before)

    expect(page.get_by_role("button", name="count 0")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("data-connection", "open")
    assert kernel_of(page) != before
    assert page.evaluate("window.stays")
    assert kernels(server) == 1


def test_a_killed_server_that_comes_back_is_found_again(serve: Callable[..., Server], visit):
    """The page says what is wrong, stays as it is while the server is away, and lives again when it is back."""
    server = serve()
    visit.allow("ERR_CONNECTION", "404", "WebSocket")
    page = visit.phone()
    page.goto(f"{server.url}step")
    page.get_by_role("button", name="count 0").click()
    page.evaluate("window.stays = true")
    before = kernel_of(page)

    server.kill()
    expect(page.get_by_role("status")).to_have_text(LOST)
    expect(page.locator("html")).to_have_attribute("data-connection", "lost")
    expect(page.get_by_role("button", name="count 1")).to_be_visible()
    server.start()

    expect(page.get_by_role("status")).to_have_text(BACK)
    expect(page.get_by_role("status")).to_be_empty()
    page.get_by_role("button", name="count 0").click()
    expect(page.get_by_role("button", name="count 1")).to_be_visible()
    assert kernel_of(page) != before
    assert page.evaluate("window.stays")


def test_a_lost_network_keeps_the_kernel(serve: Callable[..., Server], visit):
    """Back online, the page connects to the same kernel, sends what waited, and tells its widgets."""
    visit.allow("ERR_INTERNET_DISCONNECTED", "WebSocket")
    page = visit.phone()
    page.goto(f"{serve().url}step")
    page.get_by_role("button", name="count 0").click()
    expect(page.get_by_text("the kernel heard 0")).to_be_visible()
    before = kernel_of(page)

    page.context.set_offline(True)
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(page.get_by_role("status")).to_have_text(LOST)
    page.get_by_role("button", name="count 1").click()
    page.context.set_offline(False)

    expect(page.get_by_text("the kernel heard 2")).to_be_visible()
    assert kernel_of(page) == before


def test_leaving_ends_the_kernel(serve: Callable[..., Server], visit):
    """A visitor who goes to another page leaves no kernel behind."""
    server = serve()
    page = visit()
    page.goto(f"{server.url}step")
    expect(page.get_by_role("button", name="count 0")).to_be_visible()

    page.get_by_role("link", name="Start").click()

    expect(page.get_by_role("heading", name="Set up your network, together.")).to_be_visible()
    until_none(server)


def until_none(server: Server) -> None:
    """Return when no kernel is left; the test's own time limit ends the wait."""
    while kernels(server):
        pass


def test_the_start_page_hands_the_code_on_in_the_fragment(serve: Callable[..., Server], visit, book):
    """A code in the address fills the field; Enter leads to the join page; no server hears the code."""
    book.write("join", "# Join")
    server = serve()
    page = visit.phone()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{server.url}#KRTM-27")

    field = page.get_by_label("The code on the shared screen")
    expect(field).to_have_value("KRTM-27")
    field.press("Enter")
    expect(page).to_have_url(f"{server.url}join#KRTM-27")
    assert not [url for url in asked if "KRTM" in url.split("#")[0]]


def test_the_page_can_be_read_without_scripts(serve: Callable[..., Server], visit):
    """Prose is there, and words say what answering needs."""
    page = visit(java_script_enabled=False)
    page.goto(f"{serve().url}step")

    expect(page.get_by_role("heading", name="A step")).to_be_visible()
    expect(page.locator("noscript p")).to_be_visible()


def test_a_client_that_cannot_start_is_told_in_time(serve: Callable[..., Server], visit):
    """Where the script is missing, words with a cure appear by themselves."""
    visit.allow("ERR_FAILED")
    page = visit()
    page.route("**/assets/client.*", lambda route: route.abort())
    page.goto(f"{serve().url}step")

    expect(page.get_by_text("A part of this page did not arrive.")).to_be_visible(timeout=15_000)


def test_a_page_is_light(serve: Callable[..., Server], visit, weigh):
    """Page, style and client cost less than 25 KB over the wire, in at most ten requests."""
    page = visit.phone()
    weight = weigh(page)
    page.goto(f"{serve().url}step")
    expect(page.get_by_role("button", name="count 0")).to_be_visible()

    assert len(weight.responses) <= 10
    assert weight.total < 25_000


def test_pages_have_no_barriers(serve: Callable[..., Server], visit, book, axe):
    """Start page, step and error page, on a small phone, in light and dark; nothing is wider than 320 pixels."""
    for name in ("join", "screen"):
        book.write(name, "# Hello")
    theme = Path(__file__).parents[2] / "netlearn_widgets" / "widgets" / "theme.css"
    (book.folder / "theme.css").write_bytes(theme.read_bytes())
    visit.allow("404")
    server = serve()
    page = visit(viewport={"width": 320, "height": 640}, reduced_motion="reduce")

    for path in ("", "step", "nosuch"):
        page.goto(f"{server.url}{path}")
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            expect(page.locator("main")).to_be_visible()
            assert axe(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= 320
