// The host page: the agenda, one step to steer, and the room.
import { codeForm } from "./code_form.js";
import { containerWidget } from "./container.js";
import { h, say } from "./dom.js";
import { actor } from "./host_acts.js";
import { agendaView } from "./host_agenda.js";
import { deedsPart } from "./host_deeds.js";
import { hosted, hostKey, keepKey, keyIn } from "./host_key.js";
import { namesPart } from "./host_names.js";
import { messagePart, peoplePart, timerPart } from "./host_room.js";
import { stepView } from "./host_step.js";
import { lastUsed } from "./tab.js";

const TICK = 5000; // between two looks at the minutes

/** @param {import("./container.js").Page} page */
function hostGate(page) {
  const key = h("input", { type: "password", class: "nl-input", autocomplete: "off", name: "key" });
  return codeForm(page, {
    lead: [
      h("h1", {}, "For whoever leads the workshop"),
      h("p", { class: "nl-soft" }, "Open this page with the host link. Or type the join code and the host key, the part of the link after the colon."),
    ],
    more: [h("label", { class: "nl-label" }, "Host key", key)],
    action: "Open",
    submit(code, typed) {
      const given = key.value.trim() || keyIn(typed);
      if (given) keepKey(code, given);
      key.value = "";
      page.hello();
    },
    offered: () => hosted(lastUsed()),
  });
}

export default containerWidget((page) => {
  const { model } = page;
  const gate = hostGate(page);
  const acts = actor(model);
  let viewed = "";
  let key = ""; // that was shown last

  const title = h("h1", {});
  const where = h("p", { class: "nl-soft" });
  const next = h("button", { type: "button", class: "nl-button", onclick: onward });
  const top = h("header", { class: "nl-host-top" }, h("div", {}, title, where), next);

  const how = { viewed: () => viewed, view, act: acts.do };
  const agenda = agendaView(page, how);
  const step = stepView(page, how);
  const timer = timerPart(page, acts.do);
  const room = [timer, messagePart(page, acts.do), peoplePart(page), namesPart(page, acts.do), deedsPart(page, acts.do)];
  const items = h("div", { class: "nl-items" });
  const parts = [agenda, step, ...room];
  const desk = h(
    "div",
    { class: "nl-host-desk", hidden: true },
    top,
    h("div", { class: "nl-host-said" }, ...acts.nodes),
    agenda.node,
    h("div", { class: "nl-host-middle" }, step.node, items),
    h("div", { class: "nl-host-room" }, ...room.map((part) => part.node)),
  );

  /** @param {string} key */
  function view(key) {
    show(key);
    step.focus();
  }

  const steps = () => model.get("agenda");
  const at = () => steps().findIndex((/** @type {any} */ one) => one.key === model.get("led").step);

  function onward() {
    const to = steps()[at() + 1];
    // Only one's own move changes what one looks at: another host's must not put another step under one's finger.
    if (to) acts.do({ kind: "step", step: to.key }, () => show(to.key));
  }

  /** @param {string} key */
  function show(key) {
    viewed = key;
    draw();
  }

  function drawTop() {
    const { closed, step: now } = model.get("led");
    const { here } = model.get("people");
    say(title, page.visit().title);
    const place = at() < 0 ? (now ? "" : "The group goes at its own pace") : `The group is at step ${at() + 1}: ${steps()[at()].title}`;
    say(where, [`Join code ${page.visit().code}`, `${here} here`, place, closed && "This round has ended"].filter(Boolean).join(" · "));
    const to = steps()[at() + 1];
    say(next, to ? `Move everyone on: ${to.title}` : "This is the last step");
    next.disabled = !to;
  }

  function draw() {
    const here = page.visit().state === "here" && steps().length > 0;
    gate.element.hidden = page.visit().state !== "asks";
    desk.hidden = !here;
    if (!here) return gate.draw();
    if (!steps().some((/** @type {any} */ one) => one.key === viewed)) viewed = (steps()[at()] ?? steps()[0]).key;
    drawTop();
    for (const part of parts) part.draw();
    page.hold(items);
  }

  const ticking = setInterval(() => desk.hidden || draw(), TICK);

  return {
    nodes: [gate.element, desk],
    says: () => ({ key: (key = hostKey(page.code())) }),
    hear(message) {
      gate.hear(message);
      if (message.type === "welcome" && page.visit().code && key) keepKey(page.code(), key); // under the code as it is
      acts.hear(message);
    },
    draw,
    stop() {
      clearInterval(ticking);
      timer.stop();
      acts.stop();
    },
  };
}, "host");
