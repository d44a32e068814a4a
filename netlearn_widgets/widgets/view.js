import { h } from "./dom.js";
import { offering } from "./offer.js";
import { redraw } from "./tree.js";

export default {
  /** @param {{ model: any, el: HTMLElement }} view */
  render({ model, el }) {
    const picture = h("div", { tabindex: "-1" });
    const offer = offering(model, picture, "nl-card");
    const place = h("div", { class: `netlearn nl-view${model.get("large") ? " nl-large" : ""}` }, picture, ...(model.get("large") ? [] : [offer.node]));
    const draw = () => redraw(picture, model.get("tree"));
    let open = false;
    const look = () => {
      const now = picture.querySelector("details")?.open ?? false;
      if (now !== open) model.send({ type: "look", open: (open = now) });
    };
    picture.addEventListener("toggle", look, true); // what is folded is told of itself alone
    model.on("change:tree", draw);
    model.on("change:offer", offer.draw);
    model.on("msg:custom", offer.hear);
    addEventListener("netlearn:connected", offer.send);
    draw();
    el.append(place);
    return () => {
      model.off("change:tree", draw);
      model.off("change:offer", offer.draw);
      model.off("msg:custom", offer.hear);
      removeEventListener("netlearn:connected", offer.send);
      offer.stop();
    };
  },
};
