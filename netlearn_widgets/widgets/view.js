import { h } from "./dom.js";
import { redraw } from "./tree.js";

export default {
  /** @param {{ model: any, el: HTMLElement }} view */
  render({ model, el }) {
    const place = h("div", { class: `netlearn nl-view${model.get("large") ? " nl-large" : ""}` });
    const draw = () => redraw(place, model.get("tree"));
    model.on("change:tree", draw);
    draw();
    el.append(place);
    return () => model.off("change:tree", draw);
  },
};
