// The service worker: pushes, pages without a network, and drafts that are sent when it is back.
/// <reference lib="webworker" />
import "./sw-push";
import type { Draft, Sent } from "./draft";
import { flush } from "./draft-send";
import { file, forgetAll, navigate, refresh, takeOver } from "./shell";

declare const self: ServiceWorkerGlobalScope;

// A new version takes over at once: drafts are in a store that both versions read, and each version has its own copies of pages.
self.addEventListener("install", () => void self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim().then(takeOver)));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  // On the way out nothing of a group stays on the phone. Drafts do: they are one's own, and say so (EDGES 9).
  if (request.method === "POST" && (url.pathname === "/sign-out" || /^\/groups\/[^/]+\/leave$/.test(url.pathname))) event.waitUntil(forgetAll());
  if (request.mode === "navigate") event.respondWith(navigate(request));
  else if (request.method === "GET" && url.pathname.startsWith("/assets/")) event.respondWith(file(request));
});

self.addEventListener("message", (event) => {
  const { refresh: group } = event.data as { refresh?: string };
  if (group && /^\/groups\/[^/]+$/.test(group)) event.waitUntil(refresh(group));
});

// Background Sync, where a browser has it: the network is back, and perhaps no page is open.
self.addEventListener("sync", (event) => {
  const sync = event as ExtendableEvent & { tag: string };
  // A failure tells the browser to try again by itself.
  const all = async (): Promise<void> => ((await flush(told)) ? undefined : Promise.reject(new Error("no network yet")));
  if (sync.tag === "drafts") sync.waitUntil(all());
});

/** Who looks at a page reads it there; who does not is told by a notification without sound. */
async function told(draft: Draft, { joined, path }: Sent): Promise<void> {
  const windows = await self.clients.matchAll({ type: "window" });
  if (windows.some((client) => client.visibilityState === "visible") || Notification.permission !== "granted") return;
  await self.registration.showNotification(draft.title, {
    body: joined ? draft.told.joined : draft.told.sent,
    data: { navigate: path },
    icon: "/assets/icon-192.png",
    silent: true,
    tag: `draft/${draft.key}`,
  });
}
