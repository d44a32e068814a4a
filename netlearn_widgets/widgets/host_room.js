// The room: the timer, a message to all phones, and who is here.
import { textBox } from "./box.js";
import { visible } from "./clean.js";
import { elementId, h, plainForm, say } from "./dom.js";
import { messageView, timerView } from "./room.js";
import { keep, recall } from "./storage.js";
import { inRow, listed } from "./words.js";

const LONGEST = 200; // characters of a message
const MEANS = "A shared tablet, or one person answering several times. Look around before you show results.";

/**
 * A part of the page with its heading.
 * @param {string} words
 * @param {...(Node | false)} nodes
 */
export function part(words, ...nodes) {
  const id = elementId("part");
  return h("section", { class: "nl-card", "aria-labelledby": id }, h("h2", { id }, words), ...nodes);
}

/**
 * @param {import("./container.js").Page} page
 * @param {import("./host_acts.js").Do} act
 */
export function timerPart(page, act) {
  const timer = timerView(page);
  const none = h("p", { class: "nl-soft" }, "No timer runs.");
  const minutes = h("input", { type: "number", class: "nl-input", min: 1, max: 600, value: 5 });
  const form = plainForm(
    { class: "nl-row" },
    () => act({ kind: "timer", minutes: Number(minutes.value || NaN) }),
    h("label", { class: "nl-host-minutes" }, "Minutes", minutes),
    h("button", { type: "submit", class: "nl-button nl-small" }, "Start"),
  );
  const more = (/** @type {number} */ count) => button(`+${count} min`, () => act({ kind: "timer", more: count }));
  const running = h("div", { class: "nl-row" }, more(1), more(5), button("Stop", () => act({ kind: "timer", minutes: 0 })));
  return {
    node: part("Timer", timer.node, none, running, form),
    stop: timer.stop,
    draw() {
      const on = Boolean(page.model.get("room").timer);
      timer.draw();
      none.hidden = on;
      running.hidden = !on;
    },
  };
}

/**
 * @param {import("./container.js").Page} page
 * @param {import("./host_acts.js").Do} act
 */
export function messagePart(page, act) {
  const shown = messageView(page);
  const draft = () => `host-message:${page.visit().code}`;
  const box = textBox({ label: "Message", longest: LONGEST, typed: (text) => keep(draft(), text), enter: send });
  const away = button("Take it away", () => act({ kind: "message", text: "" }, () => box.input.focus()));
  let filled = "";

  function send() {
    const text = box.input.value;
    if (!visible(text)) return box.complain("Write something first.");
    act({ kind: "message", text }, () => {
      if (box.input.value === text) box.fill("");
      keep(draft(), undefined);
    });
  }

  return {
    node: part("Message to everyone", shown.node, ...box.nodes, h("div", { class: "nl-row" }, button("Send", send, ""), away)),
    draw() {
      shown.draw();
      away.hidden = !page.model.get("room").message;
      if (filled !== draft()) box.fill(recall(draft()) ?? "");
      filled = draft();
    },
  };
}

/** @param {import("./container.js").Page} page */
export function peoplePart(page) {
  const count = h("p", {});
  const names = h("p", { class: "nl-soft" });
  const shared = h("div", { class: "nl-shared" });
  let drawn = "";
  return {
    node: part("Who is here", count, names, shared),
    draw() {
      const { here, joined, names: known, devices = [] } = page.model.get("people");
      const now = JSON.stringify(devices);
      if (now !== drawn) shared.replaceChildren(...sharedDevices(devices));
      drawn = now;
      say(count, `${here} here now · ${joined} joined in all`);
      say(names, inRow(known));
      names.hidden = !known.length;
    },
  };
}

/**
 * On which devices several people joined, and what that can mean.
 * @param {{ people: number, names: string[], sheets: number }[]} devices
 */
function sharedDevices(devices) {
  const said = devices.filter(({ people }) => people > 1).map(({ people, names }) => `${people} people joined from one device${called(people, names)}.`);
  const typed = devices.filter(({ sheets }) => sheets > 1).map(({ sheets }) => `${sheets} paper sheets were typed in on one device.`);
  const line = (/** @type {string} */ words) => h("p", { dir: "auto" }, words);
  const meaning = said.length ? [h("p", { class: "nl-soft" }, MEANS)] : [];
  return [...said.map(line), ...meaning, ...typed.map(line)];
}

/** Who they are, as far as they gave names. @param {number} people @param {string[]} names */
function called(people, names) {
  if (!names.length) return "";
  const others = people - names.length;
  const nameless = others ? [`${others === 1 ? "one" : others} without a name`] : [];
  return `: ${listed([...names, ...nameless])}`;
}

/**
 * @param {string} words
 * @param {() => void} act
 * @param {string} [look]
 */
export function button(words, act, look = "nl-quiet") {
  return h("button", { type: "button", class: `nl-button ${look} nl-small`, onclick: act }, words);
}
