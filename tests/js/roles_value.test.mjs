// Roles: names added and taken away.
import assert from "node:assert/strict";
import { test } from "node:test";
import { nameProblem, namesOf, withNames } from "../../netlearn_widgets/widgets/roles_value.js";

const COVER = { guardian: { holds: ["Ada"], could: [] } };
const LIMITS = { longest: 10, most: 2 };

test("a role nobody was named for has no names", () => {
  assert.deepEqual(namesOf(null, "guardian", "holds"), []);
  assert.deepEqual(namesOf(COVER, "connector", "could"), []);
});

test("a name is added to one part of one role", () => {
  assert.deepEqual(withNames(COVER, "guardian", "could", ["Bo"]), { guardian: { holds: ["Ada"], could: ["Bo"] } });
  assert.deepEqual(withNames(null, "connector", "holds", ["Bo"]), { connector: { holds: ["Bo"], could: [] } });
});

test("when the last name goes there is no answer, and nothing given is spoiled", () => {
  assert.equal(withNames(COVER, "guardian", "holds", []), null);
  assert.deepEqual(COVER, { guardian: { holds: ["Ada"], could: [] } });
});

test("a name that cannot be added is told why", () => {
  assert.equal(nameProblem(["Ada"], "Bo", LIMITS), "");
  assert.equal(nameProblem([], " ", LIMITS), "Please write a name first.");
  assert.equal(nameProblem(["Ada"], " ADA ", LIMITS), "ADA is there already.");
  assert.match(nameProblem([], "Bartholomew", LIMITS), /shorten it by 1\.$/);
  assert.match(nameProblem(["Ada", "Bo"], "Cy", LIMITS), /^2 names are there/);
});
