// A join code is read by the rule of netlearn_widgets/model/codes.py: the table of cases is the same.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readCode } from "../../netlearn_widgets/scripts/code.js";

const cases = JSON.parse(readFileSync(new URL("../codes.json", import.meta.url), "utf8"));

for (const { typed, read, what } of cases) {
  test(`a code is read with ${what}`, () => {
    assert.equal(readCode(typed), read);
    assert.equal(readCode(read), read);
  });
}
