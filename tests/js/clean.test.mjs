// What of a text can be seen, by the one table that Python's test reads too.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { clean, fold, visible } from "../../netlearn_widgets/widgets/clean.js";

const CASES = JSON.parse(readFileSync(new URL("../text_cases.json", import.meta.url), "utf8"));

test("one name in all its spellings is one name", () => {
  for (const spellings of CASES.same) assert.equal(new Set(spellings.map(fold)).size, 1, JSON.stringify(spellings));
});

test("what reads differently is another name", () => {
  assert.equal(new Set(CASES.different.map(fold)).size, CASES.different.length);
});

test("a text is cleaned as the kernel cleans it, and once is enough", () => {
  for (const { typed, line, lines } of CASES.cleaned) {
    assert.deepEqual([clean(typed), clean(typed, true)], [line, lines]);
    assert.deepEqual([clean(line), clean(lines, true)], [line, lines]);
  }
});

test("what is invisible is no text", () => {
  const nothing = CASES.same.find((/** @type {string[]} */ spellings) => spellings.includes(""));
  assert.deepEqual(nothing.map(visible), nothing.map(() => false));
  assert.ok(visible(" a"));
});
