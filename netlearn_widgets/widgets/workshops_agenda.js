// Today's steps: which, and how many minutes each.
import { h, say } from "./dom.js";
import { span } from "./times.js";

/** @typedef {{ key: string, title: string, minutes: number }} Step */

export function agenda() {
  const list = h("ol", { class: "nl-agenda" });
  const sum = h("p", { class: "nl-soft", role: "status" });
  const node = h(
    "fieldset",
    { class: "nl-frame" },
    h("legend", { class: "nl-label" }, "Steps for today, with their minutes"),
    list,
    sum,
  );
  /** @type {{ key: string, used: HTMLInputElement, minutes: HTMLInputElement }[]} */
  let rows = [];

  function draw() {
    for (const { used, minutes } of rows) minutes.disabled = !used.checked;
    const total = value().reduce((whole, { minutes }) => whole + (minutes || 0), 0);
    say(sum, `In all ${span(total)}. You can change this later on the host page.`);
  }

  const value = () =>
    rows.filter(({ used }) => used.checked).map(({ key, minutes }) => ({ key, minutes: Number(minutes.value) }));

  return {
    node,
    value,
    /** The steps of the guide that is chosen. @param {Step[]} steps */
    offer(steps) {
      rows = steps.map(({ key, minutes }) => ({
        key,
        used: h("input", { type: "checkbox", checked: true, onchange: draw }),
        minutes: h("input", { type: "text", class: "nl-input", inputmode: "numeric", value: minutes, maxlength: 3, oninput: draw }),
      }));
      list.replaceChildren(
        ...rows.map(({ used, minutes }, index) =>
          h(
            "li",
            {},
            h("label", { class: "nl-step" }, used, h("span", {}, steps[index].title)),
            h("label", { class: "nl-minutes" }, minutes, h("span", {}, "min", h("span", { class: "nl-unseen" }, ` for ${steps[index].title}`))),
          ),
        ),
      );
      draw();
    },
  };
}
