// Scripts and styles that widgets bring along, each loaded once.
import { scriptOf } from "./message.js";

/** By address or text. @type {Map<string, Promise<any>>} */
const scripts = new Map();

/**
 * A widget's script as an object with `render`, or a function that makes one.
 * @param {string} esm
 */
export async function load(esm) {
  const script = scriptOf(esm);
  if ("address" in script) return (await once(script.address, () => script.address))[script.name];
  const module = await once(esm, () => URL.createObjectURL(new Blob([esm], { type: "text/javascript" })));
  return module.default ?? module;
}

/**
 * @param {string} key
 * @param {() => string} address
 */
function once(key, address) {
  const loading = scripts.get(key) ?? import(address());
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
