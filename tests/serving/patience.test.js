// How long the page waits, apart from any clock.
import assert from "node:assert/strict";
import { test } from "node:test";

import { backoff, retryAfter } from "../../netlearn_widgets/serving/static/patience.js";

const even = () => 0.5;

test("the first try follows at once; then waiting grows from half a second to five, a fifth more or less", () => {
  assert.deepEqual([1, 2, 3, 4, 5, 50].map((tries) => backoff(tries, even)), [500, 1000, 2000, 4000, 5000, 5000]);
  assert.equal(backoff(0, () => 0), 0);
  assert.equal(backoff(0, () => 1), 300);
  assert.equal(backoff(1, () => 0), 400);
  assert.equal(Math.round(backoff(50, () => 1)), 6000);
});

test("a full server is left alone as long as it asks, at most a minute; ten seconds where it does not say", () => {
  assert.equal(retryAfter("10", even), 10_000);
  assert.equal(retryAfter("3600", even), 60_000);
  for (const unsaid of [null, "", "soon", "-1"]) assert.equal(retryAfter(unsaid, even), 10_000);
});
