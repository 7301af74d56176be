import { all, find } from "./dom";

/** Small things of several pages: the mistakes are read first, a link's token leaves the address, folds open from a link. */
export function settings(): void {
  find("[data-focus]")?.focus();

  const link = find<HTMLFormElement>("[data-link-token]");
  const token = link?.elements.namedItem("token");
  if (token instanceof HTMLInputElement && location.hash.length > 1) {
    token.value = decodeURIComponent(location.hash.slice(1));
    // Out of the address, so that it does not stay in the browser's history.
    history.replaceState(null, "", location.pathname);
  }

  document.addEventListener("click", (event) => {
    const opener = (event.target as Element).closest<HTMLElement>("[data-open]");
    const fold = opener && document.getElementById(opener.dataset["open"] ?? "");
    if (fold instanceof HTMLDetailsElement) fold.open = true;
  });
  const aimed = location.hash && document.getElementById(location.hash.slice(1));
  if (aimed instanceof HTMLDetailsElement) aimed.open = true;
  // A link to a field inside a fold opens the fold.
  for (const anchor of all<HTMLAnchorElement>(".mistakes a")) {
    anchor.addEventListener("click", () => {
      const fold = document.getElementById(anchor.hash.slice(1))?.closest("details");
      if (fold) fold.open = true;
    });
  }
}
