// Words about text: room left, what is too long.
import assert from "node:assert/strict";
import { test } from "node:test";
import { brief, inRow, listed, measure, roomLeft, tooLong, unpacked } from "../../netlearn_widgets/widgets/words.js";

test("a text is measured as the kernel measures it: an emoji is one character, outer blanks are none", () => {
  assert.equal(measure(" 🙂é\n"), 2);
  assert.equal(measure("a\u200bb\u00ad"), 2);
  assert.equal(measure("\u3164\u200b"), 0);
});

test("room left is told only when it matters, and then in words", () => {
  assert.equal(roomLeft("x".repeat(200), 280), "");
  assert.equal(roomLeft("x".repeat(250), 280), "30 characters left");
  assert.equal(roomLeft("x".repeat(279), 280), "1 character left");
  assert.equal(roomLeft("x".repeat(283), 280), "3 characters too many");
});

test("a text that is too long is told by how much to shorten it", () => {
  assert.equal(tooLong("This idea", "x".repeat(60), 60), "");
  assert.match(tooLong("This idea", "x".repeat(63), 60), /^This idea is too long.*shorten it by 3\.$/);
});

test("a label holds the first words on one line and splits no emoji", () => {
  assert.equal(brief("two\nlines"), "two lines");
  assert.equal(brief("🙂🙂🙂🙂", 3), "🙂🙂🙂…");
});

test("things are listed in one sentence", () => {
  assert.equal(listed([]), "");
  assert.equal(listed(["Ada"]), "Ada");
  assert.equal(listed(["Ada", "Bo", "Cy"]), "Ada, Bo and Cy");
});

test("half a thought that cannot be read is no thought", () => {
  assert.deepEqual(unpacked('{"name":"Ada"}'), { name: "Ada" });
  assert.equal(unpacked(""), null);
  assert.equal(unpacked("{"), null);
});

test("names with a comma of their own are told apart", () => {
  assert.equal(inRow(["Anna", "Lee, Smith", "Jane"]), "Anna; Lee, Smith; Jane");
  assert.equal(inRow(["Anna", "Jane"]), "Anna, Jane");
  assert.equal(listed(["Lee, Smith", "Anna", "Jane"]), "Lee, Smith; Anna and Jane");
});
