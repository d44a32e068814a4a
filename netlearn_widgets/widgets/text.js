import { visible } from "./clean.js";
import { h, say } from "./dom.js";
import { questionWidget } from "./question.js";
import { roomLeft } from "./words.js";

export default questionWidget(
  (ask) => {
    const room = h("p", { class: "nl-tally", id: `${ask.id}-room` });
    let shown = ""; // another device may have changed the text while this one holds the box
    const area = h("textarea", {
      class: "nl-input",
      id: ask.id,
      rows: 4,
      dir: "auto",
      "aria-describedby": `${ask.describedBy} ${room.id}`,
      oninput: write,
      onblur: draw,
    });

    function write() {
      const was = shown || null;
      const stale = (ask.value() ?? "") !== shown;
      ask.set(visible(area.value) ? area.value : null, true, stale ? () => was : undefined);
    }

    function draw() {
      const now = ask.value() ?? "";
      if (!area.matches(":focus")) area.value = now;
      if (area.value === now) shown = now;
      say(room, roomLeft(area.value, ask.spec.longest));
    }

    return { nodes: [area, room], draw };
  },
  { single: true },
);
