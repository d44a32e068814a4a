import { codeForm } from "./code_form.js";
import { anotherToken, containerWidget, token } from "./container.js";
import { h, plainForm, say } from "./dom.js";
import { give } from "./file.js";
import { handing, WAITS, wasGiven } from "./handing.js";
import { nextSheet, sheet } from "./paper.js";
import { pressed } from "./pressed.js";
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

const HANDED_ON = "This device was handed on in another tab. Whoever answers here now is the next person.";
/** Questions to which whoever is here has answered, also where the kernel has not told so yet. */
const ANSWERED = ".nl-question:is([data-state='saving'], [data-state='saved'], [data-state='waiting'])";

export default containerWidget((page) => {
  const gate = codeForm(page, {
    lead: [h("p", {}, "Which workshop is this? Type its join code.")],
    action: "Open",
    submit: () => page.hello(),
  });
  let after = false; // it was typed when whoever is here had answered: it may be the next person's
  let onward = false; // whether the device is handed on once it is known whose a name is
  const pressing = pressed();
  let typed = false; // since somebody was named or handed on: what they write is not taken from under their fingers
  const name = h("input", { type: "text", class: "nl-input", autocomplete: "off", oninput: write });
  const said = h("p", { role: "status" });
  const wrong = h("p", { class: "nl-error", role: "alert" });
  /** What was sent of who answers and is not answered yet, and what is said once it is. */
  let sent = { id: "", name: "", words: () => "" };
  let called = ""; // what was said last of who answers
  let ready = ""; // what was said last to the next person
  const question = h("span");
  const privacy = wholeNote(page);
  const next = h("button", { class: "nl-button nl-quiet nl-small", type: "button", onclick: hand }, "Next person on this device");
  const label = h("label", { class: "nl-label nl-present" }, question, name);
  const use = h("button", { class: "nl-button nl-quiet nl-small nl-present", type: "submit" }, "Use this name");
  const form = plainForm(
    { class: "nl-row" },
    () => (sent.id && sent.name === name.value) || rename(),
    label,
    use,
    next,
  );
  const asked = h("span");
  form.addEventListener("focusout", leave);
  const whose = h(
    "div",
    { role: "group", "aria-label": "Whose name is this?", class: "nl-note nl-items", hidden: true },
    h("p", { role: "status" }, asked),
    h("div", { class: "nl-row" }, whoseButton("Of whoever answered until now", useName), whoseButton("Of the next person", () => (onward = true))),
  );
  const typing = typingIn(page, (words) => say(said, words));
  if (wasGiven(page.code())) {
    if (sheet(page.code())) nextSheet(page.code());
    else anotherToken(page.code());
  }
  const title = h("p", {});
  const notice = h("p", { class: "nl-soft" });
  const leaving = handing(page, said, "here");
  const here = h("div", { class: "nl-card" }, typing.mode, title, notice, form, whose, wrong, said, leaving.choice, privacy.element, typing.start);
  let owner = "";
  let known = ""; // under which name whoever is here is known
  let device = token(page.code()); // whose this browser is

  /** Under which name whoever is here answers, also where the kernel has not told so yet. */
  const present = () => (sent.id && sent.name) || (page.visit().name ?? "");
  const answered = () => Boolean(page.visit().answered || document.querySelector(ANSWERED));

  function write() {
    typed = true;
    after = answered();
  }

  /** Whoever writes a name and goes on to answer means it, also where they press nothing. */
  function useTyped() {
    if (typed && !after && name.value.trim() && !page.visit().name && !page.changing()) useName();
  }

  /** A name beside what was answered before is asked about, before anything else is answered. @param {FocusEvent} event */
  function leave({ relatedTarget }) {
    if (form.contains(/** @type {Node | null} */ (relatedTarget))) return; // what is pressed there decides
    if (!asksWhose()) return pressing.over(useTyped);
    onward = false;
    askWhose();
  }

  /** Whether a name was typed that may be the next person's. */
  function asksWhose() {
    const written = name.value.trim();
    return typed && answered() && !page.visit().paper && written && written !== present() && !page.changing() && whose.hidden;
  }

  function useName() {
    typed = false;
    sent = { id: page.hello({ name: name.value }), name: name.value, words: () => (called = named(page.visit())) };
  }

  /** Another name than that of whoever has answered may be the next person's. */
  function rename() {
    const written = name.value.trim();
    if (!answered() || !present() || page.visit().paper || !written || written === present()) return useName();
    typed = true;
    onward = false;
    askWhose();
  }

  function hand() {
    useTyped();
    if (!name.value.trim() || name.value.trim() === present()) typed = false;
    if (!typed || !answered() || page.changing()) return go();
    onward = true;
    askWhose();
  }

  function askWhose() {
    say(asked, `Whose name is “${name.value.trim()}”? Until now ${present() || "somebody without a name"} answered here.`);
    say(said, "");
    whose.hidden = false;
    page.pause(true);
    setTimeout(() => /** @type {HTMLElement} */ (whose.querySelector("button")).focus());
  }

  /** Nobody is asked any more whose name it is. */
  function askNoMore() {
    if (!whose.hidden) page.pause(false);
    whose.hidden = true;
  }

  function go() {
    askNoMore();
    leaving.leave((later) => {
      if (!typed) name.value = ""; // else it is the next person's
      after = false;
      ready = `Ready for the next person. ${later ? "What is not saved yet is sent by itself, for whoever wrote it." : "What was answered before is saved."}`;
      device = anotherToken(page.code());
      sent = { id: page.hello({ token: device }), name: "", words: () => ready };
      say(said, WAITS);
      (label.hidden ? next : name).focus();
    });
  }

  /** @param {string} words @param {() => void} use */
  function whoseButton(words, use) {
    const press = () => {
      askNoMore();
      use();
      if (onward) go();
      else name.focus();
    };
    return h("button", { type: "button", class: "nl-button nl-quiet nl-small", onclick: press }, words);
  }

  /** What became of it. @param {boolean} heard */
  function settle(heard) {
    const { problem, name: given = "" } = page.visit();
    const taken = heard && !problem;
    if (taken && !typed) name.value = given;
    say(said, taken ? sent.words() : "");
    sent.id = "";
    if (taken && name !== document.activeElement) useTyped();
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
      if (sent.id && message.id === sent.id && message.type !== "failed") settle(message.type === "welcome");
      if (message.type !== "file") return;
      give(message.name, message.text);
      say(said, `Saved as ${message.name} in your downloads. Open it and print it on A4, a copy for each person.`);
    },
    stop() {
      pressing.stop();
      leaving.stop();
      typing.stop();
    },
    draw() {
      const visit = page.visit();
      gate.element.hidden = visit.state !== "asks";
      here.hidden = visit.state !== "here";
      say(title, `Workshop: ${visit.title ?? ""}`);
      say(notice, visit.paper ? "" : (visit.notice ?? ""));
      const words = (visit.paper ? ON_PAPER : ASKED)[visit.names] ?? "";
      say(question, words);
      label.hidden = use.hidden = !words;
      next.hidden = Boolean(visit.paper);
      privacy.draw();
      if (visit.owner !== owner) {
        owner = visit.owner;
        askNoMore(); // another tab has handed the device on
        if (said.textContent === called) say(said, ""); // it was of somebody else
        if (!typed && !sent.id) name.value = visit.name ?? "";
      } else if ((visit.name ?? "") !== known && !sent.id) {
        if (!typed) name.value = visit.name ?? "";
        say(said, (called = named(visit))); // it was changed on another page of theirs
      }
      known = visit.name ?? "";
      if (token(page.code()) !== device) {
        if (device && !sent.id) say(said, (ready = HANDED_ON));
        device = token(page.code());
      }
      if (visit.answered && said.textContent === ready) say(said, ""); // it was read by whoever has answered since
      wrong.textContent = visit.problem ?? "";
      typing.draw();
      gate.draw();
    },
  };
}, "who");
