// Builds what Python drew: a node is a text, or [tag, attributes, children]. Text stays text.

const SVG = "http://www.w3.org/2000/svg";
const SVG_TAGS = new Set("svg g line circle rect path polygon text title desc".split(" "));
const HTML_TAGS = new Set(
  ("div section article header h1 h2 h3 h4 p span strong em small ul ol li dl dt dd table caption thead tbody tr th td " +
    "details summary blockquote figure figcaption a br").split(" "),
);
const ATTRIBUTES = new Set(
  ("class id role lang dir tabindex href open colspan rowspan scope headers start value datetime viewBox preserveAspectRatio " +
    "x y x1 y1 x2 y2 cx cy r rx ry width height d points transform text-anchor").split(" "),
);
const MORE_ATTRIBUTES = /^(aria|data)-[a-z][a-z-]*$|^--[a-z][a-z0-9-]*$/;
const LINK = /^(https?:\/\/|#)/i;

/** @typedef {string | [string, Record<string, string>, Tree[]]} Tree */

/**
 * @param {Tree} tree
 * @returns {Node}
 */
export function build(tree) {
  if (typeof tree === "string") return document.createTextNode(tree);
  const [tag, attributes, children] = tree;
  const svg = SVG_TAGS.has(tag);
  if (!svg && !HTML_TAGS.has(tag)) throw new Error(`A picture may not hold <${tag}>.`);
  const element = svg ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (!ATTRIBUTES.has(name) && !MORE_ATTRIBUTES.test(name)) throw new Error(`A picture may not hold the attribute ${name}.`);
    if (name === "href" && !LINK.test(value)) throw new Error("A picture may link only to http, https or a place in itself.");
    if (name.startsWith("--")) element.style.setProperty(name, value);
    else element.setAttribute(name, value);
  }
  element.append(...children.map(build));
  return element;
}

/**
 * Put a tree in the place of what stands there; details that were open stay open, and what unfolds them keeps the focus.
 * @param {HTMLElement} place
 * @param {Tree} tree
 */
export function redraw(place, tree) {
  const summaries = () => /** @type {HTMLElement[]} */ ([...place.querySelectorAll("summary")]);
  const held = summaries().indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const open = [...place.querySelectorAll("details")].map((one) => one.open);
  place.replaceChildren(build(tree));
  place.querySelectorAll("details").forEach((one, index) => {
    if (open[index]) one.open = true;
  });
  summaries()[held]?.focus({ preventScroll: true });
}
