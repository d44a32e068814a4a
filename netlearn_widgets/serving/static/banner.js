// The one line above the page that says what is the matter with the connection.
import { BACK, UNKEPT, wordsFor } from "./words.js";

const QUIET = 1000; // a shorter loss is not worth a word
const SHOWN = 3000;

export class Banner {
  #timer = 0;
  #kept = true;
  /** @type {import("./words.js").Trouble | ""} */
  #trouble = "";

  /** @param {HTMLElement} element with role "status": what it says is read aloud once */
  constructor(element) {
    this.element = element;
    addEventListener("netlearn:unkept", () => this.#unkept(), { once: true });
  }

  /** Whether the browser keeps what is typed. */
  get kept() {
    return this.#kept;
  }

  /**
   * Say what is the matter, unless it is over within a moment.
   * @param {import("./words.js").Trouble} trouble
   */
  bad(trouble) {
    if (trouble === this.#trouble) return;
    const shown = this.element.dataset.tone === "bad";
    const waits = this.#trouble !== "" && !shown;
    this.#trouble = trouble;
    if (waits) return; // its words are looked up when they are shown
    clearTimeout(this.#timer);
    if (shown) this.#say();
    else this.#timer = setTimeout(() => this.#say(), QUIET);
  }

  /** All is well again; said only to those who were told of the trouble. */
  good() {
    this.#trouble = "";
    if (this.element.dataset.tone === "good") return;
    clearTimeout(this.#timer);
    if (this.element.dataset.tone !== "bad") return;
    this.#show(BACK, "good");
    this.#timer = setTimeout(() => this.#show("", ""), SHOWN);
  }

  #say() {
    if (this.#trouble) this.#show(wordsFor(this.#trouble, this.#kept), "bad");
  }

  /**
   * @param {string} words
   * @param {"good" | "bad" | ""} tone
   */
  #show(words, tone) {
    const before = this.element.offsetHeight;
    this.element.textContent = words;
    this.element.dataset.tone = tone;
    const room = this.element.offsetHeight;
    const read = scrollY > 0 || document.activeElement !== document.body;
    document.documentElement.style.setProperty("--banner", `${room}px`);
    if (read) scrollBy(0, room - before); // what somebody reads or writes stays where it is
    uncover(this.element);
  }

  /** Say once, and leave it there, that nothing typed outlives this page. */
  #unkept() {
    this.#kept = false;
    const note = document.createElement("p");
    note.className = "nl-note nl-unkept";
    note.setAttribute("role", "status");
    this.element.after(note);
    note.textContent = UNKEPT;
  }
}

/**
 * Move the page a little where the banner covers the control the person is in.
 * @param {HTMLElement} banner
 */
function uncover(banner) {
  const at = document.activeElement;
  if (!at || at === document.body) return;
  const over = banner.getBoundingClientRect();
  const under = at.getBoundingClientRect();
  if (over.height && under.top < over.bottom && under.bottom > over.top) scrollBy(0, under.top - over.bottom - 8);
}
