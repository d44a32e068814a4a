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
  const wrong = h("p", { class: "nl-error", role: "alert" });
  /** @type {Record<string, any> | null} what was known when a name was sent */
  let asked = null;
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
  const here = h("div", { class: "nl-card" }, title, form, wrong, said);
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
      wrong.textContent = visit.problem ?? "";
      if (asked && visit !== asked) {
        asked = null;
        said.textContent = visit.problem ? "" : visit.name ? `You answer as ${visit.name}.` : "You answer without a name.";
      }
      gate.draw();
    },
  };
}, "who");
