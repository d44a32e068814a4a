import { containerWidget } from "./container.js";
import { h } from "./dom.js";

export default containerWidget((page) => {
  const note = h("p", { class: "nl-soft" });
  const items = h("div", { class: "nl-items" });
  return {
    nodes: [note, items],
    draw() {
      const { state } = page.visit();
      note.textContent = state === "here" ? "" : state === "asks" ? "Type the join code at the top of this page first." : "One moment…";
      note.hidden = state === "here";
      if (state === "here") page.hold(items);
    },
  };
}, "place");
