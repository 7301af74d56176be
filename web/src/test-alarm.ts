import { find } from "./dom";
import { say } from "./say";

/** Shows what becomes of a test alarm while it happens; without scripts, a link looks again. Offers the zone of this device, too. */
export function testAlarm(): void {
  if (!find("[data-test][data-open]") || !("EventSource" in window)) return;
  const source = new EventSource("/settings/test/live");
  source.addEventListener("test", () => void refresh(source));
  // The stream ends when nothing more is expected; a browser would open it again, for ever.
  source.addEventListener("error", () => source.close());
}

async function refresh(source: EventSource): Promise<void> {
  const answer = await fetch("/settings/test", { credentials: "same-origin" }).catch(() => null);
  if (!answer?.ok || answer.redirected) return source.close();
  const next = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector<HTMLElement>("[data-test]");
  const now = find("[data-test]");
  if (!next || !now) return source.close();
  const steps = (part: HTMLElement): string[] => [...part.querySelectorAll(".is-there, .is-failed")].map((step) => step.textContent?.trim() ?? "");
  const fresh = steps(next).slice(steps(now).length);
  // Who is about to press a button there keeps it under the finger.
  if (!now.contains(document.activeElement)) now.replaceWith(next);
  if (fresh.length > 0) say(fresh.join(" "));
  if (!("open" in next.dataset)) source.close();
}
