// What a host says to everybody, as phones, the screen and the host page show it: the message and the timer.
import { h, say } from "./dom.js";
import { keep, recall } from "./storage.js";
import { countdown } from "./times.js";

const TICK = 500;

/**
 * The time that is left, told every half second but not read aloud; that it is over is.
 * @param {import("./container.js").Page} page
 */
export function timerView(page) {
  const left = h("span", { role: "timer", "aria-label": "Time left" });
  const over = h("span", { role: "status" });
  const node = h("p", { class: "nl-timer", hidden: true }, left, over);

  function draw() {
    const ends = page.model.get("room").timer;
    node.hidden = !ends;
    const rest = ends ? ends - page.clock() : 0;
    node.classList.toggle("nl-over", Boolean(ends) && rest <= 0);
    say(left, ends && rest > 0 ? `${countdown(rest)} left` : "");
    left.hidden = !left.textContent;
    say(over, ends && rest <= 0 ? "Time is up." : "");
  }
  const ticking = setInterval(draw, TICK);
  return { node, draw, stop: () => clearInterval(ticking) };
}

/**
 * The host's message, until it is taken away or put away here.
 * @param {import("./container.js").Page} page
 * @param {{ dismiss?: boolean }} [how] whether whoever reads it may put it away
 */
export function messageView(page, { dismiss = false } = {}) {
  const words = h("p", { role: "status", dir: "auto" });
  const away = h("button", { type: "button", class: "nl-button nl-quiet nl-small", onclick: putAway }, "Got it");
  const node = h("div", { class: "nl-message", hidden: true }, h("div", {}, h("strong", {}, "From the host"), words), dismiss && away);

  const message = () => page.model.get("room").message;

  function putAway() {
    keep(`message:${page.code()}`, message()?.id);
    draw();
  }

  function draw() {
    const now = message();
    node.hidden = !now || (dismiss && recall(`message:${page.code()}`) === now.id);
    say(words, node.hidden ? "" : now.text);
  }
  return { node, draw };
}
