// Links lead on with the join code, which no server hears.

/** The join code in the address, where it stands there as pages write it. */
export const writtenCode = () => /^#([A-Z]{4}-[0-9]{2})$/.exec(location.hash)?.[1] ?? "";

/**
 * Let every link to a page of this server lead on with this code; one that has a fragment of its own keeps it.
 * @param {string} code
 */
export function leadOn(code) {
  const base = document.body.dataset.base ?? "/";
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a[href]"))) {
    const ours = link.origin === location.origin && link.pathname.startsWith(base) && !link.download;
    if (!ours || (link.getAttribute("href")?.includes("#") && link.dataset.led === undefined)) continue;
    link.dataset.led = "";
    link.hash = encodeURIComponent(code);
  }
}
