// People who left and whom others still name: a host takes the name out, puts it back, or leaves it.
import { h, say } from "./dom.js";
import { button, part } from "./host_room.js";
import { following } from "./list.js";
import { listed } from "./words.js";

const AWAY = "Whoever left took their own answers with them. What others wrote is changed only here, and only places for names: people on maps, names for roles, tables' columns of people.";

/**
 * @param {import("./container.js").Page} page
 * @param {import("./host_acts.js").Do} act
 */
export function namesPart(page, act) {
  const list = h("ul", { class: "nl-named" });
  const node = part("Names of people who left", h("p", { class: "nl-soft" }, AWAY), list);
  const follow = following(list, (first) => entry(first.id));

  /** @param {string} id */
  function entry(id) {
    const decide = (/** @type {string} */ decision) => act({ kind: "name", question: id, decision }, () => heading().focus());
    const words = h("p", { dir: "auto" });
    const take = button("Take the name out", () => decide("out"), "");
    const leave = button("Leave it", () => decide("leave"));
    const back = button("Put it back", () => decide("back"));
    const done = button("Close the question", () => decide("done"), "");
    return {
      node: h("li", {}, words, h("div", { class: "nl-row" }, take, leave, back, done)),
      /** @param {any} one */
      draw({ written, places, out, borne }) {
        const name = listed(written.map((/** @type {string} */ way) => `“${way}”`));
        say(
          words,
          out
            ? `The name ${name} is taken out, ${places}. It can be put back until you close the question.`
            : `Somebody who left was called ${name}. Others name them ${places}. ${borne ? "Somebody who is here has this name too, so it stays with them." : "Take the name out there? Ask the group where it may mean somebody else."}`,
        );
        take.hidden = out || borne;
        leave.hidden = out;
        back.hidden = done.hidden = !out;
      },
    };
  }

  function heading() {
    const title = /** @type {HTMLElement} */ (node.querySelector("h2"));
    title.tabIndex = -1;
    return title;
  }

  return {
    node,
    draw() {
      const named = page.model.get("named");
      node.hidden = !named.length;
      follow(named);
    },
  };
}
