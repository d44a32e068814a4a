// Ideas: what can become one, and what changes when one is reworded.
import assert from "node:assert/strict";
import { test } from "node:test";
import { cardProblem, fullProblem, reworded, withCard } from "../../netlearn_widgets/widgets/ideas_cards.js";
import { inserted } from "../../netlearn_widgets/widgets/list.js";

const CARDS = [
  { id: "1", text: "Fewer falls" },
  { id: "2", text: "Less waiting" },
];

test("an idea needs words, and not too many", () => {
  assert.equal(cardProblem("Fewer falls", 20), "");
  assert.equal(cardProblem(" \n", 20), "Please write your idea first.");
  assert.match(cardProblem("x".repeat(21), 20), /^This idea is too long/);
});

test("when no more ideas fit, the cure is said", () => {
  assert.equal(fullProblem(CARDS, 3), "");
  assert.match(fullProblem(CARDS, 2), /Take one away to add another\.$/);
});

test("a reworded idea keeps its id and its place", () => {
  assert.deepEqual(reworded(CARDS, "1", "No falls"), [{ id: "1", text: "No falls" }, CARDS[1]]);
});

test("what was taken away comes back where it stood, or last where the list is shorter now", () => {
  assert.deepEqual(inserted(["b"], 0, "a"), ["a", "b"]);
  assert.deepEqual(inserted(["a"], 5, "b"), ["a", "b"]);
});

test("an idea that was taken away elsewhere stands last while it is being edited", () => {
  assert.deepEqual(withCard(CARDS, { id: "1", text: "Other" }), CARDS);
  assert.deepEqual(withCard(CARDS, { id: "3", text: "Other" }), [...CARDS, { id: "3", text: "Other" }]);
});
