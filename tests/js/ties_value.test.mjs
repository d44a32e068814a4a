// People and ties: each step gives a new network and spoils none.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  network,
  personProblem,
  tiedToMe,
  tieProblem,
  tiesOfOthers,
  title,
  wayTo,
  withMe,
  withoutPerson,
  withPerson,
  withPersonBack,
} from "../../netlearn_widgets/widgets/ties_value.js";

const person = (id, name, organisation = "") => ({ id, name, organisation, seat: false });
const ADA = person("a", "Ada", "Harbour");
const BO = person("b", "Bo");
const CY = person("c", "Cy");
const OURS = {
  people: [ADA, BO, CY],
  me: "a",
  ties: [
    { from: "a", to: "b" },
    { from: "b", to: "c" },
    { from: "c", to: "b" },
  ],
};
const LIMITS = { most: 4, longest: 10 };

test("no answer is an empty network", () => {
  assert.deepEqual(network(null), { people: [], me: "", ties: [] });
});

test("a person is read with where they come from", () => {
  assert.equal(title(ADA), "Ada (Harbour)");
  assert.equal(title(BO), "Bo");
});

test("a new person comes last; a changed one keeps the place and the ties", () => {
  assert.deepEqual(withPerson(OURS, person("d", " Dee ")).people[3], person("d", "Dee"));
  const renamed = withPerson(OURS, person("b", "Bob"));
  assert.deepEqual(renamed.people, [ADA, person("b", "Bob"), CY]);
  assert.deepEqual(renamed.ties, OURS.ties);
});

test("a person that cannot be added is told why", () => {
  assert.equal(personProblem(OURS, person("d", "Ada"), LIMITS), "");
  assert.equal(personProblem(OURS, BO, LIMITS), "");
  assert.match(personProblem(OURS, person("d", " "), LIMITS), /write a name first/);
  assert.match(personProblem(OURS, person("d", "bo"), LIMITS), /^bo is in the list already.*add where they work\.$/);
  assert.match(personProblem(OURS, person("d", "x".repeat(12)), LIMITS), /^The name is too long.*by 2\.$/);
  assert.match(personProblem(OURS, person("d", "Dee", "x".repeat(11)), LIMITS), /^The organisation's name is too long/);
  assert.match(personProblem(OURS, person("d", "Dee"), { ...LIMITS, most: 3 }), /^The map holds 3 people/);
});

test("one can say who one is, and take it back", () => {
  assert.equal(withMe(OURS, "b", true).me, "b");
  assert.equal(withMe(OURS, "a", false).me, "");
  assert.equal(withMe(OURS, "b", false).me, "a");
});

test("whoever is taken off takes their ties along, and me if it was me", () => {
  assert.deepEqual(withoutPerson(OURS, "b"), { people: [ADA, CY], me: "a", ties: [] });
  assert.equal(withoutPerson(OURS, "a").me, "");
});

test("whoever comes back has their place and their ties", () => {
  const back = withPersonBack(withoutPerson(OURS, "b"), OURS, "b");
  assert.deepEqual(back.people, OURS.people);
  assert.deepEqual(back.ties, OURS.ties);
  assert.equal(withPersonBack(withoutPerson(OURS, "a"), OURS, "a").me, "a");
});

test("ties to people who left meanwhile do not come back", () => {
  const alone = withoutPerson(withoutPerson(OURS, "b"), "c");
  assert.deepEqual(withPersonBack(alone, OURS, "b").ties, [{ from: "a", to: "b" }]);
});

test("how I am tied to somebody is one of four", () => {
  for (const way of ["none", "out", "in", "both"]) assert.equal(wayTo(tiedToMe(OURS, "c", way), "c"), way);
  assert.equal(wayTo(OURS, "b"), "out");
});

test("tying me to somebody leaves all other ties alone", () => {
  assert.deepEqual(tiedToMe(OURS, "b", "none").ties, [
    { from: "b", to: "c" },
    { from: "c", to: "b" },
  ]);
});

test("a tie that cannot be added is told why", () => {
  assert.equal(tieProblem(OURS, { from: "b", to: "a" }), "");
  assert.equal(tieProblem(OURS, { from: "", to: "" }), "Please choose who turns to somebody and whom they turn to.");
  assert.equal(tieProblem(OURS, { from: "b", to: "" }), "Please choose whom they turn to.");
  assert.match(tieProblem(OURS, { from: "b", to: "b" }), /joins two people/);
  assert.equal(tieProblem(OURS, { from: "b", to: "c" }), "This tie is on the map already.");
});

test("ties of others are those without me; without me they are all", () => {
  assert.deepEqual(tiesOfOthers(OURS).map((tie) => tie.id), ["b c", "c b"]);
  assert.equal(tiesOfOthers({ ...OURS, me: "" }).length, 3);
});
