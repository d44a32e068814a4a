// Agreeing by consent: the wording on the table, where one stands on it and why, and a way to change the wording.
import { textBox } from "./box.js";
import { DecidingForm } from "./deciding.js";
import { elementId, h, say } from "./dom.js";
import { card } from "./options.js";
import { before, reasonLabel, standing } from "./position.js";
import { questionWidget } from "./question.js";
import { WordingForm } from "./wording_form.js";
import { measure } from "./words.js";

export default questionWidget(agreement, { clear: "Take my position back" });

/**
 * @param {import("./question.js").Ask} ask
 * @returns {import("./question.js").Controls}
 */
function agreement(ask) {
  const { options, longest } = ask.spec;
  const proposal = () => ask.context().proposal ?? null;
  const mine = () => standing(ask.value(), proposal());

  const wording = h("blockquote", { class: "nl-proposed", dir: "auto", tabindex: "-1" });
  const name = elementId("position");
  /** @type {HTMLInputElement[]} */
  const inputs = options.map((/** @type {any} */ option) =>
    h("input", { type: "radio", name, value: option.key, onchange: () => take(option.key) }),
  );
  const anew = h("p", { class: "nl-note nl-anew" });
  const reason = textBox({ label: "", longest, typed: explain });
  const reasonPart = h("div", { class: "nl-piece" }, ask.notice("reason", reason.input), ...reason.nodes);
  const stand = h("fieldset", { class: "nl-frame" }, h("legend", { class: "nl-stand" }, "Where do you stand?"));
  const cards = inputs.map((input, index) => card(input, options[index]));
  stand.append(ask.notice("position", stand), h("div", { class: "nl-options" }, ...cards));
  const changing = h(
    "button",
    { type: "button", class: "nl-button nl-quiet nl-small", onclick: () => form.show() },
    "Change the wording",
  );
  const table = h(
    "div",
    { class: "nl-on-table" },
    h("h3", {}, "The wording on the table"),
    wording,
    anew,
    stand,
    reasonPart,
    h("div", { class: "nl-row" }, changing),
  );
  const deciding = new DecidingForm(ask, proposal, () => draw());
  const thanks = h("p", { class: "nl-soft", role: "status", tabindex: "-1" });

  const form = new WordingForm(ask, proposal, {
    changed: () => draw(),
    closed() {
      changing.hidden = false;
      changing.focus();
      draw();
    },
    put() {
      say(thanks, "Your wording is on the table.");
      thanks.hidden = false;
      (proposal() ? wording : thanks).focus();
    },
  });

  /** @param {string} position */
  function take(position) {
    const half = ask.draft("reason");
    const fits = half !== "" && measure(half) <= longest;
    if (fits) ask.draft("reason", "");
    ask.set({ proposal: proposal().id, position, reason: fits ? half : (mine()?.reason ?? "") });
  }

  /**
   * Send the reason along with the position; without a position, or too long, it waits on this device.
   * @param {string} text
   */
  function explain(text) {
    const now = mine();
    const fits = now !== null && measure(text) <= longest;
    ask.draft("reason", fits ? "" : text);
    if (fits) ask.set({ ...now, reason: text }, true);
  }

  function drawReason() {
    const position = mine();
    const text = ask.draft("reason") || (position?.reason ?? "");
    const held = reason.input === document.activeElement;
    if (!held && reason.input.value !== text) reason.fill(text);
    reasonPart.hidden = !position && !text && !held;
    reason.name(
      position ? reasonLabel(options, position.position) : "Your reason. Choose where you stand, and it is sent.",
    );
  }

  function draw() {
    const now = proposal();
    const position = mine();
    table.hidden = !now;
    say(wording, now?.text ?? "");
    for (const input of inputs) input.checked = input.value === position?.position;
    say(anew, now && ask.value() && !position ? before(options, ask.value()) : "");
    anew.hidden = !anew.textContent;
    drawReason();
    form.draw();
    deciding.draw();
    changing.hidden = !form.node.hidden;
    if (now && thanks === document.activeElement) wording.focus();
    if (now) say(thanks, "");
    thanks.hidden = !thanks.textContent;
  }

  const connected = () => {
    form.proposing.send();
    deciding.sending.send();
  };
  addEventListener("netlearn:connected", connected);
  return {
    nodes: [table, form.node, deciding.node, thanks],
    draw,
    stop() {
      form.stop();
      deciding.stop();
      removeEventListener("netlearn:connected", connected);
    },
  };
}
