// Pushes: shown once, never older than what is there, answered with a receipt.
/// <reference lib="webworker" />
declare const self: ServiceWorkerGlobalScope;
export {};

/** What the server sends: Declarative Web Push, read by Safari itself and by this worker elsewhere. */
interface Declarative {
  web_push: 8030;
  notification: {
    title: string;
    body: string;
    lang?: string;
    tag: string;
    silent?: boolean;
    navigate: string;
    data: { delivery: string; version: number; running?: boolean; receipt?: Receipt };
  };
}
interface Receipt {
  url: string;
  token: string;
}

const MEMORY = "saar-push";
const DAY_MS = 86_400_000;
/** The tag of a push that is no message: the server only wants to know whether it arrives. */
const CHECK = "check";
/** An alarm and a recall feel different in a pocket; sightings and closings are silent (EDGES 7). */
const ALARM = [300, 150, 300, 150, 600];
const TAKEN_BACK = [120, 120, 120];

self.addEventListener("push", (event) => {
  const message = event.data?.json() as Declarative | undefined;
  if (message?.notification) event.waitUntil(navigator.locks.request(MEMORY, () => show(message.notification)));
});

/** Whether a window of ours is in sight: then browsers ask nothing visible of a push. */
async function inSight(): Promise<boolean> {
  const windows = await self.clients.matchAll({ includeUncontrolled: true, type: "window" });
  return windows.some((client) => client.visibilityState === "visible");
}

/** A look whether this device answers. Where a browser insists that each push is seen, it is seen, without a sound; the next opening clears it away. */
async function answer(notification: Declarative["notification"]): Promise<void> {
  const { body, data, lang, navigate, tag, title } = notification;
  if (!(await inSight())) await self.registration.showNotification(title, { badge: "/assets/badge-96.png", body, data: { navigate, receipt: data.receipt }, icon: "/assets/icon-192.png", lang: lang ?? "nl", silent: true, tag });
  await post(data.receipt, "shown");
}

async function show(notification: Declarative["notification"]): Promise<void> {
  if (notification.tag === CHECK) return answer(notification);
  const { delivery, version, receipt } = notification.data;
  // A memory that is full or broken must not silence an alarm: it is then shown as if it were new.
  const memory = await caches.open(MEMORY).catch(() => null);
  const repeat = await recall(memory, `delivery/${delivery}`).catch(() => null);
  const latest = await recall(memory, `tag/${notification.tag}`).catch(() => null);
  // At least once means sometimes twice, and the net may turn the order around (EDGES 15): the newest stays.
  if (repeat !== null || (latest !== null && latest > version)) {
    // Receipts are idempotent, and the first one may have been lost: that may be why it came again.
    await again(notification.tag);
    return post(receipt, "shown");
  }
  const options: NotificationOptions & { renotify: boolean; vibrate?: number[] } = {
    badge: "/assets/badge-96.png",
    body: notification.body,
    data: { navigate: notification.navigate, receipt },
    icon: "/assets/icon-192.png",
    lang: notification.lang ?? "nl",
    renotify: !notification.silent,
    requireInteraction: !notification.silent,
    silent: notification.silent ?? false,
    tag: notification.tag,
  };
  if (!notification.silent) options.vibrate = notification.data.running === false ? TAKEN_BACK : ALARM;
  await self.registration.showNotification(notification.title, options);
  await Promise.all([post(receipt, "shown"), remember(memory, `delivery/${delivery}`, version), remember(memory, `tag/${notification.tag}`, version)]);
  await badge(memory, notification);
  await forget(memory);
}

/** How many alarms run, on the icon of the installed app: as far as this phone was told. */
async function badge(memory: Cache | null, { data, tag }: Declarative["notification"]): Promise<void> {
  if (data.running === undefined || !memory) return;
  if (data.running) await remember(memory, `running/${tag}`, data.version);
  else await memory.delete(path(`running/${tag}`));
  const running = (await memory.keys()).filter(({ url }) => url.includes(encodeURIComponent("running/"))).length;
  const app = navigator as Navigator & { setAppBadge?(count: number): Promise<void> };
  await app.setAppBadge?.(running).catch(() => undefined);
}

/** A browser wants something visible for each push: the notification that is there is shown again, without a sound. */
async function again(tag: string): Promise<void> {
  const [there] = await self.registration.getNotifications({ tag });
  if (there) await self.registration.showNotification(there.title, { body: there.body, data: there.data, icon: there.icon, silent: true, tag });
}

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const data = event.notification.data as { navigate?: string; receipt?: Receipt } | null;
  event.waitUntil(Promise.all([open(data?.navigate), post(data?.receipt, "opened")]));
});

async function open(address: string | undefined): Promise<void> {
  const url = ours(address);
  if (!url) return;
  const windows = await self.clients.matchAll({ includeUncontrolled: true, type: "window" });
  const same = windows.find((client) => client.url === url);
  if (same) await same.focus();
  else await self.clients.openWindow(url);
}

/** Tells that it was shown or opened: a token in the body, no cookie (EDGES 20). Only ever to our own server. */
async function post(receipt: Receipt | undefined, state: "shown" | "opened"): Promise<void> {
  const url = ours(receipt?.url);
  if (!url || !receipt) return;
  await fetch(url, {
    body: JSON.stringify({ state, token: receipt.token }),
    credentials: "omit",
    headers: { "content-type": "application/json" },
    keepalive: true,
    method: "POST",
  }).catch(() => undefined);
}

/** An address of this site, or null: a push must not send anybody elsewhere. */
function ours(address: string | undefined): string | null {
  if (!address) return null;
  const url = new URL(address, self.location.origin);
  return url.origin === self.location.origin ? url.href : null;
}

self.addEventListener("pushsubscriptionchange", (event) => {
  const change = event as ExtendableEvent & { oldSubscription?: PushSubscription; newSubscription?: PushSubscription };
  change.waitUntil(renew(change.oldSubscription, change.newSubscription));
});

async function renew(old: PushSubscription | undefined, fresh: PushSubscription | undefined): Promise<void> {
  const key = old?.options.applicationServerKey;
  const subscription = fresh ?? (key ? await self.registration.pushManager.subscribe({ applicationServerKey: key, userVisibleOnly: true }) : null);
  if (!subscription) return;
  await fetch("/settings/push", {
    body: JSON.stringify(subscription.toJSON()),
    credentials: "same-origin",
    headers: { "content-type": "application/json" },
    method: "POST",
  });
}

// The memory is a cache of tiny answers: it survives the worker, and holds ids and versions only.
const path = (key: string): string => `/.push/${encodeURIComponent(key)}`;

async function recall(memory: Cache | null, key: string): Promise<number | null> {
  const found = await memory?.match(path(key));
  return found ? Number(await found.text()) : null;
}

async function remember(memory: Cache | null, key: string, version: number): Promise<void> {
  await memory?.put(path(key), new Response(String(version), { headers: { "x-at": String(Date.now()) } }));
}

async function forget(memory: Cache | null): Promise<void> {
  for (const request of (await memory?.keys()) ?? []) {
    const found = await memory?.match(request);
    if (Date.now() - Number(found?.headers.get("x-at") ?? 0) > DAY_MS) await memory?.delete(request);
  }
}
