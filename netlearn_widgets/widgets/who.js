import { codeForm } from "./code_form.js";
import { anotherToken, containerWidget } from "./container.js";
import { h, plainForm, say } from "./dom.js";
import { give } from "./file.js";
import { handing, WAITS } from "./handing.js";
import { wholeNote } from "./privacy.js";
import { typingIn } from "./typing.js";

/** Who answers, as a workshop asks; "" where nobody is asked. @type {Record<string, string>} */
const ASKED = {
  names: "Who answers? A name, “The group”, or nothing",
  aliases: "Who answers? A made-up name, “The group”, or nothing",
  nothing: "",
};
/** @type {Record<string, string>} */
const ON_PAPER = { names: "Name on the sheet, if there is one", aliases: "Made-up name on the sheet, if there is one", nothing: "" };

export default containerWidget((page) => {
  const gate = codeForm(page, {
    lead: [h("p", {}, "Which workshop is this? Type its join code.")],
    action: "Open",
    submit: () => page.hello(),
  });
  let typed = false; // since somebody was named or handed on: what they write is not taken from under their fingers
  const name = h("input", { type: "text", class: "nl-input", autocomplete: "off", oninput: () => (typed = true) });
  const said = h("p", { role: "status" });
  const wrong = h("p", { class: "nl-error", role: "alert" });
  /** What was sent of who answers and is not answered yet, and what is said once it is. */
  let sent = { id: "", words: () => "" };
  let called = ""; // what was said last of who answers
  const question = h("span");
  const privacy = wholeNote(page);
  const next = h("button", { class: "nl-button nl-quiet nl-small", type: "button", onclick: hand }, "Next person on this device");
  const label = h("label", { class: "nl-label" }, question, name);
  const use = h("button", { class: "nl-button nl-quiet nl-small", type: "submit" }, "Use this name");
  const form = plainForm(
    { class: "nl-row" },
    () => {
      typed = false;
      sent = { id: page.hello({ name: name.value }), words: () => (called = named(page.visit())) };
    },
    label,
    use,
    next,
  );
  const typing = typingIn(page, (words) => say(said, words));
  const title = h("p", {});
  const here = h("div", { class: "nl-card" }, typing.mode, title, form, wrong, said, privacy.element, typing.start);
  let owner = "";

  const leaving = handing(page, said, "here");

  function hand() {
    leaving.leave((later) => {
      name.value = "";
      typed = false;
      const ready = `Ready for the next person. ${later ? "What is not saved yet is sent by itself, for whoever wrote it." : "What was answered before is saved."}`;
      sent = { id: page.hello({ token: anotherToken(page.code()) }), words: () => ready };
      say(said, WAITS);
      (label.hidden ? next : name).focus();
    });
  }

  /** What became of it. @param {boolean} heard */
  function settle(heard) {
    const { problem, name: given = "" } = page.visit();
    const taken = heard && !problem;
    if (taken && !typed) name.value = given;
    say(said, taken ? sent.words() : "");
    sent.id = "";
  }

  /** @param {Record<string, any>} visit */
  function named({ name: given, paper }) {
    if (paper) return given ? `This is the sheet of ${given}.` : "This sheet has no name.";
    return given ? `You answer as ${given}.` : "You answer without a name.";
  }

  return {
    nodes: [gate.element, here, typing.bar],
    hear(/** @type {any} */ message) {
      gate.hear(message);
      if (sent.id && message.id === sent.id) settle(message.type === "welcome");
      if (message.type !== "file") return;
      give(message.name, message.text);
      say(said, `Saved as ${message.name} in your downloads. Open it and print it on A4, a copy for each person.`);
    },
    stop() {
      leaving.stop();
      typing.stop();
    },
    draw() {
      const visit = page.visit();
      gate.element.hidden = visit.state !== "asks";
      here.hidden = visit.state !== "here";
      say(title, `Workshop: ${visit.title ?? ""}`);
      const words = (visit.paper ? ON_PAPER : ASKED)[visit.names] ?? "";
      say(question, words);
      label.hidden = use.hidden = !words;
      next.hidden = Boolean(visit.paper);
      privacy.draw();
      if (visit.owner !== owner) {
        owner = visit.owner;
        if (said.textContent === called) say(said, ""); // it was of somebody else
        if (!typed && !sent.id) name.value = visit.name ?? "";
      }
      wrong.textContent = visit.problem ?? "";
      typing.draw();
      gate.draw();
    },
  };
}, "who");
