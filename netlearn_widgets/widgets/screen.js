// The shared screen: one picture at a time, large; arrow keys and buttons turn the pages.
import { codeForm } from "./code_form.js";
import { containerWidget } from "./container.js";
import { h } from "./dom.js";
import { messageView, timerView } from "./room.js";
import { build } from "./tree.js";

export default containerWidget((page) => {
  const { model } = page;
  const gate = codeForm(page, {
    lead: [h("h1", {}, "Open the shared screen"), h("p", {}, "Type the join code of the workshop.")],
    action: "Open",
    submit: () => page.hello(),
  });

  const where = h("p", { class: "nl-soft" });
  const title = h("h1", {});
  const count = h("p", { class: "nl-count", role: "status" });
  const choose = h("select", { class: "nl-input", "aria-label": "What to show", onchange: () => go(Number(choose.value)) });
  const back = h("button", { type: "button", class: "nl-button nl-quiet nl-small", onclick: () => go(at() - 1) }, "Back");
  const next = h("button", { type: "button", class: "nl-button nl-small", onclick: () => go(at() + 1) }, "Next");
  const full = h("button", { type: "button", class: "nl-button nl-quiet nl-small", onclick: fullScreen }, "Full screen");
  const controls = h("div", { class: "nl-row nl-controls" }, back, choose, next, full);
  const timer = timerView(page);
  const message = messageView(page);
  const told = h("div", { class: "nl-told" }, timer.node, count);
  const header = h("div", { class: "nl-items" }, h("div", { class: "nl-row nl-apart" }, h("div", {}, where, title), told), message.node);
  const items = h("div", { class: "nl-stage-items" });
  const qr = h("div", { class: "nl-qr" });
  const address = h("p", { class: "nl-address" });
  const joinCode = h("p", { class: "nl-big-code" });
  const here = h("p", { class: "nl-soft" });
  const invitation = h(
    "div",
    { class: "nl-card nl-invitation" },
    qr,
    h("div", { class: "nl-items" }, h("p", {}, "Point your phone’s camera here, or open"), address, h("p", {}, "and type"), joinCode, here),
  );
  const scroll = h("div", { class: "nl-stage-middle", tabindex: 0, role: "region", "aria-label": "What the group says" }, invitation, items);
  const foot = h("p", {});
  const footer = h("div", { class: "nl-row nl-apart" }, foot, controls);
  const screen = h("div", { class: "nl-stage", hidden: true }, header, scroll, footer);
  let drawn = "";
  let shown = -1;

  const at = () => model.get("slide").index ?? 0;

  /** @param {number} slide */
  function go(slide) {
    if (slide >= 0 && slide < model.get("slides").length) model.send({ type: "go", slide });
  }

  function fullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen();
  }

  /** @param {KeyboardEvent} event */
  function turn(event) {
    const typing = /** @type {HTMLElement} */ (event.target).closest?.("input, select, textarea, summary");
    if (typing || screen.hidden) return;
    if (event.key === "ArrowRight" || event.key === "PageDown") go(at() + 1);
    if (event.key === "ArrowLeft" || event.key === "PageUp") go(at() - 1);
  }
  addEventListener("keydown", turn);

  function drawChoices() {
    const slides = model.get("slides");
    const key = JSON.stringify(slides);
    if (key === drawn) return;
    drawn = key;
    choose.replaceChildren();
    let group = h("optgroup", { label: "" });
    slides.forEach((/** @type {any} */ slide, /** @type {number} */ index) => {
      if (group.label !== slide.step) {
        group = h("optgroup", { label: slide.step });
        choose.append(group);
      }
      group.append(h("option", { value: index }, slide.prompt));
    });
  }

  function drawJoin() {
    const join = model.get("join");
    address.textContent = join.address ?? "";
    joinCode.textContent = join.code ?? "";
    qr.hidden = !join.qr;
    qr.replaceChildren(...(join.qr ? [build(join.qr)] : []));
    foot.replaceChildren(...(join.code ? ["Join at ", h("b", {}, join.address), " with ", h("b", { class: "nl-code" }, join.code)] : []));
  }

  return {
    nodes: [gate.element, screen],
    hear: gate.hear,
    stop() {
      removeEventListener("keydown", turn);
      timer.stop();
    },
    draw() {
      const visit = page.visit();
      gate.element.hidden = visit.state !== "asks";
      screen.hidden = visit.state !== "here";
      if (visit.state !== "here") {
        gate.draw();
        return;
      }
      const slide = model.get("slide");
      drawChoices();
      drawJoin();
      timer.draw();
      message.draw();
      choose.value = String(at());
      where.textContent = at() === 0 ? "" : `${visit.title} · ${slide.step}`;
      title.textContent = at() === 0 ? visit.title : slide.prompt;
      count.replaceChildren(...(at() === 0 ? [] : [h("span", {}, h("b", {}, slide.answered), ` of ${slide.people} answered`), " ", h("span", {}, partly(slide))]));
      here.textContent = attending(slide);
      invitation.hidden = at() !== 0;
      foot.hidden = at() === 0;
      back.disabled = at() === 0;
      next.disabled = at() + 1 >= model.get("slides").length;
      page.hold(items);
      if (shown !== at()) scroll.scrollTop = 0;
      shown = at();
    },
  };
}, "screen");

/**
 * How many people's answers are in the picture, where that is fewer than have answered.
 * @param {{ answered: number, seen: number }} slide
 */
function partly({ answered, seen }) {
  return seen && seen < answered ? `· ${seen} in the picture` : "";
}

/**
 * How many are here, and how many joined at some time, where that is more.
 * @param {{ here: number, people: number }} slide
 */
function attending({ here, people }) {
  const now = here ? (here === 1 ? "1 person is here." : `${here} people are here.`) : "Nobody is here yet.";
  return people > here ? `${now} ${people} ${people === 1 ? "has" : "have"} joined.` : now;
}
