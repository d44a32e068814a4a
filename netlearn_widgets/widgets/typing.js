// The part of the who-bar for paper: sheets to print, and the mode in which somebody types them in.
import { h, say } from "./dom.js";
import { handing } from "./handing.js";
import { endSheets, focusNext, nextSheet, sheet } from "./paper.js";

/**
 * @param {import("./container.js").Page} page
 * @param {(words: string) => void} tell
 */
export function typingIn(page, tell) {
  let ended = false;
  const quiet = "nl-button nl-quiet nl-small";
  const begin = h("button", { type: "button", class: quiet, onclick: () => move(nextSheet, "") }, "Type in a paper sheet");
  const start = h(
    "details",
    { class: "nl-more" },
    h("summary", {}, "Paper"),
    h("p", { class: "nl-soft" }, "For people without a phone: print the questions, let them answer with a pen, and type their sheets in afterwards."),
    h(
      "div",
      { class: "nl-row" },
      h("button", { type: "button", class: quiet, onclick: () => print(false) }, "Paper sheets to print"),
      h("button", { type: "button", class: quiet, onclick: () => print(true) }, "Sheets of all steps"),
      begin,
    ),
  );
  const which = h("strong", {});
  const mode = h("p", { class: "nl-note" }, which, " What you type now is somebody else’s answer, and it is marked “from paper”.");
  const at = h("strong", {});
  const words = h("span", { role: "status" });
  const leaving = handing(page, words, "on this sheet");
  const bar = h(
    "div",
    { class: "nl-typing", role: "group", "aria-label": "Paper sheets" },
    h("p", {}, at, " ", words),
    leaving.choice,
    h("button", { type: "button", class: "nl-button nl-small", onclick: next, "aria-keyshortcuts": "Control+Enter" }, "Next sheet", h("small", {}, " Ctrl + Enter")),
    h("button", { type: "button", class: quiet, onclick: stop }, "Stop typing in sheets"),
  );

  /** @param {boolean} whole */
  function print(whole) {
    tell("Making the file…");
    page.model.send({ type: "sheets", whole });
  }

  function next() {
    leaving.leave((later) => move(nextSheet, later ? "The one before is not saved yet. It is sent by itself." : "The one before is saved."));
  }

  function stop() {
    leaving.leave((later) => {
      ended = true;
      move(endSheets, `You answer for yourself again.${later ? " The sheet is not saved yet. It is sent by itself." : ""}`);
    });
  }

  /**
   * Answer for somebody else from now on.
   * @param {(workshop: string) => void} change
   * @param {string} told
   */
  function move(change, told) {
    change(page.code());
    const on = sheet(page.code());
    tell("");
    say(words, on ? told : "");
    if (on) focusNext(document);
    else tell(told);
    page.hello();
  }

  /** @param {KeyboardEvent} event */
  function press(event) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !page.visit().paper) return;
    event.preventDefault();
    event.stopPropagation();
    // What is being typed is sent when its box is left.
    /** @type {HTMLElement | null} */ (document.activeElement)?.blur();
    next();
  }
  addEventListener("keydown", press, true); // before JupyterLab, which would run the cell

  return {
    start,
    mode,
    bar,
    stop() {
      leaving.stop();
      removeEventListener("keydown", press, true);
    },
    draw() {
      const on = page.visit().state === "here" && Boolean(page.visit().paper);
      start.hidden = on;
      mode.hidden = bar.hidden = !on;
      if (ended && !on) {
        ended = false;
        start.open = true;
        begin.focus(); // the button that was pressed is gone
      }
      const number = sheet(page.code())?.number ?? 1;
      say(which, `Typing in paper sheets: sheet ${number}.`);
      say(at, `Paper sheet ${number}.`);
    },
  };
}
