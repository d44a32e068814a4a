// The value of a question for several ideas: [{ id, text }, …], and why a text cannot become one of them.
import { visible } from "./clean.js";
import { tooLong } from "./words.js";

/** @typedef {{ id: string, text: string }} Card */

/**
 * Why this text cannot be kept as an idea, or "".
 * @param {string} text
 * @param {number} longest
 * @returns {string}
 */
export function cardProblem(text, longest) {
  return visible(text) ? tooLong("This idea", text, longest) : "Please write your idea first.";
}

/**
 * Why no further idea can be added, or "".
 * @param {Card[]} cards
 * @param {number} most
 * @returns {string}
 */
export function fullProblem(cards, most) {
  return cards.length < most ? "" : `You have shared ${most} ideas, and no more fit. Take one away to add another.`;
}

/**
 * The cards with this one among them: last, where it is not there.
 * @param {Card[]} cards
 * @param {Card} card
 * @returns {Card[]}
 */
export function withCard(cards, card) {
  return cards.some((one) => one.id === card.id) ? cards : [...cards, card];
}

/**
 * The cards with one text changed; its place stays.
 * @param {Card[]} cards
 * @param {string} id
 * @param {string} text
 * @returns {Card[]}
 */
export function reworded(cards, id, text) {
  return cards.map((card) => (card.id === id ? { id, text } : card));
}
