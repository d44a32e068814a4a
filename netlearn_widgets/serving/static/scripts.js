// Scripts and styles that widgets bring along, each loaded once.
import { scriptOf } from "./message.js";
import { backoff } from "./patience.js";
import { nap } from "./signals.js";

/** By address or text. @type {Map<string, Promise<any>>} */
const scripts = new Map();

/**
 * A widget's script as an object with `render`, or a function that makes one.
 * @param {string} esm
 */
export async function load(esm) {
  const script = scriptOf(esm);
  if ("address" in script) return (await once(script.address, () => arriving(script.address)))[script.name];
  const module = await once(esm, () => import(URL.createObjectURL(new Blob([esm], { type: "text/javascript" }))));
  return module.default ?? module;
}

/**
 * A script of this server, asked for until the network lets it through; a script that is there and wrong is not.
 * @param {string} address
 */
async function arriving(address) {
  for (let tries = 0; ; tries++) {
    try {
      return await import(tries ? `${address}?again=${tries}` : address); // a browser keeps an address that failed once
    } catch (problem) {
      const there = await fetch(address).then(({ ok }) => ok, () => false);
      if (there && tries) throw problem;
      if (!there) await nap(backoff(tries));
    }
  }
}

/**
 * @param {string} key
 * @param {() => Promise<any>} begin
 */
function once(key, begin) {
  const loading = scripts.get(key) ?? begin();
  scripts.set(key, loading);
  return loading;
}

/** @type {Set<string>} */
const worn = new Set();

/**
 * Give the page a widget's own style, once. Not a style element: the page's policy allows none.
 * @param {string | undefined} css
 */
export function wear(css) {
  if (!css || worn.has(css)) return;
  worn.add(css);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
