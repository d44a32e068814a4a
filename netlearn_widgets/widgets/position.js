// Where somebody stands on a wording, and what they are asked to say about it.

/**
 * @typedef {{ key: string, label: string, group: string }} Option
 * @typedef {{ proposal: string, position: string, reason: string }} Position
 */

/**
 * The position that counts: one taken on the wording that is on the table now, or null.
 * @param {Position | null} value
 * @param {{ id: string } | null} proposal
 * @returns {Position | null}
 */
export function standing(value, proposal) {
  return value && proposal && value.proposal === proposal.id ? value : null;
}

/**
 * What the box for a reason is called: it asks the more, the further somebody is from full support.
 * @param {Option[]} options from full support down
 * @param {string} key
 * @returns {string}
 */
export function reasonLabel(options, key) {
  const index = options.findIndex((option) => option.key === key);
  const group = options[index]?.group;
  if (index === 0) return "Anything to add? You may leave this empty.";
  if (group === "hear") return "What would have to change? The group hears this first, once it is shown.";
  if (group === "support") return "What would make it better? You may leave this empty.";
  return "What is your reason? It is kept with the agreement.";
}

/**
 * What somebody said about an earlier wording, and that they are asked again.
 * @param {Option[]} options
 * @param {Position} value
 * @returns {string}
 */
export function before(options, value) {
  const label = options.find((option) => option.key === value.position)?.label ?? value.position;
  const said = value.reason ? `${label}: ${value.reason}` : label;
  return `The wording has changed since you answered “${said}”. Where do you stand on the new one?`;
}
