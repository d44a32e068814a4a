// What the page says of its connection.
import assert from "node:assert/strict";
import { test } from "node:test";

import { wordsFor } from "../../netlearn_widgets/serving/static/words.js";

const TROUBLES = /** @type {const} */ (["lost", "full", "broken", "moved", "shut", "slow", "blocked", "newer"]);

test("no words promise that a browser keeps what it cannot keep", () => {
  for (const trouble of TROUBLES) assert.doesNotMatch(wordsFor(trouble, false), /on this device/);
  assert.equal(
    wordsFor("lost", false),
    "No connection. What you type stays on this page while it is open, and is sent when it is back.",
  );
});

test("words are calm sentences", () => {
  for (const trouble of TROUBLES) assert.match(wordsFor(trouble, true), /^[A-Z][^!]*\.$/);
});
