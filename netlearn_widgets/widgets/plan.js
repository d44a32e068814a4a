import { h } from "./dom.js";
import { give } from "./file.js";
import { redraw } from "./tree.js";

export default {
  /** @param {{ model: any, el: HTMLElement }} view */
  render({ model, el }) {
    const said = h("p", { role: "status", class: "nl-status" });
    const bar = h(
      "div",
      { class: "nl-row nl-tools" },
      h(
        "button",
        {
          type: "button",
          class: "nl-button",
          onclick() {
            said.textContent = "Making the file…";
            model.send({ type: "download" });
          },
        },
        "Keep the plan as a file",
      ),
      h("button", { type: "button", class: "nl-button nl-quiet", onclick: () => print() }, "Print"),
      said,
    );
    const place = h("div", { class: "nl-document" });
    const root = h("div", { class: "netlearn nl-plan" }, bar, place);
    const draw = () => redraw(place, model.get("tree"));

    /** @param {any} message */
    function hear(message) {
      if (message.type !== "file") return;
      give(message.name, message.text);
      said.textContent = `Saved as ${message.name} in your downloads.`;
    }
    model.on("msg:custom", hear);
    model.on("change:tree", draw);
    draw();
    el.append(root);
    return () => {
      model.off("msg:custom", hear);
      model.off("change:tree", draw);
    };
  },
};
