// Giving a file that was made for this browser.
import { h } from "./dom.js";

/**
 * Put the text into a file in the person's downloads.
 * @param {string} name
 * @param {string} text an HTML page
 */
export function give(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/html;charset=utf-8" }));
  h("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
