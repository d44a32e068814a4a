// A list on the page that follows a list of things, and the offer to bring the last one taken away back.
import { arrange, elementId, h } from "./dom.js";

/** @typedef {{ node: HTMLElement, draw: (thing: any, index: number) => void }} Entry */

/**
 * Keep a list of elements in step with a list of things: a thing keeps its element for as long as it is there, so that
 * focus and half-typed text stay where they are.
 * @param {HTMLElement} place
 * @param {(thing: any) => Entry} make draws a thing's element for the first time; things are told apart by their id
 * @returns {(things: any[]) => void}
 */
export function following(place, make) {
  /** @type {Map<string, Entry>} */
  const entries = new Map();
  return (things) => {
    const ids = new Set(things.map((thing) => thing.id));
    for (const id of entries.keys()) if (!ids.has(id)) entries.delete(id);
    const nodes = things.map((thing, index) => {
      const entry = entries.get(thing.id) ?? make(thing);
      entries.set(thing.id, entry);
      entry.draw(thing, index);
      return entry.node;
    });
    arrange(place, nodes);
    place.hidden = things.length === 0;
  };
}

/**
 * The things with one more at a place, or at the end where there is no such place.
 * @template Thing
 * @param {Thing[]} things
 * @param {number} index
 * @param {Thing} thing
 * @returns {Thing[]}
 */
export function inserted(things, index, thing) {
  const place = Math.min(index, things.length);
  return [...things.slice(0, place), thing, ...things.slice(place)];
}

/**
 * The offer to bring back what was taken away last. It stands where that thing stood, until the next change, or until
 * the thing is back by itself: another device had changed it.
 */
export class Undo {
  constructor() {
    this.index = -1;
    this.id = "";
    this.restore = () => {};
    this.said = h("span", { id: elementId("undo") });
    const about = { type: "button", class: "nl-button nl-quiet nl-small", "aria-describedby": this.said.id };
    this.button = h("button", { ...about, onclick: () => this.restore() }, "Undo");
    this.node = h("li", { class: "nl-undo" }, this.said, this.button);
  }

  /**
   * Make the offer; the focus goes to it once it is drawn.
   * @param {number} index where the thing stood
   * @param {string} id
   * @param {string} words
   * @param {() => void} restore
   */
  offer(index, id, words, restore) {
    Object.assign(this, { index, id, restore });
    this.said.textContent = words;
  }

  /** Withdraw the offer. */
  clear() {
    this.index = -1;
  }

  /**
   * The things, with the offer among them while it stands; where its thing is back, that takes over the focus.
   * @param {any[]} things
   * @returns {any[]}
   */
  among(things) {
    const back = things.findIndex(({ id }) => id === this.id);
    if (this.index >= 0 && back >= 0) {
      const list = this.node.contains(document.activeElement) && this.node.parentElement;
      this.clear();
      if (list)
        queueMicrotask(() => /** @type {HTMLElement} */ (list.children[back].querySelector("button, summary")).focus());
    }
    return this.index < 0 ? things : inserted(things, this.index, { id: "undo" });
  }

  /**
   * Its entry in a followed list.
   * @returns {Entry}
   */
  entry() {
    return { node: this.node, draw: () => {} };
  }
}
