// An unsaved answer, step by step: what it was made from goes with it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { arrived, latest, renewed, told, turnedDown } from "../../netlearn_widgets/widgets/pending.js";

const ONE = { id: "1", value: ["one"] };
const TWO = { id: "2", value: ["one", "two"] };

test("an answer is made from what the kernel told last", () => {
  assert.deepEqual(renewed(null, ONE, null), { ...ONE, base: null });
  assert.deepEqual(renewed(null, TWO, ["one"]), { ...TWO, base: ["one"] });
});

test("a newer answer takes the place of one that was not sent or was refused, and is made from the same", () => {
  const pending = { ...ONE, base: ["zero"] };

  assert.deepEqual(renewed(pending, TWO, ["other"]), { ...TWO, base: ["zero"] });
  assert.deepEqual(renewed({ ...pending, sent: true, refused: "No." }, TWO, ["other"]), { ...TWO, base: ["zero"] });
});

test("a newer answer waits for one that may have arrived, and is made from that", () => {
  const pending = renewed({ ...ONE, base: null, sent: true }, TWO, null);

  assert.deepEqual(latest(pending), TWO.value);
  assert.deepEqual(told(pending), { ...ONE, base: null });
  assert.deepEqual(arrived(pending), { ...TWO, base: ONE.value });
  assert.equal(arrived(arrived(pending)), null);
});

test("once the earlier one is refused, the newer is made from what that was made from", () => {
  const pending = renewed({ ...ONE, base: ["zero"], sent: true }, TWO, null);

  assert.deepEqual(turnedDown(pending, { message: "No." }, "3"), { ...TWO, base: ["zero"] });
});

test("where two devices together say too much, all of it is there to be taken away from", () => {
  const news = { message: "Too much.", value: ["zero", "one"], base: ["zero"] };
  const pending = turnedDown({ ...ONE, base: null, sent: true }, news, "3");

  assert.deepEqual(pending, { id: "3", value: news.value, base: news.base, refused: "Too much." });
  assert.deepEqual(renewed(pending, ONE, null), { ...ONE, base: ["zero"] });
});

test("an answer that an older script kept replaces what is there, as it did", () => {
  assert.deepEqual(told(ONE), ONE);
  assert.deepEqual(renewed(ONE, TWO, ["zero"]), TWO);
  assert.deepEqual(told(turnedDown(renewed({ ...ONE, sent: true }, TWO, null), { message: "No." }, "3")), TWO);
});

test("an entry is remembered as it was when somebody began to change it", () => {
  const seen = (base) => base.map((word) => word.toLowerCase());

  assert.deepEqual(renewed(null, ONE, ["ZERO"], seen).base, ["zero"]);
  assert.deepEqual(renewed({ ...TWO, base: ["TWO"] }, ONE, null, seen).base, ["two"]);
  assert.deepEqual(renewed({ id: "1", value: ["ONE"], base: [], sent: true }, TWO, null, seen).next.base, ["one"]);
});
