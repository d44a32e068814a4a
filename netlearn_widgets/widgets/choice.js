import { elementId, h } from "./dom.js";
import { card, underHeadings } from "./options.js";
import { questionWidget } from "./question.js";

export default questionWidget(
  (ask) => {
    const name = elementId("choice");
    /** @type {import("./options.js").Option[]} */
    const options = ask.spec.options;
    const inputs = options.map((option) =>
      h("input", { type: "radio", name, value: option.key, onchange: () => ask.set(option.key) }),
    );
    const cards = inputs.map((input, index) => card(input, options[index]));

    return {
      nodes: underHeadings(options, cards, ask.context()),
      draw() {
        for (const input of inputs) input.checked = input.value === ask.value();
      },
    };
  },
  { clear: "Take my answer back" },
);
