// The board of ideas as plain data, and what an act makes of it before everybody else knows of it.

/**
 * @typedef {{ id: string, text: string, own: boolean, at: number }} Card at: its place in the order of all cards
 * @typedef {Card & { same: Card[], n: number, mine: number }} Pile a card with those merged into it
 * @typedef {{ id: string, name: string, n: number, mine: number, piles: Pile[] }} Theme n: dots of all that are counted
 * @typedef {object} Board
 * @property {number} returned how many dots came back to this person, for their card or theme is gone
 * @property {Theme[]} themes
 * @property {Pile[]} loose
 * @property {{ id: string, text: string, reason: string }[]} hidden for a host only
 *
 * @typedef {{ kind: string, value: any }} Act
 */

/**
 * The board as it will be once these acts are everybody's.
 * @param {Board} board
 * @param {Act[]} acts
 * @returns {Board}
 */
export function applied(board, acts) {
  const next = structuredClone(board);
  for (const { kind, value } of acts) {
    if (kind === "theme") named(next, value.theme, value.name);
    else if (kind === "group") put(next, taken(next, value.card), value.theme);
    else if (kind === "merge") merged(next, value.card, value.into);
    else if (kind === "dots") {
      next.returned = 0;
      for (const place of places(next)) place.mine = value[place.id] ?? 0;
    }
  }
  return next;
}

/**
 * Everything a dot may lie on: themes, and cards in none.
 * @param {Board} board
 * @returns {(Theme | Pile)[]}
 */
export function places(board) {
  return [...board.themes, ...board.loose];
}

/**
 * The pile a card lies in, with the id of its theme ("" for none); null where it is not on the board.
 * @param {Board} board
 * @param {string} card
 * @returns {{ pile: Pile, theme: string } | null}
 */
export function found(board, card) {
  for (const { id, piles } of [...board.themes, { id: "", piles: board.loose }]) {
    const pile = piles.find((one) => one.id === card || one.same.some(({ id: other }) => other === card));
    if (pile) return { pile, theme: id };
  }
  return null;
}

/**
 * The dots a person has put, by place; a place without one is not in it.
 * @param {Board} board
 * @returns {Record<string, number>}
 */
export function votes(board) {
  return Object.fromEntries(places(board).flatMap(({ id, mine }) => (mine ? [[id, mine]] : [])));
}

/**
 * How many dots are left to put.
 * @param {Board} board
 * @param {number} dots
 * @returns {number}
 */
export function left(board, dots) {
  return dots - Object.values(votes(board)).reduce((sum, n) => sum + n, 0);
}

/**
 * Why no further dot goes on a place, or "".
 * @param {Board} board
 * @param {{ mine: number }} place
 * @param {{ dots: number, most: number }} limits
 * @returns {string}
 */
export function fullVote(board, place, { dots, most }) {
  if (left(board, dots) < 1) return `All your ${dots} dots are used. Take one back first.`;
  const fit = most === 1 ? "1 dot fits" : `${most} dots fit`;
  if (place.mine >= most) return `At most ${fit} on one.`;
  return "";
}

/**
 * @param {Board} board
 * @param {string} id
 * @param {string} name
 */
function named(board, id, name) {
  const theme = board.themes.find((one) => one.id === id);
  if (theme && name) theme.name = name;
  else if (theme) {
    board.themes = board.themes.filter((one) => one !== theme);
    for (const pile of theme.piles) put(board, pile, "");
  } else if (name) board.themes.push({ id, name, n: 0, mine: 0, piles: [] });
}

/**
 * Take a card off the board: with all that lies under it, or alone from under another one.
 * @param {Board} board
 * @param {string} card
 * @returns {Pile | null}
 */
function taken(board, card) {
  const where = found(board, card);
  if (!where) return null;
  const { pile, theme } = where;
  if (pile.id !== card) {
    const alone = pile.same.find((one) => one.id === card);
    pile.same = pile.same.filter((one) => one !== alone);
    return alone ? { ...alone, same: [], n: 0, mine: 0 } : null;
  }
  const from = theme ? board.themes.find((one) => one.id === theme) : null;
  if (from) from.piles = from.piles.filter((one) => one !== pile);
  else board.loose = board.loose.filter((one) => one !== pile);
  return pile;
}

/**
 * @param {Board} board
 * @param {Pile | null} pile
 * @param {string} theme
 */
function put(board, pile, theme) {
  if (!pile) return;
  const into = board.themes.find((one) => one.id === theme)?.piles ?? board.loose;
  into.push(pile);
  into.sort((one, other) => one.at - other.at);
}

/**
 * @param {Board} board
 * @param {string} card
 * @param {string} into
 */
function merged(board, card, into) {
  if (into && !found(board, into)) return;
  const theme = found(board, into || card)?.theme ?? "";
  if (into && found(board, into)?.pile.id === card) put(board, taken(board, into), theme);
  const pile = taken(board, card);
  const under = into ? found(board, into)?.pile : null;
  if (!pile || !under) return put(board, pile, theme);
  const { same, n, mine, ...top } = pile;
  under.same = [...under.same, top, ...same].sort((one, other) => one.at - other.at);
}
