import { h, say } from "./dom.js";
import { questionWidget } from "./question.js";

// The room left is told once this much of it is used.
const NEARLY = 0.8;

export default questionWidget(
  (ask) => {
    const most = ask.spec.longest;
    const room = h("p", { class: "nl-count", id: `${ask.id}-room` });
    const area = h("textarea", {
      class: "nl-input",
      id: ask.id,
      rows: 4,
      dir: "auto",
      "aria-describedby": `${ask.describedBy} ${room.id}`,
      oninput: () => ask.set(area.value.trim() ? area.value : null, true),
    });

    function drawRoom() {
      const used = [...area.value.trim()].length;
      room.hidden = used < most * NEARLY;
      room.classList.toggle("nl-over", used > most);
      const left = `${used.toLocaleString()} of ${most.toLocaleString()} characters`;
      say(room, used > most ? `${left}: please shorten it by ${(used - most).toLocaleString()}.` : left);
    }

    return {
      nodes: [area, room],
      draw() {
        if (!area.matches(":focus")) area.value = ask.value() ?? "";
        drawRoom();
      },
    };
  },
  { single: true },
);
