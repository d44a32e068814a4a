import { elementId, h } from "./dom.js";
import { questionWidget } from "./question.js";

export default questionWidget((ask) => {
  const name = elementId("choice");
  /** @type {HTMLInputElement[]} */
  const inputs = ask.spec.options.map((/** @type {any} */ option) =>
    h("input", { type: "radio", name, value: option.key, onchange: () => ask.set(option.key) }),
  );
  const options = inputs.map((input, index) => {
    const { label, hint } = ask.spec.options[index];
    return h("label", { class: "nl-option" }, input, h("b", {}, label), hint && h("small", {}, hint));
  });
  const back = h("button", { type: "button", class: "nl-link", onclick: () => ask.set(null) }, "Take my answer back");

  return {
    nodes: [h("div", { class: "nl-options" }, options), back],
    draw() {
      for (const input of inputs) input.checked = input.value === ask.value();
      back.hidden = ask.value() === null;
    },
  };
});
