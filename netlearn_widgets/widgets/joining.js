// Joining: the code where none is known, then a name, an alias or nothing, with what happens to one's answers.
import { codeForm } from "./code_form.js";
import { elementId, h, plainForm, say } from "./dom.js";
import { shortNote } from "./privacy.js";

/** @typedef {import("./container.js").Page} Page */

const GONE = "Everything of yours is taken out of this workshop.";
const ANEW = "You can join anew, as somebody nobody knows yet.";

const ENTER = "enter"; // what a personal code is sent under, and answered

/** What a workshop asks for, by its kind. @type {Record<string, { label: string, hint: string }>} */
const ASKED = {
  names: { label: "Your name", hint: "You may leave this empty, or take another name." },
  aliases: { label: "A name you make up", hint: "Not your real name. Take this one, or write another." },
  nothing: { label: "", hint: "You need no name here: nobody asks who you are." },
};

/** @param {Page} page */
export function joinForm(page) {
  const gate = codeForm(page, {
    lead: [h("h1", {}, "Join the workshop"), h("p", { class: "nl-soft" }, "Type the code that is on the shared screen.")],
    action: "Go on",
    submit: () => page.hello(),
  });
  const title = h("h1", { tabindex: -1 });
  const gone = h("p", { class: "nl-note", role: "status" });
  const name = nameField();
  const note = shortNote(page);
  const wrong = h("p", { class: "nl-error", role: "alert" });
  const form = plainForm(
    { class: "nl-joining" },
    () => page.hello({ name: name.value(), join: true }),
    name.element,
    note.element,
    wrong,
    h("button", { class: "nl-button", type: "submit" }, "Join"),
  );
  const before = beforeForm(page);
  let cleared = false;
  let taken = ""; // what the kernel said of it
  const here = h("div", { class: "nl-card" }, h("div", {}, title, h("p", { class: "nl-soft" }, "No account and no app. Answer on this page.")), gone, form, before.element);

  return {
    element: h("div", { class: "nl-gate" }, gate.element, here),
    /** @param {any} message */
    hear(message) {
      gate.hear(message);
      before.hear(message);
      if (message.type !== "left") return;
      taken = message.message;
      tell();
    },
    draw() {
      const visit = page.visit();
      const told = Boolean(visit.title) && gate.element.contains(document.activeElement);
      gate.element.hidden = Boolean(visit.title);
      here.hidden = !visit.title;
      gate.draw();
      if (!visit.title) return;
      say(title, `Join: ${visit.title}`);
      name.draw(visit);
      note.draw();
      say(wrong, visit.problem ?? "");
      if (told) title.focus(); // the field that was typed in is gone
      if (tell() && !cleared) {
        name.clear();
        title.focus();
      }
      cleared = Boolean(visit.removed);
    },
  };

  /** Say what became of whoever was taken out; returns whether anybody was. */
  function tell() {
    const { removed } = page.visit();
    if (!removed) taken = "";
    say(gone, removed ? `${taken || GONE} ${ANEW}` : "");
    return Boolean(removed);
  }
}

/** The field for a name or an alias; nothing where nothing is asked. */
function nameField() {
  const [id, of] = [elementId("name"), elementId("name-hint")];
  const label = h("label", { class: "nl-label", for: id });
  const input = h("input", { type: "text", class: "nl-input", id, name: "name", autocomplete: "off", "aria-describedby": of });
  const hint = h("p", { class: "nl-soft", id: of });
  const another = h("button", { type: "button", class: "nl-button nl-quiet nl-small", "aria-label": "Another made-up name", onclick: offer }, "Another");
  /** @type {string[]} */
  let offered = [];
  let at = -1;

  function offer() {
    at += 1;
    input.value = offered[at % offered.length];
  }

  return {
    element: h("div", { class: "nl-naming" }, label, h("div", { class: "nl-row" }, input, another), hint),
    value: () => input.value,
    clear() {
      input.value = "";
      if (offered.length) offer();
    },
    /** @param {Record<string, any>} visit */
    draw({ names, offered: fresh }) {
      const asked = ASKED[names];
      say(label, asked.label);
      say(hint, asked.hint);
      label.hidden = input.hidden = !asked.label;
      another.hidden = !fresh.length;
      offered = fresh;
      if (at < 0 && fresh.length && !input.value) offer();
    },
  };
}

/**
 * For somebody who was here on another device: their personal code makes this one theirs too.
 * @param {Page} page
 */
function beforeForm(page) {
  const code = h("input", {
    type: "text", class: "nl-input nl-code", name: "personal-code", autocomplete: "off", autocapitalize: "characters", spellcheck: "false",
  });
  const wrong = h("p", { class: "nl-error", role: "alert" });
  const form = plainForm(
    { class: "nl-joining" },
    () => {
      wrong.textContent = "";
      page.model.send({ type: "enter", id: ENTER, code: code.value });
    },
    h("p", {}, "On your other device, press “My answers”, then “Go on with another device”. It shows your personal code."),
    h("label", { class: "nl-label" }, "My personal code", code),
    wrong,
    h("button", { class: "nl-button nl-quiet", type: "submit" }, "Go on with my answers"),
  );
  return {
    element: h("details", { class: "nl-more nl-before" }, h("summary", {}, "I was here before, on another device"), form),
    /** @param {any} message */
    hear(message) {
      if (message.type === "entered") code.value = "";
      else if ((message.type === "refused" || message.type === "failed") && message.id === ENTER) wrong.textContent = message.message;
    },
  };
}

/**
 * A person's own code for another device, shown when they ask for it.
 * @param {Page} page
 */
export function personalCode(page) {
  const shown = h("output", { class: "nl-my-code" });
  const words = h("p", { role: "status" });
  const ask = h("button", { type: "button", class: "nl-button nl-quiet nl-small", onclick: () => page.model.send({ type: "code", id: "code" }) }, "Show my personal code");
  return {
    element: h(
      "details",
      { class: "nl-card nl-more" },
      h("summary", {}, "Go on with another device"),
      h(
        "div",
        { class: "nl-joining" },
        h("p", {}, "Open the join page there, choose “I was here before, on another device”, and type your personal code."),
        shown,
        words,
        h("div", {}, ask),
      ),
    ),
    /** @param {any} message */
    hear({ type, message }) {
      if (type !== "code" && type !== "left") return;
      const code = type === "code" ? message : "";
      say(shown, code);
      say(words, code && "Keep it to yourself: whoever has it can answer as you. It ends when you ask for a new one.");
      say(ask, code ? "Make a new one" : "Show my personal code");
    },
  };
}
