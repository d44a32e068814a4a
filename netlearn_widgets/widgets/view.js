import { h } from "./dom.js";
import { redraw } from "./tree.js";

export default {
  /** @param {{ model: any, el: HTMLElement }} view */
  render({ model, el }) {
    const place = h("div", { class: `netlearn nl-view${model.get("large") ? " nl-large" : ""}` });
    const draw = () => redraw(place, model.get("tree"));
    let open = false;
    const look = () => {
      const now = place.querySelector("details")?.open ?? false;
      if (now !== open) model.send({ type: "look", open: (open = now) });
    };
    place.addEventListener("toggle", look, true); // what is folded is told of itself alone
    model.on("change:tree", draw);
    draw();
    el.append(place);
    return () => model.off("change:tree", draw);
  },
};
