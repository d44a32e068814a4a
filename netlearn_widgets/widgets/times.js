// Times in words.

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/**
 * A time that is left, as a clock shows it: 4:05, or 1:04:05.
 * @param {number} milliseconds
 * @returns {string}
 */
export function countdown(milliseconds) {
  const whole = Math.max(0, Math.ceil(milliseconds / SECOND));
  const [hours, minutes, seconds] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}

/**
 * What is left of a step's minutes: "12 min left", or "3 min over".
 * @param {number} planned minutes
 * @param {number} spent milliseconds
 * @returns {string}
 */
export function minutesLeft(planned, spent) {
  const left = planned - Math.floor(spent / MINUTE);
  return left >= 0 ? `${left} min left` : `${-left} min over`;
}

/**
 * A length of time: "45 min", "2 h", "1 h 5 min".
 * @param {number} minutes
 * @returns {string}
 */
export function span(minutes) {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours && `${hours} h`, (rest || !hours) && `${rest} min`].filter(Boolean).join(" ");
}
