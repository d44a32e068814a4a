import { anotherToken, codeForm, containerWidget } from "./container.js";
import { h } from "./dom.js";
import { keep } from "./storage.js";

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
  const form = h(
    "form",
    {
      class: "nl-row",
      novalidate: true,
      onsubmit(/** @type {Event} */ event) {
        event.preventDefault();
        page.hello({ name: name.value });
        said.textContent = name.value.trim() ? `You answer as ${name.value.trim()}.` : "You answer without a name.";
      },
    },
    h("label", { class: "nl-label" }, "Who answers? A name, “The group”, or nothing", name),
    h("button", { class: "nl-button nl-quiet nl-small", type: "submit" }, "Use this name"),
    h(
      "button",
      {
        class: "nl-button nl-quiet nl-small",
        type: "button",
        onclick() {
          name.value = "";
          page.hello({ token: anotherToken() });
          said.textContent = "Ready for the next person. What was answered before is saved.";
          name.focus();
        },
      },
      "Next person on this device",
    ),
  );
  const title = h("p", {});
  const here = h("div", { class: "nl-card" }, title, form, said);
  let owner = "";

  return {
    nodes: [gate.element, here],
    draw() {
      const visit = page.visit();
      gate.element.hidden = visit.state !== "asks";
      here.hidden = visit.state !== "here";
      title.textContent = `Workshop: ${visit.title ?? ""}`;
      if (visit.owner !== owner) {
        owner = visit.owner;
        name.value = visit.name ?? "";
      }
      gate.draw();
    },
  };
}, "who");
