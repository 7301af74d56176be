// A push as the service worker gets it: shown once, never older than what is there, answered with a receipt, opened by a tap.
import { readFile } from "node:fs/promises";
import type { Request, Worker } from "@playwright/test";
import { raise } from "../harness/alarm.ts";
import { PushDelivery } from "../harness/push.ts";
import { expect, test } from "../harness/test.ts";

/** What the server sends for an alarm: see `payload.rs` of the delivery crate. */
function alarm(delivery: string, version: number, navigate: string, body = "112 is gebeld om 23:41. Tik om te zien wat er speelt.") {
  const data = { delivery, version, link: navigate, receipt: { url: "/receipts", token: "AAAAAAAAAAAAAAAAAAAAAA" } };
  const loud = { silent: false, renotify: true, requireInteraction: true };
  return { web_push: 8030, notification: { title: "Inbraak · Klepperlaan", body, lang: "nl", dir: "auto", tag: "incident-1", ...loud, navigate, data }, mutable: true };
}

test("a push is shown once, kept in order, answered, and opens the incident", async ({ meet, saar }) => {
  const { page, context, home } = await meet("neighbour");
  const reporter = await meet("resident");
  const path = await raise(reporter);
  const receipts: string[] = [];
  context.on("request", (request: Request) => {
    if (request.url().endsWith("/receipts")) {
      receipts.push((request.postDataJSON() as { state: string }).state);
    }
  });
  const push = await PushDelivery.open(page);
  await page.goto(home);
  await page.evaluate(async () => {
    await navigator.serviceWorker.register("/sw.js");
    await navigator.serviceWorker.ready;
  });

  await push.deliver(alarm("d-1", 3, saar.url + path));
  await expect.poll(() => push.shown()).toMatchObject([{ title: "Inbraak · Klepperlaan", tag: "incident-1", silent: false }]);
  await expect.poll(() => receipts).toEqual(["shown"]);

  // At least once means sometimes twice: the same delivery is not shown anew, and its receipt is sent again, for the first may be why.
  await push.deliver(alarm("d-1", 3, saar.url + path, "Dit is een herhaling."));
  await expect.poll(() => receipts).toEqual(["shown", "shown"]);
  await expect.poll(() => push.shown()).toMatchObject([{ body: "112 is gebeld om 23:41. Tik om te zien wat er speelt." }]);

  // What is newer replaces it; what is older than that and comes later does not.
  await push.deliver(alarm("d-2", 6, saar.url + path, "Afgesloten: politie was ter plaatse. Dank u wel."));
  await expect.poll(() => push.shown()).toMatchObject([{ body: "Afgesloten: politie was ter plaatse. Dank u wel." }]);
  await push.deliver(alarm("d-3", 4, saar.url + path, "Er is iets nieuws."));
  await expect.poll(() => receipts.length).toBe(4);
  await expect.poll(() => push.shown()).toMatchObject([{ body: "Afgesloten: politie was ter plaatse. Dank u wel." }]);

  // A tap. No test can touch the system's own drawer: the worker is told of it, and says which window it would open.
  const worker = context.serviceWorkers()[0];
  expect(worker, "the worker runs").toBeDefined();
  expect(await tap(worker!)).toEqual([saar.url + path]);
  await expect.poll(() => receipts.at(-1)).toBe("opened");
  await expect.poll(() => push.shown()).toEqual([]);
});

for (const broken of ["open", "put"] as const) {
  test(`an alarm is shown and answered although the worker's memory fails at ${broken}`, async ({ meet, saar }) => {
    const { page, context, home } = await meet("neighbour");
    const receipt = context.waitForEvent("request", (request) => request.url().endsWith("/receipts"));
    const push = await PushDelivery.open(page);
    await page.goto(home);
    await page.evaluate(() => navigator.serviceWorker.register("/sw.js").then(() => navigator.serviceWorker.ready));
    await expect.poll(() => context.serviceWorkers().length).toBe(1);
    await context.serviceWorkers()[0]!.evaluate((broken) => {
      const full = (): Promise<never> => Promise.reject(new DOMException("full", "QuotaExceededError"));
      if (broken === "open") caches.open = full;
      else Cache.prototype.put = full;
    }, broken);
    await push.deliver(alarm("d-7", 1, saar.url + home));
    await expect.poll(() => push.shown()).toMatchObject([{ title: "Inbraak · Klepperlaan", silent: false }]);
    expect((await receipt).postDataJSON()).toMatchObject({ state: "shown" });
  });
}

test("a push that points elsewhere opens nothing", async ({ meet }) => {
  const { page, context, home } = await meet("neighbour");
  const push = await PushDelivery.open(page);
  await page.goto(home);
  await page.evaluate(async () => {
    await navigator.serviceWorker.register("/sw.js");
    await navigator.serviceWorker.ready;
  });
  await push.deliver(alarm("d-9", 1, "https://saar.example.org/elders"));
  await expect.poll(() => push.shown()).toHaveLength(1);
  expect(await tap(context.serviceWorkers()[0]!)).toEqual([]);
});

test("a monthly check is answered, and seen only where no window is: one line without a sound, gone at the next opening", async ({ meet, saar }) => {
  const { page, context, home } = await meet("neighbour");
  // What the server sends, to the letter: a story of the server compares this file with what its phones receive, and sees that the answer is written down.
  const check = (await readFile(new URL("check.json", import.meta.url), "utf8")).replaceAll("BASE", saar.url).replace("TOKEN", "B".repeat(22));
  const answers: [unknown, number][] = [];
  context.on("response", async (response) => {
    if (response.url().endsWith("/receipts")) {
      answers.push([response.request().postDataJSON(), response.status()]);
    }
  });
  const answer = [{ state: "shown", token: "B".repeat(22) }, 204];
  const push = await PushDelivery.open(page);
  await page.goto(home);
  await expect.poll(() => context.serviceWorkers().length).toBe(1);

  // Somebody looks at the app: no browser asks for more, and nobody is disturbed.
  await push.deliver(check);
  await expect.poll(() => answers).toEqual([answer]);
  expect(await push.shown()).toEqual([]);

  // In a pocket: browsers insist that a push is seen. The next one replaces it.
  await push.leave();
  const line = { title: "SAAR", body: "Dit toestel hoort alarmen. U hoeft niets te doen.", tag: "check", silent: true };
  await push.deliver(check);
  await expect.poll(() => answers).toEqual([answer, answer]);
  expect(await push.shown()).toMatchObject([line]);
  await push.deliver(check);
  await expect.poll(() => answers).toEqual([answer, answer, answer]);
  expect(await push.shown()).toMatchObject([line]);

  // An alarm is not mistaken for one: it stays when the app is opened, and the check goes.
  await push.deliver(alarm("d-11", 1, saar.url + home));
  await expect.poll(async () => (await push.shown()).length).toBe(2);
  await push.back();
  await expect.poll(() => push.shown()).toMatchObject([{ title: "Inbraak · Klepperlaan", silent: false }]);
});

/** Taps the one notification, and gives the addresses of the windows that the worker opened for it. */
async function tap(worker: Worker): Promise<string[]> {
  return worker.evaluate(async () => {
    // This runs in the worker, whose types are not those of a page.
    const scope = self as unknown as {
      registration: ServiceWorkerRegistration;
      clients: { openWindow(url: string): Promise<null> };
      NotificationEvent: new (type: string, init: { notification: Notification }) => Event;
      dispatchEvent(event: Event): boolean;
    };
    const opened: string[] = [];
    scope.clients.openWindow = (url) => {
      opened.push(url);
      return Promise.resolve(null);
    };
    const [notification] = await scope.registration.getNotifications();
    scope.dispatchEvent(new scope.NotificationEvent("notificationclick", { notification: notification! }));
    await new Promise((resolve) => setTimeout(resolve, 300));
    return opened;
  });
}
