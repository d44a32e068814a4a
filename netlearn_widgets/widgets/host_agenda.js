// The agenda: today's steps with their minutes and what is left, and a way to change it.
import { elementId, h, plainForm, say } from "./dom.js";
import { following } from "./list.js";
import { minutesLeft, span } from "./times.js";

const STATES = /** @type {Record<string, string>} */ ({ open: "", paused: "Paused", closed: "Closed" });
const MINUTE = 60_000;

/**
 * How long the group has been at a step, in milliseconds.
 * @param {import("./container.js").Page} page
 * @param {string} step
 */
export function spent(page, step) {
  const led = page.model.get("led");
  return (led.spent[step] ?? 0) + (led.step === step ? page.clock() - led.since : 0);
}

/**
 * @param {import("./container.js").Page} page
 * @param {{ viewed: () => string, view: (step: string) => void, act: import("./host_acts.js").Do }} how
 */
export function agendaView(page, { viewed, view, act }) {
  const list = h("ol", { class: "nl-host-steps" });
  const left = h("p", { class: "nl-soft" });
  const editor = agendaEditor(page, act);
  const close = h("button", { type: "button", class: "nl-link", onclick: () => act({ kind: "close", closed: !page.model.get("led").closed }) });
  const title = elementId("agenda");
  const follow = following(list, entry);

  /** @param {{ id: string }} step */
  function entry({ id }) {
    const name = h("span", { class: "nl-host-steps-name" });
    const time = h("span", { class: "nl-soft" });
    const marks = h("span", { class: "nl-marks" });
    const button = h("button", { type: "button", onclick: () => view(id) }, name, time, marks);
    return {
      node: h("li", {}, button),
      /** @param {any} step @param {number} index */
      draw(step, index) {
        const led = page.model.get("led");
        const here = led.step === id;
        say(name, `${index + 1}. ${step.title}`);
        say(time, led.step && spent(page, id) >= MINUTE ? minutesLeft(step.minutes, spent(page, id)) : `${step.minutes} min`);
        say(marks, [here && "The group is here", STATES[led.states[id]]].filter(Boolean).join(" · "));
        button.parentElement?.classList.toggle("nl-now", here);
        if (viewed() === id) button.setAttribute("aria-current", "true");
        else button.removeAttribute("aria-current");
      },
    };
  }

  return {
    node: h("section", { class: "nl-card nl-host-agenda", "aria-labelledby": title }, h("h2", { id: title }, "Agenda"), list, left, editor, close),
    draw() {
      const steps = page.model.get("agenda");
      follow(steps.map((/** @type {any} */ step) => ({ ...step, id: step.key })));
      const at = steps.findIndex((/** @type {any} */ step) => step.key === page.model.get("led").step);
      const rest = steps
        .slice(Math.max(at, 0))
        .reduce((/** @type {number} */ sum, /** @type {any} */ step) => sum + Math.max(0, step.minutes - Math.floor(spent(page, step.key) / MINUTE)), 0);
      say(close, page.model.get("led").closed ? "Go on with this round" : "End this round");
      say(left, `${span(rest)} left in all`);
    },
  };
}

/**
 * Which steps are used today, and for how long.
 * @param {import("./container.js").Page} page
 * @param {import("./host_acts.js").Do} act
 */
function agendaEditor(page, act) {
  const rows = h("div", { class: "nl-items" });
  const save = h("button", { type: "submit", class: "nl-button nl-small" }, "Use this agenda");
  const form = plainForm({ class: "nl-items" }, send, rows, h("div", { class: "nl-row" }, save));
  const node = h("details", { class: "nl-more", ontoggle: fill }, h("summary", {}, "Change the agenda"), form);
  /** @type {{ key: string, used: HTMLInputElement, minutes: HTMLInputElement }[]} */
  let fields = [];

  function fill() {
    if (!node.open) return;
    const today = page.model.get("agenda").map((/** @type {any} */ step) => ({ ...step, used: true }));
    const all = [...today, ...page.model.get("others")];
    fields = all.map((step) => ({
      key: step.key,
      used: h("input", { type: "checkbox", checked: step.used }),
      minutes: h("input", { type: "number", class: "nl-input", min: 0, max: 600, value: step.minutes, "aria-label": `Minutes for ${step.title}` }),
    }));
    rows.replaceChildren(
      ...fields.map(({ used, minutes }, index) =>
        h("div", { class: "nl-row nl-apart" }, h("label", { class: "nl-tick" }, used, all[index].title), minutes),
      ),
    );
  }

  function send() {
    const steps = fields.filter(({ used }) => used.checked).map(({ key, minutes }) => ({ key, minutes: Number(minutes.value || NaN) }));
    act({ kind: "agenda", steps }, () => {
      node.open = false;
      node.querySelector("summary")?.focus();
    });
  }

  return node;
}
