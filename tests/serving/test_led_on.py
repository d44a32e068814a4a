"""Addresses that programs change on the way: they lead on to the page that was meant, and to nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from servers import Answer, Server

KEY = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ"


def led(answer: Answer) -> str:
    """Return where an answer leads to; fails where it is none that leads on."""
    assert answer.status == 302
    return str(answer.headers["Location"])


@pytest.mark.parametrize(
    "glued", ["/", ".", ",", ";", ":", "!", ")", "]", "'", "*", ").", "%3E", "%22", "%20", "%E2%80%9D", "%3E."]
)
def test_what_is_glued_to_a_page_leads_to_the_page(shared: Server, glued: str):
    """A browser keeps the fragment, and so the code."""
    assert "/join" == led(shared.get(f"/join{glued}"))
    assert "/step" == led(shared.get(f"/step{glued}?utm_source=mail"))
    assert "/screen" == led(shared.request("HEAD", f"/screen{glued}"))


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("/join%23KRTM-27", "/join#KRTM-27"),
        ("/join/%23krtm27", "/join#krtm27"),
        ("/screen%23KRTM-27", "/screen#KRTM-27"),
        ("/step%23KRTM-27.", "/step#KRTM-27."),
        ("/join%23KRTM-27%3E", "/join#KRTM-27"),
        ("/join%23KRTM-27),", "/join#KRTM-27"),
        ("/join%23KRTM-27&utm=1", "/join#KRTM-27"),
        ("/join%23KRTM-27?utm_source=mail", "/join#KRTM-27"),
        ("/join%23", "/join"),
        ("/join%23%23", "/join"),
        ("/%23KRTM-27", "/#KRTM-27"),
    ],
)
def test_a_sign_that_was_escaped_is_put_back(shared: Server, path: str, to: str):
    """Link checkers of mail systems and some viewers write `%23` for `#`."""
    assert to == led(shared.get(path))


def test_a_key_is_not_handed_on(shared: Server):
    """Whoever wrote `%23` sent it to the server; it is read by nobody there, and stands in no answer."""
    for path in (f"/join%23KRTM-27:{KEY}", f"/join%23KRTM-27%3A{KEY}"):
        answer = shared.get(path)

        assert "/join#KRTM-27" == led(answer)
        assert KEY not in f"{answer.headers}{answer.text}"
    assert shared.get(f"/join%23{KEY}").status == 404


@pytest.mark.parametrize(
    "code", ["%0d%0aSet-Cookie:x=1", "%3Cscript%3E", "//evil.example", "KRTM-27/../x", "%00", "a" * 500]
)
def test_what_can_be_no_code_is_not_handed_on(shared: Server, code: str):
    """Nothing a stranger writes leads anywhere else, or stands in a header."""
    answer = shared.get(f"/join%23{code}")

    assert answer.status in (302, 404)
    assert answer.headers.get("Location", "/join") == "/join"
    assert "Set-Cookie" not in answer.headers
    assert "evil" not in f"{answer.headers}"


@pytest.mark.usefixtures("book")
def test_below_a_path_all_leads_on_within_it(serve: Callable[..., Server]):
    """The path itself too, without its slash; what lies beside it is not there."""
    server = serve(base_url="/workbook/")

    assert "/workbook/" == led(server.get("/workbook"))
    assert "/workbook/step" == led(server.get("/workbook/step/"))
    assert "/workbook/step#KRTM-27" == led(server.get("/workbook/step%23KRTM-27"))
    assert "/workbook/#KRTM-27" == led(server.get("/workbook/%23KRTM-27"))
    for path in ("/", "/step", "/workbookx", "/workbook%2f", "/step/", "/%23KRTM-27"):
        assert server.get(path).status == 404


def test_who_is_led_on_starts_no_kernel_and_is_asked_where_they_come_from(shared: Server):
    """The guard is the same as everywhere: no other name, no other site's page, no other method, the usual headers."""
    answer = shared.get("/step/")

    assert answer.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert shared.get("/step/", Host="evil.example").status == 403
    assert shared.get("/step/", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="no-cors").status == 403
    assert shared.request("POST", "/step/", Origin=shared.url.rstrip("/")).status == 405


@pytest.mark.usefixtures("book")
def test_a_code_in_a_path_is_in_no_log(serve: Callable[..., Server], tmp_path: Path):
    """Neither what the server prints nor its log of events holds it."""
    log = tmp_path / "events.jsonl"
    server = serve(log=log)
    led(server.get("/step%23KRTM-27"))
    server.get("/nosuch%23KRTM-27")

    server.stop()

    assert "KRTM" not in server.output()
    assert "KRTM" not in (log.read_text() if log.exists() else "")
