// What is said on the page of all that waits in this browser: what became of it, its words to copy, and ways out.
import { elementId, h, say } from "./dom.js";
import { keep } from "./storage.js";
import { give, waiting } from "./unsent.js";

const LOOK = 1500;
const SHOWN = 5000; // characters; a browser takes seconds to lay out a million of them

/** In a notebook the address is JupyterLab's own, and leads to no workshop. */
const served = () => document.querySelector("main[data-kernel]") !== null;

/** @typedef {import("./unsent.js").Group} Group */
/** @typedef {import("./unsent.js").Item} Item */

/** @param {Group} group @param {boolean} mine whether whoever is here wrote it */
function told({ fate, known: writer, items }, mine) {
  const number = items.length === 1 ? "1 answer" : `${items.length} answers`;
  const whose = writer?.name ? `What ${writer.name} wrote on this device` : "What somebody wrote on this device before";
  switch (fate) {
    case "refused":
      return "This could not be saved. Copy it if you need it, then take it away.";
    case "round":
      return `${mine ? "You" : writer?.name || "Somebody"} wrote this on this device in an earlier round, and it was not saved. ${items.some(({ answer }) => answer) ? "Give it to this round" : "Copy it if you need it"}, or take it away.`;
    case "later":
      return `${whose} is not saved yet: ${number}. It is sent by itself, in their name.`;
    case "half":
      return `${whose} was not finished, or could not be saved, and is not sent.`;
    case "out":
      return "You were taken out of this workshop. What you wrote before was not sent. Copy it if you need it, then take it away.";
    case "elsewhere":
      return `Something written in the workshop “${writer?.title || writer?.code}” is not saved. It is on this device, and ${items.some(({ moving }) => moving) ? "sent" : "shown"} when that workshop is open here.`;
    case "gone":
      return "The workshop is no longer there. What was written on this device was not sent. Copy it if you need it, then take it away.";
    default:
      return "Something was written on this device before that nobody can be named for. It is not sent from this page.";
  }
}

/**
 * @param {() => import("./unsent.js").Here | null} here where this page is, once it is known
 * @param {() => void} send sends what can be sent now
 */
export function unsentView(here, send) {
  const id = elementId("unsent");
  const title = h("h2", { id }, "Not sent");
  const element = h("div", { class: "nl-items nl-unsent", tabindex: -1, role: "region", "aria-labelledby": id, hidden: true });
  let drawn = "[[],[]]";

  /** @param {Item} item @param {string} kind */
  function line(item, kind) {
    const area = h("textarea", { class: "nl-input", readonly: true, rows: 2, dir: "auto", "aria-label": "What was not sent" });
    area.value = item.text.slice(0, SHOWN);
    const quiet = "nl-button nl-quiet nl-small";
    const copied = h("span", { role: "status" });

    function copy() {
      area.value = item.text;
      area.select();
      // Works on plain http addresses too; where the browser forbids it the text stays selected, to copy by hand.
      say(copied, document.execCommand("copy") ? "Copied." : "The text is selected: copy it.");
    }

    return h(
      "li",
      {},
      item.why && h("p", { class: "nl-error" }, item.why),
      area,
      h(
        "div",
        { class: "nl-row" },
        kind === "round" && item.answer && h("button", { type: "button", class: "nl-button nl-small", onclick: () => act(() => give(item.key)) }, "Give it to this round"),
        h("button", { type: "button", class: quiet, onclick: copy }, "Copy"),
        h("button", { type: "button", class: quiet, onclick: () => act(() => keep(item.key, undefined)) }, "Take it away"),
        copied,
      ),
    );
  }

  /** @param {Group} group @param {boolean} mine whether whoever is here wrote it */
  function card(group, mine) {
    const { fate, known: writer, items } = group;
    if (fate === "elsewhere")
      return h("div", { class: "nl-card" }, h("p", {}, told(group, mine), " ", served() && h("a", { href: `#${encodeURIComponent(writer?.code ?? "")}` }, "Open it")));
    const lines = h("ul", {}, items.map((item) => line(item, fate)));
    // What others wrote is not laid open to whoever is here now.
    const shown = mine ? lines : h("details", { class: "nl-more" }, h("summary", {}, "Show it"), lines);
    return h("div", { class: "nl-card" }, h("p", {}, told(group, mine)), shown);
  }

  /** @param {() => void} change */
  function act(change) {
    change();
    send();
    draw();
    element.focus();
  }

  function draw() {
    const at = here();
    const onPage = (/** @type {string} */ key) => Boolean(document.querySelector(`.nl-question[data-question="${CSS.escape(key)}"]`));
    const groups = (at ? waiting(at) : [])
      .map((group) => (group.fate === "refused" ? { ...group, items: group.items.filter(({ question, aside }) => aside || !onPage(question)) } : group))
      .filter(({ items }) => items.length);
    const isMine = (/** @type {Group} */ { fate, known: who }) =>
      ["refused", "out", "gone"].includes(fate) || (fate === "round" && at?.token === who?.token);
    const mine = groups.map(isMine);
    const now = JSON.stringify([groups, mine], (name, value) => (name === "text" ? [value.length, value.slice(0, SHOWN)] : value));
    if (now === drawn) return;
    drawn = now;
    element.hidden = !groups.length;
    element.replaceChildren(title, ...groups.map((group, index) => card(group, mine[index])));
  }

  const timer = setInterval(draw, LOOK);
  return { element, draw, stop: () => clearInterval(timer) };
}
