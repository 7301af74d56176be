import { show as showBadge } from "./badge";
import { all, find } from "./dom";
import { say } from "./say";
import { alarmTone } from "./tone";

/** A village's phones do not all ask in the same instant (EDGES 18). */
const SPREAD_MS = 300;
/** A browser gives up for good when a stream is answered with a mistake, as by a proxy whose server is being updated: we do not. */
const OPEN_AGAIN_MS = 5_000;

/** Keeps an incident's page, or a group's home, as things are now. */
export function live(): void {
  const root = find("[data-live]");
  if (!root || !("EventSource" in window)) return;
  const incident = root.dataset["incident"];
  let pending = 0;
  const soon = (): void => {
    window.clearTimeout(pending);
    pending = window.setTimeout(() => void (incident ? fragment(root) : home(root)), Math.random() * SPREAD_MS);
  };
  // The browser remembers what it heard last as long as it keeps its stream; a new stream is told by its address.
  let heard = "";
  const open = (): void => {
    const source = new EventSource((root.dataset["live"] ?? "") + (heard && `?after=${heard}`));
    // Between the page and its stream something may have happened; and a stream that returns has missed what it has missed.
    source.addEventListener("open", soon);
    source.addEventListener("begin", (event: MessageEvent<string>) => (heard = event.lastEventId));
    source.addEventListener("incident", (event: MessageEvent<string>) => {
      heard = event.lastEventId;
      const frame = JSON.parse(event.data) as { incident: string; version: number };
      if (!incident) return soon();
      if (frame.incident === incident && frame.version > shown(root)) soon();
    });
    source.addEventListener("error", () => source.readyState === EventSource.CLOSED && window.setTimeout(open, OPEN_AGAIN_MS));
  };
  open();
  // A phone that slept may have lost the stream unnoticed.
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && soon());
  window.setInterval(() => incident && document.visibilityState === "visible" && soon(), 60_000);
}

function shown(root: HTMLElement): number {
  return Number(find("[data-version]", root)?.dataset["version"] ?? 0);
}

/** Swaps the live part; typed text stands outside of it, and the focus stays on the element with the same id. */
async function fragment(root: HTMLElement): Promise<void> {
  const answer = await fetch(root.dataset["fragment"] ?? "", { credentials: "same-origin" }).catch(() => null);
  // Gone or no longer a member: the page itself says it best.
  if (answer && (answer.redirected || [401, 403, 404, 410].includes(answer.status))) return location.reload();
  if (!answer?.ok) return;
  const next = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector<HTMLElement>("[data-version]");
  const now = find("[data-version]", root);
  if (!next || !now || Number(next.dataset["version"]) < Number(now.dataset["version"])) return;
  const focus = document.activeElement?.id;
  // What somebody has folded open to read stays open; what is folded does not unfold by itself and push the buttons from under a thumb.
  for (const fold of now.querySelectorAll<HTMLDetailsElement>("details[id]")) {
    const same = next.querySelector<HTMLDetailsElement>(`#${CSS.escape(fold.id)}`);
    if (same) same.open = fold.open;
  }
  now.replaceWith(next);
  if (focus && root.querySelector(`#${CSS.escape(focus)}`)) document.getElementById(focus)?.focus({ preventScroll: true });
  const state = next.dataset["state"] ?? "running";
  for (const name of ["running", "closed", "recalled", "expired"]) document.body.classList.toggle(`is-${name}`, name === state);
  const more = find(".incident-more");
  if (more) more.hidden = state !== "running";
  // Only a change of state is said aloud: not every window that lights up. Its end interrupts; what happens meanwhile waits its turn.
  if (next.dataset["announce"] !== now.dataset["announce"]) say(next.dataset["announce"] ?? "", state !== "running");
}

async function home(root: HTMLElement): Promise<void> {
  const answer = await fetch(location.href, { credentials: "same-origin" }).catch(() => null);
  if (answer && (answer.redirected || [401, 403, 404, 410].includes(answer.status))) return location.reload();
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const next = page.getElementById(root.id);
  if (!next || next.innerHTML === root.innerHTML) return;
  news(root, next);
  document.body.className = page.body.className;
  root.replaceChildren(...next.childNodes);
}

/** What a reader of the home hears of a change: an alarm at once, with its sound; that it is quiet again, too. */
function news(before: HTMLElement, after: HTMLElement): void {
  const cards = (root: HTMLElement): HTMLAnchorElement[] => all<HTMLAnchorElement>("a.running-link", root);
  const known = cards(before).map(({ pathname }) => pathname);
  const fresh = cards(after).filter(({ pathname }) => !known.includes(pathname));
  const words = fresh.map((card) => (card.innerText || card.textContent || "").replace(/\s+/g, " ").trim());
  if (words.length > 0) say(words.join(" "), true);
  else if (known.length > cards(after).length) say(find(".quiet-line", after)?.textContent?.trim() ?? "");
  // A drill makes no sound here, nor an alarm for who does not want to hear one now.
  if ("sound" in after.dataset && fresh.some((card) => !card.closest(".is-drill"))) alarmTone();
  showBadge(after.dataset["running"]);
}
