// The form that asks for the join code, where the address has none or a wrong one.
import { readCode } from "../scripts/code.js";
import { elementId, h, plainForm, say } from "./dom.js";
import { codeInAddress, lastUsed, type } from "./tab.js";

const NO_CODE = "Type the join code: four letters and two digits, as on the shared screen. You can paste the whole link too.";

/**
 * @typedef {object} Form
 * @property {Node[]} lead
 * @property {Node[]} [more] what is asked for beside the code
 * @property {string} action
 * @property {(code: string, typed: string) => void} submit is given the code as it is read, and as it was typed
 * @property {() => ({ code: string, title: string } | null)} [offered] the workshop to go on in, if this browser knows one
 */

/**
 * @param {import("./container.js").Page} page
 * @param {Form} form
 * @returns {{ element: HTMLFormElement, draw: () => void, hear: (message: any) => void }}
 */
export function codeForm(page, { lead, more = [], action, submit, offered = lastUsed }) {
  const id = elementId("problem");
  const input = h("input", {
    type: "text", class: "nl-input nl-code", name: "code", autocomplete: "off", autocapitalize: "characters",
    spellcheck: "false", placeholder: "ABCD-23",
  });
  const label = h("label", { class: "nl-label" }, "Join code", input);
  const problem = h("p", { class: "nl-error", role: "alert", id });
  const which = h("p", { class: "nl-soft" });
  const go = h("button", { type: "button", class: "nl-button nl-quiet", onclick: goOn });
  const before = h("div", { class: "nl-items" }, which, go);
  const element = plainForm(
    { class: "nl-card" },
    () => send(input.value),
    ...lead,
    label,
    ...more,
    problem,
    h("button", { class: "nl-button", type: "submit" }, action),
    before,
  );
  const fields = element.querySelectorAll("input");
  for (const field of fields) field.setAttribute("aria-describedby", id);
  /** @type {Record<string, any> | null} what was known when a code was sent */
  let asked = null;
  let filled = ""; // what the address put into the field

  /** @param {string} typed */
  function send(typed) {
    const code = readCode(typed);
    if (!code) return complain(NO_CODE, input, true);
    type(code);
    asked = page.visit();
    submit(code, typed);
  }

  function goOn() {
    input.value = offered()?.code ?? "";
    send(input.value);
  }

  /**
   * @param {string} words
   * @param {HTMLElement} about the field they are about
   * @param {boolean} lead whether the person is led there
   */
  function complain(words, about, lead) {
    say(problem, words);
    for (const field of fields) field.setAttribute("aria-invalid", String(Boolean(words) && field === about));
    if (words && lead) about.focus();
  }

  /** What became of the code: a wrong one stays in the field, and the person in the field. */
  function settle() {
    const { problem: wrong = "", about = "code" } = page.visit();
    const field = /** @type {HTMLElement | null} */ (element.querySelector(`[name="${about}"]`)) ?? input;
    const near = element.contains(document.activeElement) || document.activeElement === document.body;
    complain(wrong, field, near && (asked !== null || wrong !== problem.textContent));
    asked = null;
  }

  return {
    element,
    hear(message) {
      if (message.type === "welcome" && asked && !element.hidden) settle();
    },
    draw() {
      if (element.hidden) return;
      const visit = page.visit();
      const last = offered();
      const named = codeInAddress();
      label.hidden = Boolean(visit.code);
      before.hidden = label.hidden || !last || readCode(last.code) === readCode(named);
      say(which, "The workshop this browser was in last:");
      say(go, `Go on in “${last?.title ?? ""}”`);
      if (named !== filled) input.value = filled = named;
      if (asked ? visit !== asked : visit.problem) settle();
    },
  };
}
