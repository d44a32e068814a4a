import { h, say } from "./dom.js";
import { questionWidget } from "./question.js";
import { roomLeft } from "./words.js";

export default questionWidget(
  (ask) => {
    const room = h("p", { class: "nl-tally", id: `${ask.id}-room` });
    const area = h("textarea", {
      class: "nl-input",
      id: ask.id,
      rows: 4,
      dir: "auto",
      "aria-describedby": `${ask.describedBy} ${room.id}`,
      oninput: () => ask.set(area.value.trim() ? area.value : null, true),
    });

    return {
      nodes: [area, room],
      draw() {
        if (!area.matches(":focus")) area.value = ask.value() ?? "";
        say(room, roomLeft(area.value, ask.spec.longest));
      },
    };
  },
  { single: true },
);
