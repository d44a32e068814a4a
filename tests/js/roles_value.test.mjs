// Roles: names added and taken away.
import assert from "node:assert/strict";
import { test } from "node:test";
import { nameProblem, namesOf, withNames } from "../../netlearn_widgets/widgets/roles_value.js";

const COVER = { guardian: { holds: ["Ada"], could: [] } };
const ROLES = ["connector", "guardian"];
const LIMITS = { longest: 10, most: 2 };

test("a role nobody was named for has no names", () => {
  assert.deepEqual(namesOf(null, "guardian", "holds"), []);
  assert.deepEqual(namesOf(COVER, "connector", "could"), []);
});

test("a name is added to one part of one role", () => {
  assert.deepEqual(withNames(COVER, "guardian", "could", ["Bo"], ROLES), { guardian: { holds: ["Ada"], could: ["Bo"] } });
  assert.deepEqual(withNames(null, "connector", "holds", ["Bo"], ROLES), { connector: { holds: ["Bo"], could: [] } });
});

test("when the last name goes there is no answer, and nothing given is spoiled", () => {
  assert.equal(withNames(COVER, "guardian", "holds", [], ROLES), null);
  assert.deepEqual(COVER, { guardian: { holds: ["Ada"], could: [] } });
});

test("a role the guide no longer has is left out, so that the others can be shared", () => {
  const old = { ...COVER, boss: { holds: ["Cy"], could: [] } };
  assert.deepEqual(withNames(old, "guardian", "holds", ["Bo"], ROLES), { guardian: { holds: ["Bo"], could: [] } });
});

test("a name that cannot be added is told why", () => {
  assert.equal(nameProblem(["Ada"], "Bo", LIMITS), "");
  assert.equal(nameProblem([], " ", LIMITS), "Please write a name first.");
  assert.equal(nameProblem(["Ada"], " ADA ", LIMITS), "ADA is there already.");
  assert.match(nameProblem([], "Bartholomew", LIMITS), /shorten it by 1\.$/);
  assert.match(nameProblem(["Ada", "Bo"], "Cy", LIMITS), /^2 names are there/);
});
