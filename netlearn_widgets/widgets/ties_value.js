// The value of a question for people and ties, changed in steps; each step gives a new value and spoils none.
import { clean, fold, visible } from "./clean.js";
import { listed, measure } from "./words.js";

/**
 * @typedef {{ id: string, name: string, organisation: string, seat: boolean }} Person
 * @typedef {{ from: string, to: string }} Tie a tie says that `from` turns to `to`
 * @typedef {{ people: Person[], me: string, ties: Tie[] }} Network
 * @typedef {"none" | "out" | "in" | "both"} Way how I am tied to somebody: not yet, I turn to them, they to me, both
 */

/**
 * The value as a network; an empty one where nothing is answered.
 * @param {any} value
 * @returns {Network}
 */
export function network(value) {
  return { people: value?.people ?? [], me: value?.me ?? "", ties: value?.ties ?? [] };
}

/**
 * A person as one reads them: "Ada (Harbour Surgery)".
 * @param {Person | undefined} person
 * @returns {string}
 */
export function title(person) {
  if (!person) return "";
  return person.organisation ? `${person.name} (${person.organisation})` : person.name;
}

/**
 * Why this person cannot be in the network, or "".
 * @param {Network} now
 * @param {Person} person
 * @param {{ most: number, longest: number }} limits
 * @returns {string}
 */
export function personProblem(now, person, { most, longest }) {
  if (!visible(person.name)) return "Please write a name first, or what the seat is for.";
  for (const [what, text] of [
    ["The name", person.name],
    ["The organisation's name", person.organisation],
  ])
    if (measure(text) > longest) return `${what} is too long: please shorten it by ${measure(text) - longest}.`;
  const others = now.people.filter((one) => one.id !== person.id);
  const same = others.some((one) => fold(title(one)) === fold(title(person)));
  if (same) return `${title(person)} is in the list already. To tell two people apart, add where they work.`;
  return others.length < most ? "" : `The map holds ${most} people, and no more fit. Take one off to add another.`;
}

/**
 * The network with this person added, or changed where they are in it.
 * @param {Network} now
 * @param {Person} person
 * @returns {Network}
 */
export function withPerson(now, person) {
  const kept = { ...person, name: clean(person.name).trim(), organisation: clean(person.organisation).trim() };
  const known = now.people.some((one) => one.id === kept.id);
  return { ...now, people: known ? now.people.map((one) => (one.id === kept.id ? kept : one)) : [...now.people, kept] };
}

/**
 * The network with this person as me, or no longer as me.
 * @param {Network} now
 * @param {string} id
 * @param {boolean} mine
 * @returns {Network}
 */
export function withMe(now, id, mine) {
  return { ...now, me: mine ? id : now.me === id ? "" : now.me };
}

/**
 * The network without this person and without their ties.
 * @param {Network} now
 * @param {string} id
 * @returns {Network}
 */
export function withoutPerson(now, id) {
  return {
    people: now.people.filter((one) => one.id !== id),
    me: now.me === id ? "" : now.me,
    ties: now.ties.filter((tie) => tie.from !== id && tie.to !== id),
  };
}

/**
 * The network with this person back in their place, with the ties they had before to those who are still there.
 * @param {Network} now
 * @param {Network} before
 * @param {string} id
 * @returns {Network}
 */
export function withPersonBack(now, before, id) {
  const index = before.people.findIndex((one) => one.id === id);
  const people = [...now.people.slice(0, index), before.people[index], ...now.people.slice(index)];
  const ids = new Set(people.map((one) => one.id));
  const theirs = before.ties.filter((tie) => tie.from === id || tie.to === id);
  const ties = [...now.ties, ...theirs.filter((tie) => ids.has(tie.from) && ids.has(tie.to))];
  return { people, me: before.me === id ? id : now.me, ties };
}

/**
 * How I am tied to somebody.
 * @param {Network} now
 * @param {string} id
 * @returns {Way}
 */
export function wayTo(now, id) {
  const out = has(now, { from: now.me, to: id });
  const back = has(now, { from: id, to: now.me });
  return out && back ? "both" : out ? "out" : back ? "in" : "none";
}

/**
 * The network with me tied to somebody in this way.
 * @param {Network} now
 * @param {string} id
 * @param {Way} way
 * @returns {Network}
 */
export function tiedToMe(now, id, way) {
  const out = { from: now.me, to: id };
  const back = { from: id, to: now.me };
  const rest = now.ties.filter((tie) => !same(tie, out) && !same(tie, back));
  const mine = [...(way === "out" || way === "both" ? [out] : []), ...(way === "in" || way === "both" ? [back] : [])];
  return { ...now, ties: [...rest, ...mine] };
}

/**
 * Why this tie cannot be added, or "".
 * @param {Network} now
 * @param {Tie} tie
 * @returns {string}
 */
export function tieProblem(now, tie) {
  const missing = [tie.from ? "" : "who turns to somebody", tie.to ? "" : "whom they turn to"].filter(Boolean);
  if (missing.length) return `Please choose ${listed(missing)}.`;
  if (tie.from === tie.to) return "A tie joins two people. Please choose somebody else on one side.";
  return has(now, tie) ? "This tie is on the map already." : "";
}

/**
 * The ties that are not mine, each with an id for its place in a list.
 * @param {Network} now
 * @returns {(Tie & { id: string })[]}
 */
export function tiesOfOthers(now) {
  return now.ties
    .filter((tie) => !now.me || (tie.from !== now.me && tie.to !== now.me))
    .map((tie) => ({ ...tie, id: `${tie.from} ${tie.to}` }));
}

/**
 * @param {Network} now
 * @param {Tie} tie
 */
function has(now, tie) {
  return now.ties.some((one) => same(one, tie));
}

/**
 * @param {Tie} one
 * @param {Tie} other
 */
function same(one, other) {
  return one.from === other.from && one.to === other.to;
}
