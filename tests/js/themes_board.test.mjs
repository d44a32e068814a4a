// The board of ideas: what an act makes of it, before the kernel has said so.
import assert from "node:assert/strict";
import { test } from "node:test";
import { applied, found, fullVote, left, votes } from "../../netlearn_widgets/widgets/themes_board.js";

const pile = (id, at, same = []) => ({ id, text: `Idea ${id}`, own: false, at, same, n: 0, mine: 0 });
const card = (id, at) => ({ id, text: `Idea ${id}`, own: false, at });
const theme = (id, name, piles = [], mine = 0) => ({ id, name, n: 0, mine, piles });
const BOARD = { themes: [theme("t1", "Safe", [pile("a", 0)], 1), theme("t2", "Fair")], loose: [pile("b", 1), pile("c", 2, [card("d", 3)])], hidden: [], returned: 0 };

/** The board in short: "Safe: a · Fair: · loose: b, c+d". */
const told = ({ themes, loose }) =>
  [...themes.map(({ name, piles }) => [name, piles]), ["loose", loose]]
    .map(([name, piles]) => `${name}: ${piles.map(({ id, same }) => [id, ...same.map((one) => one.id)].join("+")).join(", ")}`)
    .join(" · ");
const after = (...acts) => told(applied(BOARD, acts.map(([kind, value]) => ({ kind, value }))));
const group = (card_, theme_) => ["group", { card: card_, theme: theme_ }];
const merge = (card_, into) => ["merge", { card: card_, into }];

test("a card goes where it is put, in the order of all cards, and the board that was given stays as it was", () => {
  assert.equal(after(group("b", "t1")), "Safe: a, b · Fair:  · loose: c+d");
  assert.equal(after(group("c", "t1"), group("b", "t1")), "Safe: a, b, c+d · Fair:  · loose: ");
  assert.equal(after(group("a", "")), "Safe:  · Fair:  · loose: a, b, c+d");
  assert.equal(told(BOARD), "Safe: a · Fair:  · loose: b, c+d");
});

test("a card that lies under another one is taken out by moving it", () => {
  assert.equal(after(group("d", "t2")), "Safe: a · Fair: d · loose: b, c");
});

test("merged cards lie together, with all that lay under them", () => {
  assert.equal(after(merge("b", "a")), "Safe: a+b · Fair:  · loose: c+d");
  assert.equal(after(merge("c", "b")), "Safe: a · Fair:  · loose: b+c+d");
  assert.equal(after(merge("b", "d")), "Safe: a · Fair:  · loose: c+b+d");
});

test("a circle of mergers turns around, as it does in the kernel", () => {
  assert.equal(after(merge("c", "d")), "Safe: a · Fair:  · loose: b, d+c");
});

test("a card taken apart stands for itself where it was", () => {
  assert.equal(after(merge("d", "")), "Safe: a · Fair:  · loose: b, c, d");
});

test("a theme is named, named anew, and taken away with its cards coming back", () => {
  assert.equal(after(["theme", { theme: "t3", name: "New" }], group("b", "t3")), "Safe: a · Fair:  · New: b · loose: c+d");
  assert.equal(after(["theme", { theme: "t1", name: "Safer" }]), "Safer: a · Fair:  · loose: b, c+d");
  assert.equal(after(["theme", { theme: "t1", name: "" }]), "Fair:  · loose: a, b, c+d");
});

test("what is gone meanwhile does nothing", () => {
  assert.equal(after(group("x", "t1"), merge("x", "a"), merge("a", "x"), ["theme", { theme: "x", name: "" }]), told(BOARD));
  assert.equal(after(group("b", "x")), told(BOARD));
});

test("dots are counted, and the reason is said why no more fit", () => {
  const limits = { dots: 3, most: 2 };
  const board = applied(BOARD, [{ kind: "dots", value: { t1: 2, b: 1 } }]);
  assert.deepEqual(votes(board), { t1: 2, b: 1 });
  assert.equal(left(board, 3), 0);
  assert.equal(left(BOARD, 3), 2);
  assert.equal(fullVote(board, board.themes[1], limits), "All your 3 dots are used. Take one back first.");
  assert.equal(fullVote(BOARD, { mine: 2 }, limits), "At most 2 dots fit on one.");
  assert.equal(fullVote(BOARD, { mine: 1 }, { dots: 3, most: 1 }), "At most 1 dot fits on one.");
  assert.equal(fullVote(BOARD, BOARD.themes[0], limits), "");
});

test("a card is found in its theme, and one that is not there is not", () => {
  assert.equal(found(BOARD, "a").theme, "t1");
  assert.equal(found(BOARD, "d").pile.id, "c");
  assert.equal(found(BOARD, "x"), null);
});
