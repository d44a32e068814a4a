// What of a text can be seen: how it is cleaned of the rest, and how names are compared. `model/text.py` has the rules;
// the tests of both read `tests/text_cases.json`.

const BREAK = /\r\n|[\r\v\f\x85\u2028\u2029]/g;
const NOTHING = new RegExp(
  "[\\0-\\x08\\x0e-\\x1f\\x7f-\\x9f" + // controls
    "\\xad\\u200b\\u2060-\\u2065\\ufeff" + // where a line may or may not be broken
    "\\u202a-\\u202e\\u2066-\\u2069" + // embeddings, overrides and isolates
    "\\u206a-\\u206f\\ufff0-\\ufffb\\u{e0000}-\\u{e001f}\\u{e0080}-\\u{e00ff}\\u{e01f0}-\\u{e0fff}" + // out of use
    "\\ud800-\\udfff\\ufdd0-\\ufdef\\ufffe\\uffff]", // no characters at all
  "gu",
);
const JOINER = /[\u200c\u200d]/u;
const DIRECTION = /[\u061c\u200e\u200f]/u;
const TAG = /[\u{e0020}-\u{e007f}]/u;
const DEPENDENT = /[\u061c\u200c-\u200f\ufe00-\ufe0f\u{e0100}-\u{e01ef}\u{e0020}-\u{e007f}]/u;
const NO_BASE = /[\s\u061c\u200c-\u200f\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/u;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
// Scripts whose letters change shape beside a joiner (Arabic, Syriac, those of India, Mongolian, …), and emoji.
const JOINED = new RegExp(
  "[\\u0620-\\u0dff\\u0f40-\\u109f\\u1700-\\u18af\\u1900-\\u1cff\\ua800-\\uaaff\\uabc0-\\uabff\\ufb50-\\ufdcf\\ufdf0-\\ufdff" +
    "\\ufe70-\\ufefc\\u{10a00}-\\u{11fff}\\u{1e900}-\\u{1e95f}" +
    "\\xa9\\xae\\u203c\\u2049\\u20e3\\u2100-\\u21ff\\u2300-\\u27bf\\u2900-\\u2bff\\u3030\\u303d\\u3297\\u3299\\u{1f000}-\\u{1faff}]",
  "u",
);
const ENDS_JOINED = /[\ufe0f\u{e007f}]/u; // how an emoji may end
const FLAG = "\u{1f3f4}";

const UNSEEN =
  /[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff\p{Default_Ignorable_Code_Point}]+/gu;
const BLANK = /[\s\x85\u2800]+/gu;
const ALIKE = /** @type {[RegExp, string][]} */ ([
  [UNSEEN, ""],
  [BLANK, " "],
  [/[`\xb4\u02b9\u02bb-\u02bd\u02ca\u02cb\u055a\u05f3\u2018\u2019\u201b\u2032\u2035\ua78c\uff07\uff40]/gu, "'"],
  [/[\u02d7\u058a\u05be\u2010-\u2015\u2043\u207b\u208b\u2212\ufe31\ufe32\ufe58\ufe63\uff0d]/gu, "-"],
  [/\u0131|i\u0307/gu, "i"], // Turkish keyboards have both; in capitals one cannot be told from the other
]);

/**
 * The text without what nobody can see and what says nothing; what people see stays to the letter.
 * @param {string} text
 * @param {boolean} [lines] whether line breaks and tabs may stay; otherwise they become a blank
 * @returns {string}
 */
export function clean(text, lines = false) {
  const broken = text.replace(BREAK, "\n");
  const whole = (lines ? broken : broken.replace(/[\n\t]+/g, " ")).replace(NOTHING, "");
  return DEPENDENT.test(whole) ? withoutLoose(whole) : whole;
}

/**
 * The text as names are compared: by what is seen, not by which key a keyboard has for it. "" where nothing is seen.
 * @param {string} text
 * @returns {string}
 */
export function fold(text) {
  let [folded, before] = [text, ""];
  while (folded !== before) [folded, before] = [once(folded), folded];
  return folded.trim();
}

/**
 * Whether anything in a text can be seen.
 * @param {string} text
 * @returns {boolean}
 */
export function visible(text) {
  return text.replace(UNSEEN, "").replace(BLANK, "") !== "";
}

/** @param {string} text */
function once(text) {
  const alike = ALIKE.reduce((now, [kinds, one]) => now.replace(kinds, one), text.normalize("NFC"));
  // To capitals and back, letter by letter: JavaScript has no case folding, and its small sigma depends on its place.
  return [...alike.normalize("NFKC")].map((letter) => letter.toUpperCase().toLowerCase()).join("").normalize("NFKC");
}

/**
 * The text without joiners, marks, selectors and tags that change nothing where they stand.
 * @param {string} text
 */
function withoutLoose(text) {
  const turns = RIGHT_TO_LEFT.test(text);
  const letters = [...text];
  let before = "";
  return letters
    .filter((letter, index) => {
      const stays = !DEPENDENT.test(letter) || saysSomething(letter, before, letters[index + 1] ?? "", turns);
      if (stays) before = letter;
      return stays;
    })
    .join("");
}

/**
 * @param {string} letter
 * @param {string} before
 * @param {string} after
 * @param {boolean} turns
 */
function saysSomething(letter, before, after, turns) {
  if (JOINER.test(letter)) return !JOINER.test(before) && (JOINED.test(before) || ENDS_JOINED.test(before) || JOINED.test(after));
  if (DIRECTION.test(letter)) return turns && !DIRECTION.test(before);
  if (TAG.test(letter)) return before === FLAG || (TAG.test(before) && before !== "\u{e007f}");
  return before !== "" && !NO_BASE.test(before);
}
