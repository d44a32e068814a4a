// The form that makes a workshop: title, guide, names, threshold, who shows results, today's steps and minutes.
import { visible } from "./clean.js";
import { elementId, h, plainForm, say } from "./dom.js";
import { nameField, selectField } from "./field.js";
import { card } from "./options.js";
import { agenda } from "./workshops_agenda.js";

const NAMES = [
  { key: "names", label: "Their name", hint: "People are asked for it, and may leave it out." },
  { key: "aliases", label: "A name of their choice", hint: "One that the group does not know them by, if they like." },
  { key: "nothing", label: "Nothing", hint: "Nobody is asked who they are." },
];
const REVEALS = [
  { key: "together", label: "Together, when somebody shows them", hint: "Where a host leads, the host does; where nobody leads, anybody who has answered." },
  { key: "at once", label: "Once enough people have answered", hint: "Where a host leads, still when the host shows them." },
  { key: "host", label: "Only when a host shows them", hint: "Best where people give no names: the host can look around first." },
];
const GUIDES = [
  { key: "", label: "The workbook’s own", hint: "Ten steps, from purpose to plan." },
  { key: "own", label: "A guide of our own", hint: "A text in the form TOML, which somebody in your group has written." },
];

/** @param {{ ask: import("./workshops.js").Ask, made: (wayIn: any) => void }} how */
export function workshopForm({ ask, made }) {
  const title = nameField({ label: "Title, as people will see it" });
  title.input.required = true;
  const guides = choice("Questions", "guide", GUIDES, drawGuide);
  const names = choice("People join with", "names", NAMES, suggest);
  let settled = false; // the maker has said who shows results
  const reveal = choice("Results are shown", "reveal", REVEALS, () => (settled = true));
  const threshold = selectField({ label: "Results appear once so many people have answered" });
  const why = h("p", { class: "nl-soft" }, "Fewer answers than that are never shown, so that nobody is recognised by theirs.");
  const steps = agenda();

  const box = h("textarea", { id: elementId("guide"), class: "nl-input nl-guide", rows: 6, spellcheck: "false", oninput: () => say(found, "") });
  const file = h("input", { type: "file", id: elementId("file"), accept: ".toml,text/plain", onchange: read });
  const check = h("button", { type: "button", class: "nl-button nl-quiet nl-small", onclick: checkGuide }, "Check the guide");
  const found = h("p", { role: "status", class: "nl-said" });
  const mistakes = h("ol", { class: "nl-mistakes" });
  const own = h(
    "div",
    { class: "nl-items nl-own", hidden: true },
    h("label", { class: "nl-label" }, "Choose its file", file),
    h("label", { class: "nl-label" }, "Or paste it here", box),
    h("div", { class: "nl-row" }, check, found),
    mistakes,
  );

  const wrong = h("p", { class: "nl-error", role: "alert" });
  const make = h("button", { type: "submit", class: "nl-button" }, "Make the workshop");
  const node = plainForm(
    { class: "nl-items" },
    submit,
    title.node,
    guides.node,
    own,
    names.node,
    h("div", { class: "nl-items" }, threshold.node, why),
    reveal.node,
    steps.node,
    wrong,
    h("div", { class: "nl-row" }, make),
  );
  /** @type {any} */
  let choices = {};
  let offered = "";

  function drawGuide() {
    own.hidden = guides.value() !== "own";
    if (own.hidden) steps.offer(choices.steps);
    else if (box.value) checkGuide();
  }

  /** What is usual where people join with this, unless the maker has said something else. */
  function suggest() {
    if (!settled) reveal.choose(names.value() === "names" ? "together" : "host");
  }

  async function read() {
    const chosen = file.files?.[0];
    if (!chosen) return;
    box.value = await chosen.text();
    checkGuide();
  }

  async function checkGuide() {
    say(found, "Checking…");
    mistakes.replaceChildren();
    const answer = await ask("guide", { guide: box.value });
    if (answer.type !== "done") return say(found, answer.message);
    mistakes.replaceChildren(...answer.problems.map((/** @type {string} */ words) => h("li", {}, words)));
    const number = answer.problems.length;
    if (number) return say(found, number === 1 ? "There is one mistake:" : `There are ${number} mistakes:`);
    say(found, `This guide is sound: ${answer.steps.length} steps, ${answer.questions} questions.`);
    steps.offer(answer.steps);
  }

  async function submit() {
    title.complain("");
    say(wrong, "");
    if (!visible(title.input.value)) {
      title.complain("Give it a title, such as “Our network”.");
      title.input.focus();
      return;
    }
    if (guides.value() === "own" && !box.value.trim()) return say(wrong, "Choose or paste your guide, or take the workbook’s own.");
    make.disabled = true;
    const answer = await ask("make", {
      title: title.input.value,
      guide: guides.value() === "own" ? box.value : "",
      names: names.value(),
      threshold: Number(threshold.input.value),
      reveal: reveal.value(),
      steps: steps.value(),
    });
    make.disabled = false;
    if (answer.type !== "done") return say(wrong, answer.message);
    title.input.value = "";
    made(answer);
  }

  return {
    node,
    /** What may be chosen. @param {any} offer */
    offer(offer) {
      const next = JSON.stringify(offer);
      if (next === offered) return;
      offered = next;
      choices = offer;
      title.input.maxLength = offer.longest;
      const numbers = Array.from({ length: offer.most - offer.least + 1 }, (_, index) => String(offer.least + index));
      threshold.offer(
        numbers.map((key) => ({ key, label: key === String(offer.threshold) ? `${key} (recommended)` : key })),
        String(offer.threshold),
      );
      steps.offer(offer.steps);
    },
  };
}

/**
 * Radio buttons as cards; the first is chosen.
 * @param {string} legend
 * @param {string} name
 * @param {{ key: string, label: string, hint: string }[]} options
 * @param {() => void} [chosen]
 */
function choice(legend, name, options, chosen) {
  const group = elementId(name);
  const inputs = options.map(({ key }, index) =>
    h("input", { type: "radio", name: group, value: key, checked: index === 0, onchange: () => chosen?.() }),
  );
  const cards = inputs.map((input, index) => card(input, { ...options[index], group: "" }));
  return {
    node: h("fieldset", { class: "nl-frame" }, h("legend", { class: "nl-label" }, legend), h("div", { class: "nl-options" }, cards)),
    value: () => inputs.find((input) => input.checked)?.value ?? "",
    /** @param {string} key */
    choose(key) {
      for (const input of inputs) input.checked = input.value === key;
    },
  };
}
