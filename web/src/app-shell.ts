import { find } from "./dom";

/** Every signed-in page brings the worker along, and a group's home and alarm page freshen what opens without a network. */
export function appShell(): void {
  if (!("serviceWorker" in navigator) || !find("[data-signed-in]")) return;
  addEventListener("load", () => void begin());
  // A page from the cache looks whether the network is back; nothing is typed on it, so it may change under one's eyes.
  const offline = find("[data-offline-home]");
  if (offline) {
    const look = async (): Promise<void> => {
      const answer = await fetch(location.href, { credentials: "same-origin", method: "HEAD" }).catch(() => null);
      if (answer?.ok) location.reload();
    };
    addEventListener("online", () => void look());
    window.setInterval(() => document.visibilityState === "visible" && void look(), 10_000);
  }
}

async function begin(): Promise<void> {
  await navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" }).catch(() => undefined);
  const registration = await navigator.serviceWorker.ready;
  // Whoever opens the app need not read that it would be heard.
  for (const look of await registration.getNotifications({ tag: "check" })) look.close();
  const group = find("[data-shell]")?.dataset["shell"];
  if (group) registration.active?.postMessage({ refresh: group });
}
