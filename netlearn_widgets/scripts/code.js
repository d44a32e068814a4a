// A join code as people type, paste and misread it, read by one rule: that of `netlearn_widgets/model/codes.py`.

const LONGEST = 40; // characters
const OTHERS = /[^\p{L}\p{N}]/gu;
const KEY = /^[A-Z0-9_-]{41,}$/; // of a host or the administrator
const FIRST = /^[^\p{L}\p{N}]*([\p{L}\p{N}]{4})[^\p{L}\p{N}]{0,3}([\p{L}\p{N}]{2})(?![\p{L}\p{N}])/u;
const SHAPE = /^[A-Z]{4}[0-9]{2}$/;

// Each letter or digit stands for the one below it: capitals of other alphabets, digits among letters, letters among digits.
const FOREIGN = pairs("АВЕЅІЈКМНОРСТУХΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABESIJKMHOPCTYXABEZHIKMNOPTYX");
const AS_LETTER = pairs("012568", "OIZSGB");
const AS_DIGIT = pairs("OILZSGB", "0112568");

/**
 * The join code in what somebody typed or pasted, as it stands on the screen: ``KRTM-27``. A whole link may be given, and
 * what is around the code does not matter. What has another form is returned in capitals without blanks and dashes, so
 * that it can be asked for; what can be no code is "".
 * @param {string} typed
 * @returns {string}
 */
export function readCode(typed) {
  const text = unfolded(typed).split("#").pop() ?? "";
  if (KEY.test(text)) return "";
  const shaped = shape(text.replace(OTHERS, "")) || shape((FIRST.exec(text) ?? []).slice(1).join(""));
  if (shaped) return shaped;
  const left = text.split(/[?&:]/)[0];
  return [...left].length > LONGEST ? "" : left.replace(OTHERS, "");
}

/**
 * Without percent signs, in capitals, with one sort of digit and of look-alike letter.
 * @param {string} text
 */
function unfolded(text) {
  const plain = text.replace(/(?:%[0-9a-f]{2})+/gi, decoded).normalize("NFKC").replace(/\p{Nd}/gu, digit).toUpperCase();
  return swapped(plain, FOREIGN);
}

/** @param {string} escaped */
function decoded(escaped) {
  const bytes = escaped.split("%").slice(1).map((pair) => parseInt(pair, 16));
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(new Uint8Array(bytes));
}

/** A digit of any script: they stand in tens, each ten from nought to nine. @param {string} one */
function digit(one) {
  const at = /** @type {number} */ (one.codePointAt(0));
  let before = 0;
  while (before < 9 && /\p{Nd}/u.test(String.fromCodePoint(at - before - 1))) before += 1;
  return String(before);
}

/** Four letters and two digits, or "". @param {string} six */
function shape(six) {
  const read = swapped(six.slice(0, 4), AS_LETTER) + swapped(six.slice(4), AS_DIGIT);
  return SHAPE.test(read) ? `${read.slice(0, 4)}-${read.slice(4)}` : "";
}

/**
 * @param {string} text
 * @param {Map<string, string>} by
 */
function swapped(text, by) {
  return [...text].map((one) => by.get(one) ?? one).join("");
}

/**
 * @param {string} from
 * @param {string} to
 */
function pairs(from, to) {
  return new Map([...from].map((one, at) => [one, to[at]]));
}
