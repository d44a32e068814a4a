// What a room needs to begin: the host's link, the join code and its picture, and what to have ready.
import { elementId, h, say } from "./dom.js";
import { build } from "./tree.js";

const READY = [
  "The phones are on the same Wi-Fi as this computer. Try with your own phone, away from the computer.",
  "The shared screen is open on the projector. Read it from the back of the room.",
  "The host page is open on your laptop or tablet.",
  "Paper sheets and pens are there for those without a phone (under “Take it home”).",
  "The computer is plugged in, and its sleep is switched off.",
  "You know what you will say about privacy: who sees what, and where it is kept.",
];

/**
 * @param {any} room what the kernel said: code, title, join, screen, host, qr, near
 * @param {() => void} close
 */
export function wayIn(room, close) {
  const name = elementId("way-in");
  const heading = h("h3", { id: name, tabindex: -1 }, room.host ? "Ready for the room" : "How people join");
  const hosts = room.host && [
    h("h4", {}, "For the host"),
    h("p", {}, "Whoever has this link leads the workshop. It is shown this once: keep it now, and give it to hosts only."),
    link(room.host, "Open the host page", "host link"),
  ];
  const note = room.near && h("p", { class: "nl-note" }, "These links work on this computer only. For phones, start the server with: netlearn serve --lan");
  const node = h(
    "section",
    { class: "nl-items", "aria-labelledby": name },
    heading,
    note,
    hosts,
    h("h4", {}, "For everybody"),
    h(
      "div",
      { class: "nl-invite" },
      room.qr && h("div", { class: "nl-qr" }, build(room.qr)),
      h("div", { class: "nl-items" }, h("p", {}, "Join code"), h("p", { class: "nl-big-code" }, room.code), link(room.join, "Open the page to join", "link to join")),
    ),
    h("h4", {}, "For the projector"),
    link(room.screen, "Open the shared screen", "link to the screen"),
    h("h4", {}, "Before people come"),
    h("ul", { class: "nl-checklist" }, READY.map((words) => h("li", {}, h("label", {}, h("input", { type: "checkbox" }), h("span", {}, words))))),
    h("div", { class: "nl-row" }, h("button", { type: "button", class: "nl-button nl-quiet nl-small", onclick: close }, "Put this away")),
  );
  return { node, heading };
}

/**
 * A link to follow, its address to read, and a button that copies it.
 * @param {string} address
 * @param {string} words
 * @param {string} what
 */
function link(address, words, what) {
  const said = h("span", { role: "status", class: "nl-said" });
  const shown = h("code", { class: "nl-address" }, address);
  async function copy() {
    try {
      await navigator.clipboard.writeText(address);
      say(said, "Copied.");
    } catch {
      getSelection()?.selectAllChildren(shown); // without https a browser lets nobody copy but the person
      say(said, "Press Ctrl and C to copy it.");
    }
  }
  return h(
    "div",
    { class: "nl-link-row" },
    shown,
    h(
      "div",
      { class: "nl-row" },
      h("a", { href: address, target: "_blank", rel: "noreferrer", class: "nl-button nl-quiet nl-small" }, words),
      h("button", { type: "button", class: "nl-button nl-quiet nl-small", "aria-label": `Copy the ${what}`, onclick: copy }, "Copy"),
      said,
    ),
  );
}
