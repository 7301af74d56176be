// Hands, ears and eyes: big targets, sounds that differ, words for who does not see, nothing that moves for who asked for quiet.
import type { Page, Worker } from "@playwright/test";
import { choice, fill, raise, send } from "../harness/alarm.ts";
import { expectAccessible } from "../harness/axe.ts";
import { kept } from "../harness/kept.ts";
import { PushDelivery } from "../harness/push.ts";
import { expect, test } from "../harness/test.ts";

/** A wet finger hits this, in pixels (DESIGN.md). */
const TARGET_MIN = 44;

test("every control on every page is big enough for a wet thumb", async ({ meet }) => {
  // Fifteen pages, one after the other, on a machine that may be busy.
  test.slow();
  const admin = await meet("admin");
  const incident = await raise(await meet("resident"));
  const pages = ["", "/alarm", "/triage", "/drill", "/incidents", "/rules", "/admin", "/offline", "/offline/alarm"].map((path) => admin.home + path);
  for (const path of ["/", "/sign-in", "/about", "/groups", "/settings", incident, ...pages]) {
    await admin.page.goto(path);
    for (const fold of await admin.page.locator("main details > summary").all()) await fold.click();
    expect.soft(await small(admin.page), `too small on ${path}`).toEqual([]);
  }
});

/** What can be tapped and is smaller than a thumb. Links inside a sentence are as high as the line, as WCAG allows. */
async function small(page: Page): Promise<string[]> {
  return page.evaluate((least) => {
    const found: string[] = [];
    // What is there for Enter alone nobody can tap.
    for (const element of document.querySelectorAll<HTMLElement>("a[href], button:not([aria-hidden=true]), select, textarea, summary, input:not([type=hidden])")) {
      const label = element instanceof HTMLInputElement && ["radio", "checkbox", "file"].includes(element.type) ? element.labels?.[0] : null;
      const target = label ?? element;
      if (!target.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || element.classList.contains("nl-skip-link")) continue;
      const inSentence = element.matches("p a, span a, li a, label a") && getComputedStyle(element).display === "inline";
      const { height, width } = target.getBoundingClientRect();
      if (!inSentence && (height < least - 0.5 || width < least - 0.5)) found.push(`${element.outerHTML.slice(0, 90)}: ${Math.round(width)} x ${Math.round(height)}`);
    }
    return found;
  }, TARGET_MIN);
}

test("driving leaves one line and the dial button; a passenger goes on; no speed is kept or sent", async ({ meet }) => {
  const { page, home, context } = await meet("resident", { permissions: ["geolocation"] });
  const sent: string[] = [];
  context.on("request", (request) => sent.push(`${request.url()} ${request.postData() ?? ""}`));
  const session = await context.newCDPSession(page);
  const drive = (speed: number) => session.send("Emulation.setGeolocationOverride", { latitude: 52.55, longitude: 5.24, accuracy: 10, speed });
  // Fifteen kilometres an hour is 4.17 metres a second: a fast bicycle is not a car.
  await drive(4.1);
  await page.goto(`${home}/alarm`);
  await expect(page.locator(".placed")).toBeVisible();
  await expect(page.getByText("Stop even, of laat een medereiziger het doen.")).toBeHidden();
  await drive(13.777);
  await expect(page.getByText("Stop even, of laat een medereiziger het doen.")).toBeVisible();
  await expect(page.getByRole("button", { name: /Doe alsof u 112 belt/ })).toBeVisible();
  await expect(send(page)).toBeHidden();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Ik ben passagier, ga verder" }).tap();
  await expect(send(page)).toBeVisible();
  await drive(20.777);
  await page.getByRole("button", { name: /Doe alsof u 112 belt/ }).tap();
  await choice(page, "Inbraak").tap();
  await choice(page, "Glasgerinkel").tap();
  await expect(send(page)).toBeVisible();
  await expect.poll(async () => JSON.stringify((await kept(page)).rows)).toContain("breaking_glass");
  const { caches: copies, rows } = await kept(page);
  const pages = Object.values(copies).flatMap((texts) => Object.entries(texts).filter(([path]) => !path.startsWith("/assets/")));
  expect(JSON.stringify([rows, pages])).not.toMatch(/13\.777|20\.777|speed/);
  await send(page).tap();
  await page.waitForURL(/\/incidents\//);
  expect(sent.join("\n")).not.toMatch(/13\.777|20\.777|speed/);
  expect(sent.join("\n")).toContain("/drafts");
});

/** What a worker is told of an incident. */
const push = (delivery: string, version: number, running: boolean | undefined, silent: boolean, tag = "incident-7") => ({
  web_push: 8030,
  notification: { title: "Inbraak · Klepperlaan", body: "…", lang: "nl", tag, silent, navigate: "/groups", data: { delivery, version, running } },
});

test("an alarm shakes, a recall shakes otherwise, a sighting is silent; the icon counts what runs", async ({ meet }) => {
  const { page, context, home } = await meet("neighbour");
  const delivery = await PushDelivery.open(page);
  await page.goto(home);
  await page.evaluate(() => navigator.serviceWorker.ready);
  const worker = context.serviceWorkers()[0]!;
  await worker.evaluate(() => {
    const scope = self as unknown as { shown: unknown[]; badges: number[]; registration: ServiceWorkerRegistration };
    scope.shown = [];
    scope.badges = [];
    const show = scope.registration.showNotification.bind(scope.registration);
    scope.registration.showNotification = (title, options) => {
      const { silent, vibrate } = options as { silent: boolean; vibrate?: number[] };
      scope.shown.push({ silent, vibrate: vibrate ?? null });
      return show(title, options);
    };
    (navigator as unknown as { setAppBadge(count: number): Promise<void> }).setAppBadge = (count) => Promise.resolve(void scope.badges.push(count));
  });
  const told = (worker: Worker) => worker.evaluate(() => ({ ...(self as unknown as { shown: unknown[]; badges: number[] }) })).then(({ shown, badges }) => ({ shown, badges }));
  await delivery.deliver(push("a", 3, true, false));
  await expect.poll(async () => (await told(worker)).badges).toEqual([1]);
  await delivery.deliver(push("b", 3, true, false, "incident-8"));
  await expect.poll(async () => (await told(worker)).badges).toEqual([1, 2]);
  await delivery.deliver(push("c", 5, true, true));
  await expect.poll(async () => (await told(worker)).badges).toEqual([1, 2, 2]);
  await delivery.deliver(push("d", 6, false, false));
  await expect.poll(async () => (await told(worker)).badges).toEqual([1, 2, 2, 1]);
  await delivery.deliver(push("e", 6, false, true, "incident-8"));
  await expect.poll(async () => (await told(worker)).badges).toEqual([1, 2, 2, 1, 0]);
  const { shown } = await told(worker);
  const [alarm, , sighting, recall, closing] = shown as { silent: boolean; vibrate: number[] | null }[];
  expect(alarm!.vibrate!.length).toBeGreaterThan(0);
  expect(recall!.vibrate).not.toEqual(alarm!.vibrate);
  expect(sighting).toEqual({ silent: true, vibrate: null });
  expect(closing).toEqual({ silent: true, vibrate: null });
});

test("an open home sounds and says an alarm once, at once; its end waits its turn; the badge follows", async ({ meet }) => {
  const { page, home } = await meet("neighbour");
  await page.addInitScript(() => {
    const heard = { badges: [] as number[], notes: 0, said: [] as string[], shaken: 0 };
    (window as unknown as { heard: typeof heard }).heard = heard;
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (when) {
      heard.notes += 1;
      start.call(this, when);
    };
    navigator.vibrate = () => (heard.shaken += 1) > 0;
    (navigator as unknown as { setAppBadge(count: number): Promise<void> }).setAppBadge = (count) => Promise.resolve(void heard.badges.push(count));
    addEventListener("DOMContentLoaded", () => {
      for (const id of ["announce", "announce-now"]) {
        const region = document.getElementById(id)!;
        new MutationObserver(() => heard.said.push(`${id}: ${region.textContent}`)).observe(region, { characterData: true, childList: true, subtree: true });
      }
    });
  });
  await page.goto(home);
  const heard = () => page.evaluate(() => (window as unknown as { heard: { badges: number[]; notes: number; said: string[]; shaken: number } }).heard);
  // A browser lets a page sound only after a touch.
  await page.locator(".quiet-line").tap();
  const reporter = await meet("resident");
  const path = await raise(reporter, { street: "Knikkerkade" });
  await expect(page.locator(".running")).toContainText("Knikkerkade");
  await expect.poll(async () => (await heard()).said.filter((said) => said.startsWith("announce-now"))).toHaveLength(1);
  expect((await heard()).said[0]).toMatch(/Inbraak.*Knikkerkade.*112 gebeld/);
  expect(await heard()).toMatchObject({ notes: 6, shaken: 1 });
  expect((await heard()).badges.at(-1)).toBe(1);
  // Ten lit windows are no news for the ear.
  await reporter.tell(`${path}/responses`, { response: "lights_on" });
  await reporter.tell(`${path}/sightings`, { words: "Loopt weg" });
  await reporter.tell(`${path}/close`, { reason: "nothing_found" });
  await expect(page.getByText("Rustig in de buurt")).toBeVisible();
  await expect.poll(async () => (await heard()).said.at(-1)).toBe("announce: Rustig in de buurt");
  expect(await heard()).toMatchObject({ notes: 6, shaken: 1 });
  expect((await heard()).badges.at(-1)).toBe(0);
});

test("a drill on an open home makes no sound", async ({ meet }) => {
  const { page, home } = await meet("neighbour");
  await page.addInitScript(() => {
    navigator.vibrate = () => ((window as unknown as { shaken: boolean }).shaken = true);
  });
  await page.goto(home);
  await page.locator(".quiet-line").tap();
  await raise(await meet("resident"), { drill: true });
  await expect(page.locator(".running.is-drill")).toBeVisible();
  expect(await page.evaluate(() => (window as unknown as { shaken?: boolean }).shaken)).toBeUndefined();
});

test("nothing moves for who asked for it", async ({ meet }) => {
  const reporter = await meet("resident", { reducedMotion: "reduce" });
  await raise(reporter);
  for (const path of [reporter.page.url(), reporter.home, `${reporter.home}/alarm`]) {
    await reporter.page.goto(path);
    expect(await reporter.page.evaluate(() => document.getAnimations().length), path).toBe(0);
    const moving = await reporter.page.evaluate(() =>
      [...document.querySelectorAll("*")].filter((element) => parseFloat(getComputedStyle(element).transitionDuration) > 0).map((element) => element.className),
    );
    expect(moving, path).toEqual([]);
  }
});

test("speaking instead of typing: hidden where a browser cannot, and said who may listen before the first word", async ({ meet }) => {
  const { page, home } = await meet("resident");
  await page.addInitScript(() => {
    delete (window as { SpeechRecognition?: unknown }).SpeechRecognition;
    delete (window as { webkitSpeechRecognition?: unknown }).webkitSpeechRecognition;
  });
  await page.goto(`${home}/alarm`);
  await page.getByText("Of in uw eigen woorden").tap();
  await expect(page.getByRole("button", { name: "Inspreken" })).toBeHidden();

  // The recogniser is the browser maker's service, out of reach here: this one hears one sentence.
  await page.addInitScript(() => {
    class Hears extends EventTarget {
      start() {
        (window as unknown as { started: number }).started = ((window as unknown as { started?: number }).started ?? 0) + 1;
        setTimeout(() => {
          this.dispatchEvent(Object.assign(new Event("result"), { results: [{ 0: { transcript: "kijkt in auto's" }, isFinal: true }] }));
          this.dispatchEvent(new Event("end"));
        }, 50);
      }
      stop() {
        this.dispatchEvent(new Event("end"));
      }
    }
    (window as unknown as { webkitSpeechRecognition: unknown }).webkitSpeechRecognition = Hears;
  });
  await page.goto(`${home}/alarm`);
  await page.getByText("Of in uw eigen woorden").tap();
  await page.getByLabel("Wat ziet of hoort u?").fill("Iemand");
  await page.getByRole("button", { name: "Inspreken" }).tap();
  await expect(page.getByText("De maker van uw browser kan meeluisteren")).toBeVisible();
  expect(await page.evaluate(() => (window as unknown as { started?: number }).started)).toBeUndefined();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Toch inspreken" }).tap();
  await expect(page.getByLabel("Wat ziet of hoort u?")).toHaveValue("Iemand kijkt in auto's");
  await fill(page);
  await expect(page.getByRole("button", { name: "Inspreken" })).toBeVisible();
});
