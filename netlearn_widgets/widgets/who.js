import { anotherToken, codeForm, containerWidget } from "./container.js";
import { h, say } from "./dom.js";
import { give } from "./file.js";
import { keep } from "./storage.js";
import { typingIn } from "./typing.js";

export default containerWidget((page) => {
  const gate = codeForm(page, {
    lead: [h("p", {}, "Which workshop is this? Type its join code.")],
    action: "Open",
    submit(code) {
      keep("code", code);
      page.hello({ code });
    },
  });
  const name = h("input", { type: "text", class: "nl-input", autocomplete: "off" });
  const said = h("p", { role: "status" });
  const wrong = h("p", { class: "nl-error", role: "alert" });
  /** @type {Record<string, any> | null} what was known when a name was sent */
  let asked = null;
  const question = h("span");
  const next = h("button", { class: "nl-button nl-quiet nl-small", type: "button", onclick: hand }, "Next person on this device");
  const form = h(
    "form",
    {
      class: "nl-row",
      novalidate: true,
      onsubmit(/** @type {Event} */ event) {
        event.preventDefault();
        asked = page.visit();
        page.hello({ name: name.value });
      },
    },
    h("label", { class: "nl-label" }, question, name),
    h("button", { class: "nl-button nl-quiet nl-small", type: "submit" }, "Use this name"),
    next,
  );
  const typing = typingIn(page, (words) => say(said, words));
  const title = h("p", {});
  const here = h("div", { class: "nl-card" }, typing.mode, title, form, wrong, said, typing.start);
  let owner = "";

  function hand() {
    name.value = "";
    page.hello({ token: anotherToken() });
    say(said, "Ready for the next person. What was answered before is saved.");
    name.focus();
  }

  /** @param {Record<string, any>} visit */
  function named({ name: given, paper }) {
    if (paper) return given ? `This is the sheet of ${given}.` : "This sheet has no name.";
    return given ? `You answer as ${given}.` : "You answer without a name.";
  }

  return {
    nodes: [gate.element, here, typing.bar],
    hear(/** @type {any} */ message) {
      if (message.type !== "file") return;
      give(message.name, message.text);
      say(said, `Saved as ${message.name} in your downloads. Open it and print it on A4, a copy for each person.`);
    },
    stop: typing.stop,
    draw() {
      const visit = page.visit();
      gate.element.hidden = visit.state !== "asks";
      here.hidden = visit.state !== "here";
      say(title, `Workshop: ${visit.title ?? ""}`);
      say(question, visit.paper ? "Name on the sheet, if there is one" : "Who answers? A name, “The group”, or nothing");
      next.hidden = Boolean(visit.paper);
      if (visit.owner !== owner) {
        owner = visit.owner;
        name.value = visit.name ?? "";
      }
      wrong.textContent = visit.problem ?? "";
      if (asked && visit !== asked) {
        asked = null;
        say(said, visit.problem ? "" : named(visit));
      }
      typing.draw();
      gate.draw();
    },
  };
}, "who");
