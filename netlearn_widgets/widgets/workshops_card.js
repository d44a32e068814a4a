// One workshop of the list: what is in it, and what can be done with it.
import { elementId, h, say } from "./dom.js";
import { nameField } from "./field.js";
import { give } from "./file.js";
import { wayIn } from "./workshops_way_in.js";

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });

/** @param {number} number @param {string} one @param {string} many */
const counted = (number, one, many) => `${number.toLocaleString("en-GB")} ${number === 1 ? one : many}`;

/**
 * @param {{ ask: import("./workshops.js").Ask, id: string, gone: (words: string) => void }} how
 *   gone: called with words once the workshop was deleted
 */
export function workshopCard({ ask, id, gone }) {
  const name = elementId("workshop");
  const title = h("h2", { id: name, tabindex: -1 });
  const state = h("span", { class: "nl-state" });
  const facts = h("p", { class: "nl-soft" });
  const said = h("p", { role: "status", class: "nl-said" });
  const wrong = h("p", { role: "alert", class: "nl-error" });
  const place = h("div", { class: "nl-way-in", hidden: true });
  /** @type {any} */
  let now = {};

  /** @param {string} words @param {() => void} act @param {boolean} [quiet] */
  const button = (words, act, quiet = true) =>
    h("button", { type: "button", class: `nl-button nl-small${quiet ? " nl-quiet" : ""}`, onclick: act }, words);

  const enter = button("How people join", () => room(false), false);
  const host = button("New host link", () => room(true));
  const turn = button("Close", () => close(!now.closed));
  const remove = button("Delete…", () => sure(true));

  const code = nameField({ label: "", enter: () => destroy(), leave: () => sure(false) });
  const copies = h("div", { class: "nl-row" }, button("Keep a copy first", () => keep("json")), button("Keep the plan first", () => keep("plan")));
  const last = h("div", { class: "nl-row" }, button("Delete for good", () => destroy(), false), button("Do not delete", () => sure(false)));
  const warning = h("p", {});
  const deleting = h("div", { class: "nl-deleting", role: "group", "aria-label": "Delete this workshop", hidden: true }, warning, copies, code.node, last);

  const files = h(
    "details",
    { class: "nl-more" },
    h("summary", {}, "Take it home"),
    h(
      "div",
      { class: "nl-row" },
      button("The plan, to read and print", () => keep("plan")),
      button("Everything, to import elsewhere", () => keep("json")),
      button("Paper sheets to print", () => keep("sheets")),
    ),
  );
  const node = h(
    "section",
    { class: "nl-card nl-workshop", "aria-labelledby": name },
    h("div", { class: "nl-row nl-apart" }, title, state),
    facts,
    h("div", { class: "nl-row" }, enter, host, turn, remove),
    files,
    deleting,
    wrong,
    said,
    place,
  );

  /**
   * Ask for something about this workshop; what is wrong is said on the card.
   * @param {string} type
   * @param {Record<string, any>} content
   */
  async function deed(type, content) {
    say(wrong, "");
    say(said, "");
    const answer = await ask(type, { workshop: id, ...content });
    if (answer.type === "done") return answer;
    say(wrong, answer.message);
    return null;
  }

  /** @param {boolean} withKey */
  async function room(withKey) {
    const answer = await deed("room", { host: withKey });
    if (answer) show(answer);
  }

  /** @param {any} answer */
  function show(answer) {
    const shown = wayIn(answer, () => {
      place.hidden = true;
      enter.focus();
    });
    place.replaceChildren(shown.node);
    place.hidden = false;
    shown.heading.focus();
  }

  /** @param {boolean} closed */
  async function close(closed) {
    if (await deed("close", { closed })) {
      say(said, closed ? "Closed: it takes no more answers. What was said can still be read." : "Open again.");
    }
  }

  /** @param {string} what */
  async function keep(what) {
    const answer = await deed("export", { what });
    if (!answer) return;
    give(answer.name, answer.text, answer.kind);
    say(said, `Saved as ${answer.name} in your downloads.`);
  }

  /** @param {boolean} asked */
  function sure(asked) {
    deleting.hidden = !asked;
    code.input.value = "";
    code.complain("");
    if (asked) code.input.focus();
    else remove.focus();
  }

  async function destroy() {
    const answer = await ask("delete", { workshop: id, typed: code.input.value });
    if (answer.type !== "done") return code.complain(answer.message);
    gone([`“${now.title}” was deleted.`, ...answer.left].join(" "));
  }

  return {
    node,
    show,
    /** @param {any} workshop */
    draw(workshop) {
      now = workshop;
      say(title, workshop.title);
      say(state, workshop.closed ? "Closed" : "Open");
      state.dataset.state = workshop.closed ? "closed" : "open";
      const made = DAY.format(new Date(workshop.made));
      const held = [counted(workshop.people, "person", "people"), counted(workshop.answers, "answer", "answers")];
      say(facts, [`Join code ${workshop.code}`, `made on ${made}`, ...held, workshop.invented && "invented"].filter(Boolean).join(" · "));
      say(turn, workshop.closed ? "Open again" : "Close");
      say(warning, `This deletes “${workshop.title}” for good: ${held.join(" and ")}. Nobody can bring it back without a copy.`);
      code.name(`To delete it, type its join code: ${workshop.code}`);
    },
  };
}
