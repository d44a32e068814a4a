// Giving a file that was made for this browser.
import { h } from "./dom.js";

/**
 * Put the text into a file in the person's downloads.
 * @param {string} name
 * @param {string} text
 * @param {string} [kind] what it is, an HTML page where nothing is said
 */
export function give(name, text, kind = "text/html") {
  const address = URL.createObjectURL(new Blob([text], { type: `${kind};charset=utf-8` }));
  h("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
