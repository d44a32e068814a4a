import { has, underHeadings } from "./options.js";
import { pillRow, put } from "./pills.js";
import { questionWidget } from "./question.js";

/** @typedef {import("./options.js").Option} Option */

export default questionWidget(
  (ask) => {
    const { steps, low, high } = ask.spec;
    /** @type {Option[]} */
    const options = ask.spec.options;
    const pills = Array.from({ length: steps }, (_, index) => step(index + 1, ask.spec));
    /** @type {(item: string, rating: number) => boolean} */
    const fits = (item, rating) => has(options, item) && rating <= steps;
    const rows = options.map(({ key, label, hint }) => {
      /** @param {string | null} value */
      const choose = (value) => ask.set(put(ask.value(), key, value && Number(value), fits));
      const row = pillRow({ label, hint, pills, ends: [low, high], choose });
      return { ...row, key };
    });

    return {
      nodes: underHeadings(options, rows.map((row) => row.node), ask.context()),
      draw() {
        for (const row of rows) {
          const rating = ask.value()?.[row.key];
          row.draw(rating === undefined ? null : String(rating));
        }
      },
    };
  },
  { clear: "Take all my answers back" },
);

/**
 * @param {number} number
 * @param {Record<string, any>} spec
 */
function step(number, { steps, low, high }) {
  const unseen = number === 1 ? low : number === steps ? high : "";
  return { value: String(number), label: String(number), unseen };
}
