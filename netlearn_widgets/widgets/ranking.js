import { arrange, elementId, h, say } from "./dom.js";
import { draggable } from "./drag.js";
import { has } from "./options.js";
import { questionWidget } from "./question.js";

/**
 * @typedef {import("./options.js").Option} Option
 * @typedef {{ key: string, label: string, node: HTMLElement, draw: (place: number, count: number) => void }} Item
 */

export default questionWidget(
  (ask) => {
    /** @type {Option[]} */
    const options = ask.spec.options;
    const most = ask.spec.most || options.length;
    const items = options.map((option) => item(option, { step, toggle }));
    const order = h("ol", { class: "nl-order", "aria-label": "Your order, first first" });
    const others = h("ul", { class: "nl-order", "aria-label": "Not in your order" });
    const invitation = h("p", { class: "nl-soft" }, "Nothing yet. Add what comes first, then what comes next.");
    const rest = h("p", { class: "nl-heading" }, "Not in your order");
    const news = h("p", { class: "nl-unseen", role: "status" });
    const full = h("p", { class: "nl-note", role: "alert" });
    /** @type {{ key: string, keys: string[] } | null} the one being dragged, and the order as it would be */
    let dragged = null;

    /** @returns {string[]} */
    const keys = () => (dragged?.keys ?? ask.value() ?? []).filter((/** @type {string} */ key) => has(options, key));
    /** @param {string} key */
    const label = (key) => options.find((option) => option.key === key)?.label ?? key;

    /**
     * @param {string} key
     * @param {-1 | 1} by
     */
    function step(key, by) {
      const at = keys().indexOf(key);
      if (at + by < 0 || at + by >= keys().length) {
        say(news, `${label(key)} is ${by < 0 ? "first" : "last"} already.`);
        return;
      }
      ask.set(moved(keys(), at, at + by));
      tell(key);
    }

    /** @param {string} key */
    function toggle(key) {
      const now = keys();
      const left = now.filter((one) => one !== key);
      if (left.length < now.length) ask.set(left.length ? left : null);
      else if (now.length < most) ask.set([...now, key]);
      else return refuse(key);
      tell(key);
    }

    /** @param {string} key */
    function refuse(key) {
      items.find((one) => one.key === key)?.node.append(full);
      say(full, `“${label(key)}” is not added: your order has ${most} of ${most}. Leave one out first.`);
    }

    /** @param {string} key */
    function tell(key) {
      const at = keys().indexOf(key);
      say(news, at < 0 ? `${label(key)} is left out.` : `${label(key)} is number ${at + 1} of ${keys().length}.`);
    }

    draggable(order, {
      start: (index) => {
        dragged = { key: keys()[index], keys: [...keys()] };
      },
      move: (from, to) => {
        if (dragged) dragged.keys = moved(dragged.keys, from, to);
        draw();
      },
      end: (kept) => {
        const result = dragged;
        dragged = null;
        if (kept && result && String(result.keys) !== String(ask.value())) {
          ask.set(result.keys);
          tell(result.key);
        } else draw();
      },
    });

    function draw() {
      const inOrder = keys().flatMap((key) => items.find((one) => one.key === key) ?? []);
      const leftOut = items.filter((one) => !inOrder.includes(one));
      const focused = document.activeElement;
      inOrder.forEach((one, index) => one.draw(index + 1, inOrder.length));
      for (const one of leftOut) one.draw(0, inOrder.length);
      order.hidden = !inOrder.length;
      invitation.hidden = !!inOrder.length;
      others.hidden = rest.hidden = !leftOut.length;
      const held = inOrder.find((one) => one.key === dragged?.key)?.node;
      arrange(order, inOrder.map((one) => one.node), held);
      arrange(others, leftOut.map((one) => one.node));
      // From one list to the other the focused button has to be lifted: it gets its focus back.
      if (focused instanceof HTMLElement && focused !== document.activeElement) focused.focus();
      if (inOrder.length < most) say(full, "");
    }

    return { nodes: [invitation, order, rest, others, news], draw };
  },
  { clear: "Take my order back" },
);

/**
 * The list with one thing moved to another place.
 * @param {string[]} list
 * @param {number} from
 * @param {number} to
 */
function moved(list, from, to) {
  const others = list.toSpliced(from, 1);
  return others.toSpliced(to, 0, list[from]);
}

/**
 * One option, wherever it stands.
 * @param {Option} option
 * @param {{ step: (key: string, by: -1 | 1) => void, toggle: (key: string) => void }} act
 * @returns {Item}
 */
function item({ key, label, hint }, { step, toggle }) {
  const id = elementId("item");
  /**
   * @param {string} sign
   * @param {string} words
   * @param {-1 | 1} by
   */
  const arrow = (sign, words, by) => {
    const name = { "aria-label": `${words}: ${label}` };
    return h("button", { type: "button", class: "nl-move nl-arrow", ...name, onclick: () => step(key, by) }, sign);
  };
  const up = arrow("↑", "Up", -1);
  const down = arrow("↓", "Down", 1);
  const choose = h("button", { type: "button", class: "nl-move", onclick: () => toggle(key) });
  const handle = h("span", { class: "nl-handle", "aria-hidden": "true" }, "⠿");
  const place = h("span", { class: "nl-number", "aria-hidden": "true" });
  const thing = h("div", { class: "nl-thing", id }, h("b", {}, label), hint && h("small", {}, hint));
  const node = h("li", {}, handle, place, thing, h("div", { class: "nl-moves" }, up, down, choose));

  return {
    key,
    label,
    node,
    draw(number, count) {
      const placed = number > 0;
      for (const one of [handle, place, up, down]) one.hidden = !placed;
      say(place, placed ? `${number}` : "");
      up.setAttribute("aria-disabled", String(number === 1));
      down.setAttribute("aria-disabled", String(number === count));
      say(choose, placed ? "Leave out" : "Add");
      choose.setAttribute("aria-label", `${placed ? "Leave out" : "Add"}: ${label}`);
    },
  };
}
