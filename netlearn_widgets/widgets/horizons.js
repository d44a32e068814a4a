import { elementId, h, say } from "./dom.js";
import { has } from "./options.js";
import { pill, put } from "./pills.js";
import { questionWidget } from "./question.js";

/** @typedef {import("./options.js").Option} Option */

// Each option is a card with a pill for each horizon, so that its meaning stands beside what is chosen, on a phone too.
export default questionWidget((ask) => {
  /** @type {{ rows: Option[], options: Option[] }} */
  const { rows, options } = /** @type {any} */ (ask.spec);
  const names = rows.map(() => elementId("horizon"));
  /** @type {{ input: HTMLInputElement, row: Option, option: Option }[]} */
  const pills = [];

  const cards = options.map((option) => {
    const id = elementId("option");
    const made = rows.map((row, index) => {
      const face = { value: option.key, label: row.label, unseen: option.label };
      const { input, node } = pill(names[index], face, () => choose(row.key, option.key));
      pills.push({ input, row, option });
      return node;
    });
    return h(
      "div",
      { class: "nl-horizon", role: "group", "aria-labelledby": id },
      h("div", { class: "nl-thing" }, h("b", { id }, option.label), option.hint && h("small", {}, option.hint)),
      h("div", { class: "nl-pills", "--pills": rows.length }, made),
    );
  });
  const chosen = rows.map((row) => summary(row, () => takeBack(row.key)));

  /**
   * @param {string} horizon
   * @param {string | null} key
   */
  function choose(horizon, key) {
    ask.set(put(ask.value(), horizon, key, (row, option) => has(rows, row) && has(options, option)));
  }

  /** @param {string} horizon */
  function takeBack(horizon) {
    choose(horizon, null);
    pills.find(({ row }) => row.key === horizon)?.input.focus();
  }

  return {
    nodes: [h("div", { class: "nl-options" }, cards), h("dl", { class: "nl-path" }, chosen.map((one) => one.node))],
    draw() {
      const value = ask.value() ?? {};
      for (const { input, row, option } of pills) input.checked = value[row.key] === option.key;
      rows.forEach((row, index) => {
        const option = options.find((one) => one.key === value[row.key]);
        chosen[index].draw(option?.label ?? value[row.key] ?? null);
      });
    },
  };
});

/**
 * What is chosen for one horizon, in words, and the way to take it back.
 * @param {Option} row
 * @param {() => void} takeBack
 */
function summary(row, takeBack) {
  const words = h("span");
  const name = { "aria-label": `Clear: ${row.label}` };
  const back = h("button", { type: "button", class: "nl-link nl-back", ...name, onclick: takeBack }, "Clear");
  const term = h("dt", {}, h("b", {}, row.label), row.hint && h("small", {}, ` ${row.hint}`));
  return {
    node: h("div", {}, term, h("dd", {}, words, back)),
    /** @param {string | null} label */
    draw(label) {
      say(words, label ?? "not chosen yet");
      words.classList.toggle("nl-soft", label === null);
      back.classList.toggle("nl-absent", label === null);
    },
  };
}
