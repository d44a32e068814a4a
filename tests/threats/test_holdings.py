"""What a visitor's own kernel tells when it is asked for everything it shows."""

from __future__ import annotations

import asyncio
import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from servers import Server
from threats.talk import Talk, container, given, run, talk

from netlearn_widgets.cli.settings import hold
from netlearn_widgets.store import Store

_ENVIRONMENT = """
import json, os
print(json.dumps(dict(os.environ)))
"""


async def _answer(server: Server, token: str, words: str, *, step: int = 4, question: str = "areas_next") -> str:
    """Join and answer a question in words; return all the kernel told."""
    page = await talk(server, given(server))
    place = container(await page.states())
    await page.hello(place, code="KRTM-27", token=token, join=True, name="Bo")
    await page.say(place, {"method": "custom", "content": {"type": "go", "step": step}})
    said = {"type": "answer", "id": f"id{token[:4]}", "question": question, "value": words}
    await page.say(place, {"method": "custom", "content": said})
    return await _told(page, words)


async def _told(page: Talk, words: str) -> str:
    """Ask for all states until these words are among them; the time limit of `run` ends the wait."""
    while words not in (said := json.dumps(await page.states())):
        pass
    return said


def test_nobody_elses_answer_is_told_before_ones_own(room: Server):
    """Bo's words are in no state of Ada's kernel until she has answered too, whatever she asks for."""

    async def ask() -> str:
        await _answer(room, "b" * 32, "Bo's hidden words")
        page = await talk(room, given(room))
        place = container(await page.states())
        await page.hello(place, code="KRTM-27", token="c" * 32, join=True)
        await page.say(place, {"method": "custom", "content": {"type": "go", "step": 4}})
        return await _told(page, "1 person has answered") + json.dumps(page.heard)

    ada = run(ask())

    assert "Bo's hidden words" not in ada


def test_nor_after_ones_own_while_few_have_answered(room: Server):
    """Ada has answered too; with fewer than five answers nobody's words but hers are in any state of her kernel."""
    about = {"step": 2, "question": "types_reason"}

    async def ask() -> str:
        for letter in "ghi":
            await _answer(room, letter * 32, f"Hidden words of {letter}", **about)
        page = await talk(room, given(room))
        place = container(await page.states())
        await page.hello(place, code="KRTM-27", token="j" * 32, join=True)
        await page.say(place, {"method": "custom", "content": {"type": "go", "step": 2}})
        said = {"type": "answer", "id": "idj", "question": "types_reason", "value": "Ada's own words"}
        await page.say(place, {"method": "custom", "content": said})
        told = await _told(page, "4 people have answered. Results appear from 5 answers on")
        return told + json.dumps(page.heard)

    ada = run(ask())

    assert "Ada's own words" in ada
    assert "Hidden words" not in ada


def test_no_token_is_told_back(room: Server):
    """A person's token, which is as good as the person, is in no state; nor is its sha256."""
    token = "d" * 31 + "e"

    said = run(_answer(room, token, "words"))

    assert token not in said
    assert not re.search(r"[0-9a-f]{64}", said)


def test_no_file_no_database_no_environment_is_told(room: Server):
    """Neither where the data is, nor anything of the server's environment."""
    said = run(_answer(room, "f" * 32, "words"))

    assert "ours.sqlite" not in said
    assert str(Path.cwd()) not in said
    assert "hush-hush" not in said
    assert os.environ["HOME"] not in said.replace('"/"', "")


def test_what_is_wrong_with_the_data_names_no_file(netlearn: Callable[..., Server], data: Path):
    """A page is told that it cannot be kept; the window of the server says where and why."""
    server, away = netlearn(data), data.with_suffix(".away")

    async def ask() -> str:
        page = await talk(server, given(server))
        place = container(await page.states())
        await asyncio.to_thread(data.rename, away)
        visit = await page.hello(place, code="KRTM-27", join=True)
        return json.dumps([visit, page.heard])

    said = run(ask())
    away.rename(data)

    assert "cannot be kept or read at the moment" in said
    assert data.name not in said
    assert str(data.parent) not in said


def test_another_page_than_the_joiners_has_only_its_own_widgets(room: Server):
    """A participant's kernel holds nothing of the screen, and nothing of a host."""

    async def ask() -> list[str]:
        page = await talk(room, given(room, "join"))
        place = container(await page.states())
        await page.hello(place, code="KRTM-27", join=True)
        return [str(state.get("_esm", "")).rsplit("#", 1)[-1] for state in (await page.states()).values()]

    kinds = run(ask())

    assert "journey" in kinds
    assert not {"screen", "host", "status"} & set(kinds)


def test_a_name_is_not_kept_where_nobody_is_asked_for_one(netlearn: Callable[..., Server], data: Path):
    """Whatever a page sends when it joins, and after: it is in no file and no widget."""
    with Store.open(data) as store:
        hold(store, store.workshop("KRTM-27"), {"names": "nothing"})
    server = netlearn(data)

    async def ask() -> str:
        page = await talk(server, given(server))
        place = container(await page.states())
        await page.hello(place, code="KRTM-27", join=True, name="Xanthippe")
        await page.hello(place, code="KRTM-27", name="Xanthippe", again=True)
        return json.dumps(await page.states())

    assert "Xanthippe" not in run(ask())
    assert not [file for file in data.parent.glob("ours.sqlite*") if b"Xanthippe" in file.read_bytes()]


def test_a_personal_code_is_told_to_the_page_that_asks_and_to_no_widget(room: Server):
    """It is said once; whoever asks for all states finds none."""

    async def ask() -> tuple[str, str]:
        page = await talk(room, given(room))
        place = container(await page.states())
        await page.hello(place, code="KRTM-27", join=True)
        await page.say(place, {"method": "custom", "content": {"type": "code", "id": "code"}})
        return await page.until(_code), json.dumps(await page.states())

    code, states = run(ask())

    assert re.fullmatch(r"\w{4}-\w{4}", code)
    assert code not in states


def _code(message: dict[str, Any]) -> str:
    content = message["content"].get("data", {}).get("content", {})
    return content["message"] if content.get("type") == "code" else ""


def test_nothing_is_shown_without_a_code(room: Server):
    """Who does not know a join code learns of no workshop: no title, no code, no number of them."""

    async def ask() -> str:
        page = await talk(room, given(room))
        place = container(await page.states())
        visits = [await page.hello(place), await page.hello(place, code=" "), await page.hello(place, code="XXXX-11")]
        return json.dumps([visits, await page.states()])

    said = run(ask())

    assert "KRTM" not in said
    assert "BELP" not in said
    assert "Workshop " not in said


@pytest.mark.parametrize("fork", [1.0, 0.0])
def test_a_kernel_knows_nothing_of_an_earlier_visitors_request(
    site: Callable[..., Server], book: Callable[..., None], fork: float
):
    """No address, query, cookie or name of another request is in a kernel's environment."""
    book("told", _ENVIRONMENT)
    server = site(fork=fork)
    server.get("/told?token=adas-secret", Cookie="adas=cookie", User_Agent="adas-phone", Referer="http://adas.example/")

    page = server.get("/told?token=bos-secret", User_Agent="bos-phone").text

    assert "PATH" in page
    for word in ("adas", "bos-secret", "bos-phone", "QUERY_STRING", "VOILA_", "HTTP_", "REMOTE_ADDR"):
        assert word not in page
