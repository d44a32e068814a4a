// The administrator's key: it comes in the link's fragment, which no server sees, and stays with this tab.

const LINK = /^#([\w-]{43})$/;
const OURS = "netlearn:admin";

let known = ""; // what the browser would not keep

/** Whether the address holds a key that was not taken yet. */
export const keyInAddress = () => LINK.test(location.hash);

/** The administrator's key, or "". */
export function adminKey() {
  const [, key] = LINK.exec(location.hash) ?? [];
  if (key) {
    // Out of the address: nobody reads it over a shoulder, and no bookmark keeps it from now on.
    history.replaceState(history.state, "", location.pathname);
    known = key;
    try {
      sessionStorage.setItem(OURS, key);
    } catch {
      // Then it is kept for as long as the page is open.
    }
  }
  try {
    return known || (sessionStorage.getItem(OURS) ?? "");
  } catch {
    return known;
  }
}
