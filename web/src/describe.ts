import { find } from "./dom";

/** Somebody who taps quickly is answered once. */
const PAUSE_MS = 200;

/** The builder of descriptions: the sentence below follows the choices. Without this, a button shows it. */
export function describe(): void {
  const form = find<HTMLFormElement>("[data-describe]");
  if (!form) return;
  let pending = 0;
  let asked = 0;
  const refresh = async (): Promise<void> => {
    const mine = ++asked;
    const body = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]));
    const answer = await fetch(form.dataset["describe"] ?? "", { method: "POST", body, credentials: "same-origin" }).catch(() => null);
    // Without network the choices stay, and the sentence is as old as it is; a later answer wins over an earlier one.
    if (!answer?.ok || answer.redirected || mine !== asked) return;
    const next = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-said]");
    if (next) find("[data-said]", form)?.replaceWith(next);
  };
  const soon = (): void => {
    window.clearTimeout(pending);
    pending = window.setTimeout(() => void refresh(), PAUSE_MS);
  };
  form.addEventListener("input", soon);
  // The browser may have filled the form in again.
  addEventListener("pageshow", soon);
  let sent = false;
  form.addEventListener("submit", (event) => {
    // Twice tapped is once sent; the draft's key would catch it too.
    if (sent) event.preventDefault();
    sent = true;
  });
  addEventListener("pageshow", () => (sent = false));
}
