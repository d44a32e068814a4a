import { h, say } from "./dom.js";
import { card, has, underHeadings } from "./options.js";
import { questionWidget } from "./question.js";

export default questionWidget((ask) => {
  /** @type {import("./options.js").Option[]} */
  const options = ask.spec.options;
  const most = ask.spec.most || options.length;
  const inputs = options.map(({ key }, index) =>
    h("input", { type: "checkbox", value: key, onchange: () => take(index) }),
  );
  const cards = inputs.map((input, index) => card(input, options[index]));
  const count = h("p", { class: "nl-tally", role: "status" });
  const full = h("p", { class: "nl-note", role: "alert" });

  /** @param {number} index */
  function take(index) {
    const chosen = inputs.filter((input) => input.checked).map((input) => input.value);
    if (chosen.length > most) {
      cards[index].after(full); // where the eyes are
      say(full, `“${options[index].label}” is not added: ${most} of ${most} are chosen. Take one away first.`);
      draw();
    } else {
      ask.set(chosen.length ? chosen : null);
    }
  }

  function draw() {
    const chosen = (ask.value() ?? []).filter((/** @type {string} */ key) => has(options, key));
    for (const input of inputs) {
      input.checked = chosen.includes(input.value);
      // Not disabled: it stays in reach of the keyboard, and says why it cannot be chosen.
      input.setAttribute("aria-disabled", String(chosen.length >= most && !input.checked));
    }
    if (chosen.length < most) say(full, "");
    say(count, `${chosen.length} of ${most} chosen`);
  }

  const nodes = underHeadings(options, cards, ask.context());
  return { nodes: most < options.length ? [count, ...nodes] : nodes, draw };
});
