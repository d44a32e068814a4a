// Positions and wordings: what counts, what is asked, and how a wording gets to the group.
import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { before, reasonLabel, standing } from "../../netlearn_widgets/widgets/position.js";
import { Proposing, wordingProblem } from "../../netlearn_widgets/widgets/proposing.js";

const OPTIONS = [
  { key: "5", label: "5 · I will help lead it", group: "support" },
  { key: "3", label: "3 · I can live with it", group: "support" },
  { key: "aside", label: "I stand aside", group: "aside" },
  { key: "0", label: "0 · I block it", group: "hear" },
];
const LIVE_WITH_IT = { proposal: "p1", position: "3", reason: "Who is “we”?" };

/** What a kind of question is given, with what it sent and was told. */
function desk(drafts = {}) {
  const told = { saved: 0, refused: [] };
  const ask = {
    drafts,
    told,
    sent: [],
    ears: [],
    draft(name, text) {
      if (text !== undefined) drafts[name] = text;
      return drafts[name] ?? "";
    },
    send: (content) => ask.sent.push(content),
    hear: (heard) => ask.ears.push(heard),
    say: (type, message = "", id = ask.sent.at(-1).id) => ask.ears.forEach((ear) => ear({ type, id, message })),
  };
  const acts = { changed() {}, saved: () => (told.saved += 1), refused: (words) => told.refused.push(words) };
  return { ask, proposing: new Proposing(ask, acts) };
}

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
});

test("a position counts for the wording it is about, and for no other", () => {
  assert.equal(standing(LIVE_WITH_IT, { id: "p1" }), LIVE_WITH_IT);
  assert.equal(standing(LIVE_WITH_IT, { id: "p2" }), null);
  assert.equal(standing(LIVE_WITH_IT, null), null);
  assert.equal(standing(null, { id: "p1" }), null);
});

test("a reason is asked for the more, the further one is from full support", () => {
  assert.match(reasonLabel(OPTIONS, "5"), /You may leave this empty/);
  assert.match(reasonLabel(OPTIONS, "3"), /What would make it better/);
  assert.match(reasonLabel(OPTIONS, "aside"), /What is your reason/);
  assert.match(reasonLabel(OPTIONS, "0"), /What would have to change/);
});

test("what was said about an earlier wording is not forgotten", () => {
  assert.match(before(OPTIONS, LIVE_WITH_IT), /you answered “3 · I can live with it: Who is “we”\?”/);
  assert.match(before(OPTIONS, { ...LIVE_WITH_IT, position: "gone", reason: "" }), /you answered “gone”/);
});

test("a wording needs words, new ones, and not too many", () => {
  assert.equal(wordingProblem("Together", "", 20), "");
  assert.match(wordingProblem(" ", "", 20), /write the wording first/);
  assert.match(wordingProblem(" Together ", "Together", 20), /on the table already/);
  assert.match(wordingProblem("x".repeat(21), "", 20), /too long/);
});

test("a wording is kept on the device until it is on the table", () => {
  const { ask, proposing } = desk();

  proposing.propose("Together");

  assert.deepEqual(ask.sent, [{ type: "propose", id: ask.sent[0].id, text: "Together" }]);
  assert.equal(JSON.parse(ask.drafts.proposing).text, "Together");
  assert.equal(proposing.words, "Sending…");
  ask.say("saved");
  assert.equal(ask.drafts.proposing, "");
  assert.equal(proposing.words, "");
  assert.equal(ask.told.saved, 1);
});

test("a wording nobody answered for is sent again under its id, until it is stopped", () => {
  const { ask, proposing } = desk();

  proposing.propose("Together");
  mock.timers.tick(4_000);
  mock.timers.tick(4_000);

  assert.equal(ask.sent.length, 3);
  assert.equal(new Set(ask.sent.map((content) => content.id)).size, 1);
  assert.match(proposing.words, /^Not sent yet\./);
  proposing.stop();
  mock.timers.tick(4_000);
  assert.equal(ask.sent.length, 3);
});

test("a wording that was on its way goes on when the page is opened again", () => {
  const first = desk();
  first.proposing.propose("Together");

  const { ask, proposing } = desk(first.ask.drafts);

  assert.equal(ask.sent[0].id, first.ask.sent[0].id);
  proposing.stop();
});

test("a refused wording is not sent again, and its writer is told why", () => {
  const { ask, proposing } = desk();

  proposing.propose("To\u0007gether");
  ask.say("refused", "The wording holds a character that cannot be kept.");
  mock.timers.tick(4_000);

  assert.deepEqual(ask.told.refused, ["The wording holds a character that cannot be kept."]);
  assert.equal(ask.sent.length, 1);
  assert.equal(proposing.pending, null);
});

test("a wording the store could not keep is tried again", () => {
  const { ask, proposing } = desk();

  proposing.propose("Together");
  ask.say("failed", "The disk is full.");
  assert.match(proposing.words, /^The disk is full\. It is safe/);
  mock.timers.tick(4_000);

  assert.equal(ask.sent.length, 2);
  proposing.stop();
});

test("news of other messages changes nothing", () => {
  const { ask, proposing } = desk();

  proposing.propose("Together");
  ask.say("saved", "", "another");

  assert.equal(proposing.words, "Sending…");
  proposing.stop();
});

test("what came of a wording goes the same way, under a name of its own", () => {
  const { ask } = desk();
  const told = { changed() {}, saved() {}, refused() {} };
  const deciding = new Proposing(ask, told, "decide");

  deciding.put({ proposal: "p1", outcome: "agreed", reason: "" });

  const { id } = ask.sent[0];
  assert.deepEqual(ask.sent, [{ type: "decide", id, proposal: "p1", outcome: "agreed", reason: "" }]);
  assert.equal(JSON.parse(ask.drafts.deciding).outcome, "agreed");
  assert.equal(ask.drafts.proposing, undefined);
  ask.say("saved");
  assert.equal(deciding.pending, null);
});
