// Times in words.
import assert from "node:assert/strict";
import { test } from "node:test";

import { countdown, minutesLeft, span } from "../../netlearn_widgets/widgets/times.js";

test("what is left is shown as a clock shows it, and never below nothing", () => {
  assert.equal(countdown(245_000), "4:05");
  assert.equal(countdown(244_001), "4:05");
  assert.equal(countdown(3_845_000), "1:04:05");
  assert.equal(countdown(-5), "0:00");
});

test("a step's minutes are left or over", () => {
  assert.equal(minutesLeft(20, 0), "20 min left");
  assert.equal(minutesLeft(20, 8 * 60_000 + 59_000), "12 min left");
  assert.equal(minutesLeft(20, 20 * 60_000), "0 min left");
  assert.equal(minutesLeft(20, 23 * 60_000), "3 min over");
});

test("a length of time is told in hours and minutes", () => {
  assert.deepEqual([span(0), span(45), span(60), span(125)], ["0 min", "45 min", "1 h", "2 h 5 min"]);
});
