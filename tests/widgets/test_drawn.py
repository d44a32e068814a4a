"""Questions as people meet them: in Chromium, with their real kernels' widgets behind them."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from netlearn_widgets.widgets import assets

pytestmark = pytest.mark.browser

PLACE = "http://127.0.0.1:1/"  # answered by the test itself; nobody listens there
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>A question</title><link rel="stylesheet" href="widgets.css"><main></main>
<script type="module">
import * as first from "./widgets.js";
import * as more from "./more.js";
const widgets = { ...first, ...more };
const state = STATE;
const ears = {};
const model = {
  get: (name) => state[name],
  on: (event, hear) => (ears[event] ??= []).push(hear),
  off: (event, hear) => { ears[event] = ears[event].filter((one) => one !== hear); },
  async send(message) {
    const { value, said } = await window.kernel(message);
    window.follow(value);
    for (const hear of ears["msg:custom"]) if (said) hear(said);
  },
};
window.follow = (value) => {
  state.value = value;
  for (const hear of ears["change:value"]) hear();
};
widgets[NOUN].render({ model, el: document.querySelector("main") });
</script>"""


@pytest.fixture
def draw(visit) -> Callable[..., Page]:
    """Draw a desk's widget on a page: ``draw(desk, width=320)``; messages reach the desk unless it is ``deaf``."""

    def open_page(desk, *, width: int = 390, deaf: bool = False, page: Page | None = None) -> Page:
        widget = desk.widget
        state = {name: getattr(widget, name) for name in ("spec", "value", "context", "owner")}
        html = PAGE.replace("STATE", json.dumps(state)).replace("NOUN", json.dumps(widget.noun))
        served = {name: content.decode() for name, content in assets.served().items()}
        kinds = {"js": "text/javascript", "css": "text/css"}

        def answer(route):
            name = route.request.url.removeprefix(PLACE)
            route.fulfill(body=served.get(name, html), content_type=kinds.get(name.split(".")[-1], "text/html"))

        def kernel(message):
            return {"said": None if deaf else desk.hear(message), "value": widget.value}

        page = page or visit(viewport={"width": width, "height": 844})
        page.unroute_all()
        page.route("**/*", answer)
        page.expose_function("kernel", kernel)
        page.goto(PLACE)
        return page

    return open_page


def saved(page: Page) -> None:
    """Wait until the page says that the answer is saved."""
    expect(page.locator(".nl-status")).to_have_text("✓ Saved")


def press(page: Page, *keys: str) -> None:
    """Press keys, one after the other."""
    for key in keys:
        page.keyboard.press(key)


def test_a_choice_is_taken_by_label_and_taken_back(desk, draw):
    """The whole card is the label; the way back leaves the focus where a new choice is made."""
    ada = desk("choice")
    page = draw(ada)

    page.get_by_text("Deciding what deserves attention").click()
    saved(page)
    assert ada.widget.value == "filtering"

    page.get_by_role("button", name="Take my answer back").click()
    expect(page.get_by_role("status")).to_have_text("✓ Your answer is taken back.")
    assert ada.widget.value is None
    expect(page.get_by_role("radio", name="Filtering")).to_be_focused()


def test_text_is_saved_at_a_pause_and_kept_as_typed(desk, draw):
    """What looks like markup is text; the box keeps what is being typed while it is saved."""
    ada = desk("text")
    page = draw(ada)
    box = page.get_by_label("What is our purpose?")

    box.press_sequentially("<b>Learn</b> 🌱 ")
    saved(page)

    assert ada.widget.value == "<b>Learn</b> 🌱"
    expect(box).to_have_value("<b>Learn</b> 🌱 ")
    expect(box).to_be_focused()


def test_text_that_is_too_long_is_refused_in_words(desk, draw):
    """The page says by how much, keeps the text, and takes the shorter one."""
    ada = desk("text")
    page = draw(ada)
    box = page.get_by_label("What is our purpose?")

    box.fill("x" * 45)
    box.blur()
    expect(page.get_by_role("alert")).to_contain_text("shorten it by 5")
    expect(page.locator(".nl-status")).to_have_text("Not saved.")
    expect(box).to_have_attribute("aria-invalid", "true")
    assert ada.kept == []

    box.fill("x" * 40)
    box.blur()
    saved(page)
    expect(page.get_by_role("alert")).to_have_count(0)


def test_half_a_sentence_survives_a_refresh_without_connection(desk, draw):
    """What was typed is on the page again, and is sent as soon as somebody listens."""
    ada = desk("text")
    page = draw(ada, deaf=True)
    page.get_by_label("What is our purpose?").press_sequentially("To learn fr")

    page.reload()

    expect(page.get_by_label("What is our purpose?")).to_have_value("To learn fr")
    expect(page.locator(".nl-status")).to_have_text("Saving…")


def test_at_the_limit_a_further_choice_is_explained(desk, draw):
    """It stays in reach of the keyboard, is not taken, and the page says what to do first."""
    ada = desk("choices", value=["filtering", "amplifying"])
    page = draw(ada)
    third = page.get_by_role("checkbox", name="Convening")
    expect(page.get_by_text("2 of 2 chosen", exact=True)).to_be_visible()

    third.focus()
    press(page, "Space")
    expect(page.get_by_text("“Convening” is not added: 2 of 2 are chosen. Take one away first.")).to_be_visible()
    expect(third).not_to_be_checked()
    assert ada.kept == []

    press(page, "Shift+Tab", "Space", "Tab", "Space")
    saved(page)
    expect(third).to_be_checked()
    expect(page.get_by_text("is not added")).to_have_count(0)
    assert ada.widget.value == ["filtering", "convening"]


def test_horizons_are_chosen_on_the_cards_and_said_in_words(desk, draw):
    """One pill a horizon lights up at a time; the line below says what is chosen and takes it back."""
    ada = desk("horizons")
    page = draw(ada)
    path = page.locator(".nl-path > div")

    page.locator("label", has=page.get_by_role("radio", name="Now Filtering")).click()
    page.locator("label", has=page.get_by_role("radio", name="Later Convening")).click()
    page.locator("label", has=page.get_by_role("radio", name="Now Amplifying")).click()
    saved(page)
    expect(path).to_contain_text(["Amplifying", "not chosen yet", "Convening"])
    assert ada.widget.value == {"now": "amplifying", "later": "convening"}

    page.get_by_role("button", name="Clear: Later").click()
    expect(path).to_contain_text(["Amplifying", "not chosen yet", "not chosen yet"])
    saved(page)
    assert ada.widget.value == {"now": "amplifying"}


def test_a_matrix_is_filled_by_keyboard_alone(desk, draw):
    """Tab goes from row to row, arrows choose in a row, and what the options mean can be read."""
    ada = desk("matrix")
    page = draw(ada)
    row = page.get_by_role("radiogroup", name="Amplifying")

    row.get_by_role("radio", name="Virtual").focus()
    press(page, "ArrowRight")
    saved(page)
    assert ada.widget.value == {"amplifying": "both"}

    page.get_by_text("What do these mean?").click()
    expect(page.get_by_text("As it suits")).to_be_visible()


def test_a_scale_is_rated_item_by_item_and_an_item_cleared(desk, draw):
    """Items stand under the heading of their group; the ends of the scale are said to the ear as well."""
    ada = desk("scale")
    ada.widget.context = {"groups": {"guardian": "Network guardian"}}
    page = draw(ada)
    group = page.get_by_role("group", name="Connector", exact=True)

    expect(page.get_by_role("group", name="Network guardian")).to_be_visible()
    group.get_by_role("radiogroup", name="I introduce people").get_by_role("radio", name="1 not me").check(force=True)
    page.get_by_role("radiogroup", name="I care for the whole").get_by_role("radio", name="4").check(force=True)
    saved(page)
    assert ada.widget.value == {"introduces": 1, "cares": 4}

    page.get_by_role("button", name="Clear: I introduce people").click()
    saved(page)
    expect(page.get_by_role("radio", checked=True)).to_have_count(1)
    assert ada.widget.value == {"cares": 4}


def test_in_a_long_question_it_stays_in_sight_that_the_answer_is_saved(desk, draw):
    """Whoever rates the first of many items sees that it is saved without scrolling."""
    ada = desk("scale")
    page = draw(ada)
    page.set_viewport_size({"width": 390, "height": 400})

    page.get_by_role("radio", name="1 not me").first.check(force=True)

    saved(page)
    expect(page.locator(".nl-status")).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("radio", name="5 very much me").last).not_to_be_in_viewport()


def test_an_order_is_made_by_keyboard_alone(desk, draw):
    """The focus stays on what is moved, and every move is said in words."""
    ada = desk("ranking")
    page = draw(ada)
    news = page.locator(".nl-unseen[role=status]")

    page.get_by_role("button", name="Add: Convening").focus()
    press(page, "Enter")
    expect(news).to_have_text("Convening is number 1 of 1.")
    expect(page.get_by_role("button", name="Leave out: Convening")).to_be_focused()
    press(page, "Tab", "Enter")
    expect(news).to_have_text("Filtering is number 2 of 2.")

    up = page.get_by_role("button", name="Up: Filtering")
    up.focus()
    press(page, "Enter")
    expect(news).to_have_text("Filtering is number 1 of 2.")
    expect(up).to_be_focused()
    press(page, "Enter")
    expect(news).to_have_text("Filtering is first already.")
    saved(page)
    assert ada.widget.value == ["filtering", "convening"]

    page.get_by_role("button", name="Leave out: Filtering").press("Enter")
    expect(news).to_have_text("Filtering is left out.")
    expect(page.get_by_role("button", name="Add: Filtering")).to_be_focused()
    saved(page)
    assert ada.widget.value == ["convening"]


def test_an_order_is_made_by_dragging(desk, draw):
    """An item goes where it is let go, and is sent once."""
    ada = desk("ranking", value=["filtering", "amplifying", "convening"])
    page = draw(ada)
    items = page.locator("ol > li")
    last, first = items.nth(2).bounding_box(), items.nth(0).bounding_box()

    page.mouse.move(last["x"] + 30, last["y"] + 20)
    page.mouse.down()
    page.mouse.move(first["x"] + 30, first["y"] + 40, steps=8)
    page.mouse.move(first["x"] + 30, first["y"] + 5)
    assert ada.kept == []
    page.mouse.up()

    saved(page)
    expect(items).to_contain_text(["Convening", "Filtering", "Amplifying"])
    assert [value for _, value in ada.kept] == [["convening", "filtering", "amplifying"]]


@pytest.mark.parametrize("kind", ["matrix", "horizons", "scale", "choices", "ranking"])
def test_what_a_guide_no_longer_knows_does_not_stand_in_the_way(desk, draw, kind):
    """An answer of an older guide can be changed: the parts that are gone are left behind."""
    old = {
        "matrix": {"blogs": "both", "filtering": "letters"},
        "horizons": {"now": "running"},
        "scale": {"runs": 4},
        "choices": ["running"],
        "ranking": ["running"],
    }
    ada = desk(kind, value=old[kind])
    page = draw(ada)

    page.locator("label:has(input), button:visible:has-text('Add')").first.click()
    saved(page)

    assert len(ada.kept) == 1
    assert "running" not in json.dumps(ada.widget.value)


@pytest.mark.parametrize("kind", ["text", "choice", "choices", "horizons", "matrix", "scale", "ranking"])
def test_nothing_is_clipped_and_every_target_is_large_on_a_small_phone(desk, draw, kind):
    """At 320 pixels nothing scrolls sideways, and whatever is pressed measures 44 pixels or more."""
    ada = desk(kind, value=["filtering"] if kind in ("choices", "ranking") else None)
    page = draw(ada, width=320)
    page.wait_for_selector(".nl-question")

    small = page.evaluate(
        """() => [...document.querySelectorAll("button, input, textarea, summary, .nl-handle")]
          .filter((one) => one.checkVisibility({ visibilityProperty: true }))
          .map((one) => [one.outerHTML, (one.closest("label") ?? one).getBoundingClientRect()])
          .filter(([, box]) => box.width < 44 || box.height < 44)
          .map(([html]) => html)"""
    )

    assert small == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320
