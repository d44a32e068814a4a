import { h } from "./dom.js";
import { has } from "./options.js";
import { pillRow, put } from "./pills.js";
import { questionWidget } from "./question.js";

/** @typedef {import("./options.js").Option} Option */

export default questionWidget(
  (ask) => {
    /** @type {Option[]} */
    const options = ask.spec.options;
    /** @type {Option[]} */
    const things = ask.spec.rows;
    const pills = options.map(({ key, label }) => ({ value: key, label }));
    /** @type {(row: string, option: string) => boolean} */
    const fits = (row, option) => has(things, row) && has(options, option);
    const rows = things.map(({ key, label, hint }) => {
      /** @param {string | null} value */
      const choose = (value) => ask.set(put(ask.value(), key, value, fits));
      const row = pillRow({ label, hint, pills, choose });
      return { ...row, key };
    });

    return {
      nodes: [...meanings(options), ...rows.map((row) => row.node)],
      draw() {
        for (const row of rows) row.draw(ask.value()?.[row.key] ?? null);
      },
    };
  },
  { clear: "Take all my answers back" },
);

/**
 * What the options mean, to open where any of them has a hint.
 * @param {Option[]} options
 */
function meanings(options) {
  const told = options.filter((option) => option.hint);
  if (!told.length) return [];
  const list = told.map(({ label, hint }) => [h("dt", {}, label), h("dd", {}, hint)]).flat();
  return [h("details", { class: "nl-meanings" }, h("summary", {}, "What do these mean?"), h("dl", {}, list))];
}
