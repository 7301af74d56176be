// No network: the alarm page opens, what was written stays, and the report sends itself when the network is back (EDGES 8, 9, 21).
import type { Browser } from "@playwright/test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { choice, fill, onIncident, raise, send } from "../harness/alarm.ts";
import { expectAccessible } from "../harness/axe.ts";
import { chromiumArguments, chromiumPath, phone } from "../harness/chromium.ts";
import { kept, shellKept } from "../harness/kept.ts";
import { ALIASES, Person } from "../harness/people.ts";
import { Saar } from "../harness/start.ts";
import { watch } from "../harness/strict.ts";
import { expect, test } from "../harness/test.ts";

const NOT_SENT = "Nog niet verstuurd: geen netwerk. Bel 112.";

/** A server of one's own, at people's pace, with somebody whose phone has the group's shell. */
async function begin(browser: Browser): Promise<{ saar: Saar; person: Person }> {
  const saar = await Saar.start({ arguments: ["demo"] });
  const person = await Person.signIn(browser, saar, "resident");
  await shellKept(person.page, person.home);
  return { saar, person };
}

test("the server is away: the alarm page opens, dials, and the report goes out by itself when it is back", async ({ browser }) => {
  const { saar, person } = await begin(browser);
  try {
    const { page, home } = person;
    const strict = watch(person.context);
    await saar.kill();

    // Any page of the group ends at the numbers and the button; the button leads to the alarm page.
    await page.goto(`${home}/incidents`);
    await expect(page.getByRole("heading", { name: "Geen netwerk" })).toBeVisible();
    await expect(page.getByText("0900-8844")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("link", { name: /Er gebeurt nu iets/ }).tap();
    await expect(page.getByText("Deze pagina komt van uw telefoon.")).toBeVisible();
    await expectAccessible(page);
    await fill(page, { kind: "Diefstal", phrase: "Neemt een fiets mee", street: "Tollenpad" });
    await send(page).tap();

    const bar = page.locator("#drafts");
    await expect(bar).toContainText(NOT_SENT);
    await expect(bar).toContainText("Diefstal · Tollenpad");
    await expect(bar).toContainText(/112 gebeld om \d\d:\d\d/);
    await expect(bar).toContainText(/Het gaat vanzelf weg zodra er netwerk is, tot \d\d:\d\d/);
    // Said aloud, and the button that dials stays in reach.
    await expect(bar.getByRole("status")).toContainText(NOT_SENT);
    await expect(page.locator(".dial").first()).toBeVisible();
    await expect(send(page)).toBeHidden();
    await expectAccessible(page);

    await saar.resume();
    await onIncident(page);
    await expect(page.getByText("Uw alarm is verstuurd.")).toBeVisible();
    expect(await person.stored()).toMatchObject({ kind: "theft", phrase: "takes_bicycle", street: "Tollenpad", state: "alerted" });
    expect(await person.running()).toHaveLength(1);
    expect((await kept(page)).rows["saar/drafts"]).toEqual([]);
    expect(await strict.findings()).toEqual([]);
    await person.context.close();
  } finally {
    await saar.stop();
  }
});

test("a draft survives the page, and comes back as it was", async ({ browser }) => {
  const { saar, person } = await begin(browser);
  try {
    const { context, home } = person;
    await saar.kill();
    await person.page.goto(`${home}/alarm`);
    await fill(person.page, { kind: "Vernieling", phrase: "Spuit verf", street: "Windwijzerweg" });
    await person.page.getByText("Of in uw eigen woorden").tap();
    await person.page.getByLabel("Wat ziet of hoort u?").fill("Met een spuitbus, op de garage");
    await expect.poll(async () => JSON.stringify((await kept(person.page)).rows)).toContain("spuitbus");
    await person.page.close();

    const page = await context.newPage();
    await page.goto(`${home}/alarm`);
    await expect(page.getByText("Dit had u al ingevuld. Het is nog niet verstuurd.")).toBeVisible();
    await expect(choice(page, "Vernieling")).toBeChecked();
    await expect(page.getByRole("radio", { name: "Spuit verf", exact: true }).and(page.locator(":checked"))).toHaveCount(1);
    await expect(page.getByLabel("Wat ziet of hoort u?")).toHaveValue("Met een spuitbus, op de garage");
    await expect(page.getByLabel("Straat", { exact: true }).locator("option:checked")).toHaveText("Windwijzerweg");
    await expect(page.locator(".called")).toContainText(/112 gebeld om/);

    // Sent into the void, and the page closed at once: the next opening sends it.
    await send(page).tap();
    await expect(page.locator("#drafts")).toContainText(NOT_SENT);
    await page.close();
    await saar.resume();
    const next = await context.newPage();
    await next.goto(home);
    await expect(next.locator("#drafts")).toContainText(/Verstuurd om \d\d:\d\d/);
    await expect(next.locator("#drafts")).toContainText(/112 gebeld om \d\d:\d\d/);
    await expectAccessible(next);
    expect(JSON.stringify((await kept(next)).rows), "of what was sent, the words are gone").not.toContain("spuitbus");
    await next.locator("#drafts").getByRole("link", { name: "Bekijk de melding" }).tap();
    await onIncident(next);
    expect(await person.stored(next.url())).toMatchObject({ words: "Met een spuitbus, op de garage", street: "Windwijzerweg" });
    await person.context.close();
  } finally {
    await saar.stop();
  }
});

test("a draft survives closing the browser, and goes out when it is opened again", async ({ browser }) => {
  const saar = await Saar.start({ arguments: ["demo"] });
  const folder = await mkdtemp(join(tmpdir(), "saar-browser-"));
  // A browser of its own, with what it keeps on disk: closing it ends its processes.
  const open = async () =>
    await browser.browserType().launchPersistentContext(folder, { ...phone, baseURL: saar.url, executablePath: chromiumPath(), args: chromiumArguments });
  try {
    let context = await open();
    let page = context.pages()[0] ?? (await context.newPage());
    await page.goto(saar.signInLink(ALIASES.resident));
    const home = new URL(page.url()).pathname;
    await shellKept(page, home);
    await saar.kill();
    await page.goto(`${home}/alarm`);
    await fill(page, { kind: "Vernieling", phrase: "Spuit verf", street: "Windwijzerweg" });
    await expect.poll(async () => JSON.stringify((await kept(page)).rows)).toContain("sprays_paint");
    await context.close();

    context = await open();
    page = context.pages()[0] ?? (await context.newPage());
    await page.goto(`${home}/alarm`);
    await expect(page.getByText("Dit had u al ingevuld. Het is nog niet verstuurd.")).toBeVisible();
    await expect(choice(page, "Vernieling")).toBeChecked();
    await send(page).tap();
    await expect(page.locator("#drafts")).toContainText(NOT_SENT);
    await context.close();

    await saar.resume();
    context = await open();
    page = context.pages()[0] ?? (await context.newPage());
    await page.goto(home);
    await expect(page.locator("#drafts")).toContainText(/Verstuurd om \d\d:\d\d/);
    await page.locator("#drafts").getByRole("link", { name: "Bekijk de melding" }).tap();
    await onIncident(page);
    await expect(page.getByRole("heading", { name: /Vernieling/ })).toBeVisible();
    await context.close();
  } finally {
    await saar.stop();
    await rm(folder, { recursive: true, force: true });
  }
});

test("what meets the same incident later joins it, and says so", async ({ browser }) => {
  const { saar, person } = await begin(browser);
  try {
    const { page, home } = person;
    await saar.pause();
    await page.goto(`${home}/alarm`);
    await fill(page);
    await send(page).tap();
    await expect(page.locator("#drafts")).toContainText(NOT_SENT);
    await page.goto("about:blank");
    await saar.resume();
    const neighbour = await Person.signIn(browser, saar, "neighbour");
    const path = await raise(neighbour);
    await page.goto(home);
    await expect(page.locator("#drafts")).toContainText(/Dit was al gemeld. Uw melding staat daarbij sinds \d\d:\d\d/);
    expect(await neighbour.running()).toHaveLength(1);
    const sightings = (await neighbour.stored(path)).timeline.filter(({ event }) => event === "sighted");
    expect(sightings).toMatchObject([{ who: "Roodborst", words: "Voelt aan deuren" }]);
    await page.locator("#drafts").getByRole("button", { name: "Gelezen" }).tap();
    await expect(page.locator("#drafts")).toBeHidden();
    await person.context.close();
    await neighbour.context.close();
  } finally {
    await saar.stop();
  }
});

test("a quarter of an hour after the tap it asks, instead of sending by itself", async ({ browser }) => {
  const { saar, person } = await begin(browser);
  try {
    const { page, home } = person;
    await saar.pause();
    await page.goto(`${home}/alarm`);
    await fill(page);
    await send(page).tap();
    await expect(page.locator("#drafts")).toContainText(NOT_SENT);
    // The phone's own store, as it is sixteen minutes later.
    await age(page, 16 * 60_000);
    await page.goto("about:blank");
    await saar.resume();
    await page.goto(home);
    const bar = page.locator("#drafts");
    await expect(bar).toContainText(/Niet verstuurd. U drukte om \d\d:\d\d op versturen. Speelt het nog\?/);
    expect(await person.running()).toHaveLength(0);
    await bar.getByRole("button", { name: "Nu versturen" }).tap();
    await onIncident(page);
    const stored = await person.stored();
    expect(stored.state).toBe("alerted");
    expect(Date.now() - stored.called_ms!, "the call was when it was").toBeGreaterThan(15 * 60_000);
    await expect(page.locator(".incident-when")).toContainText("verstuurd om");
    await person.context.close();
  } finally {
    await saar.stop();
  }
});

test("signed out, the draft stays and says so; another account cannot send it", async ({ browser }) => {
  const { saar, person } = await begin(browser);
  try {
    const { page, home, context } = person;
    await saar.pause();
    await page.goto(`${home}/alarm`);
    await fill(page);
    await send(page).tap();
    await expect(page.locator("#drafts")).toContainText(NOT_SENT);
    await page.goto("about:blank");
    const cookies = await context.cookies();
    await context.clearCookies();
    await saar.resume();
    await page.goto("/sign-in");
    await expect(page.locator("#drafts")).toContainText("Nog niet verstuurd: u bent uitgelogd. Bel 112 en log dan weer in.");
    await expectAccessible(page);

    // On the same phone somebody else signs in: not in their name.
    await page.goto(saar.signInLink("Wilg"));
    await expect(page.locator("#drafts")).toContainText("u bent uitgelogd");
    await page.waitForTimeout(500);
    expect(await person.running()).toHaveLength(0);
    await context.clearCookies();
    await context.addCookies(cookies);
    await page.goto(home);
    await expect(page.locator("#drafts")).toContainText("Verstuurd om");
    expect(await person.running()).toHaveLength(1);
    await person.context.close();
  } finally {
    await saar.stop();
  }
});

test("the browser itself sends it when no page is open, where it has Background Sync", async ({ browser }) => {
  const { saar, person } = await begin(browser);
  try {
    const { context, page, home } = person;
    const session = await context.newCDPSession(page);
    const registered = new Promise<string>((resolve) => {
      session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
        const [first] = registrations as { registrationId: string; isDeleted: boolean }[];
        if (first && !first.isDeleted) resolve(first.registrationId);
      });
    });
    await session.send("ServiceWorker.enable");
    const registrationId = await registered;
    await saar.kill();
    await page.goto(`${home}/alarm`);
    await fill(page);
    await send(page).tap();
    await expect(page.locator("#drafts")).toContainText(NOT_SENT);
    expect(await page.evaluate(async () => (await navigator.serviceWorker.ready as unknown as { sync: { getTags(): Promise<string[]> } }).sync.getTags())).toContain("drafts");
    // A page without any script of ours keeps the debugger's session, and sends nothing.
    await page.goto("/assets/mark.svg").catch(() => undefined);
    await saar.resume();
    await session.send("ServiceWorker.dispatchSyncEvent", { lastChance: true, origin: saar.url, registrationId, tag: "drafts" });
    await expect.poll(async () => (await person.running()).length).toBe(1);
    await person.context.close();
  } finally {
    await saar.stop();
  }
});

test("the phone keeps the shell and one's own drafts, and nothing of what others say", async ({ browser }) => {
  const { saar, person } = await begin(browser);
  try {
    const { page, home } = person;
    const neighbour = await Person.signIn(browser, saar, "neighbour");
    const path = await raise(neighbour, { street: "Knikkerkade" });
    await neighbour.tell(`${path}/sightings`, { words: "Zwaait met een geheime paraplu", direction: "w" });
    for (const visited of [home, path, `${home}/incidents`, `${home}/alarm`, `${home}/triage`, "/settings", home]) {
      await page.goto(visited);
      await page.waitForLoadState("load");
    }
    // Refreshed while it runs: what is kept is still without it.
    await page.evaluate(async ([home]) => {
      for (const name of await caches.keys()) await (await caches.open(name)).delete(`${home}/offline`);
      (await navigator.serviceWorker.ready).active!.postMessage({ refresh: home });
    }, [home]);
    await shellKept(page, home);
    const { caches: copies, rows } = await kept(page);
    const pages = Object.values(copies).flatMap((texts) => Object.keys(texts));
    expect(pages.filter((path) => !path.startsWith("/assets/")).sort()).toEqual([`${home}/offline`, `${home}/offline/alarm`]);
    const everything = JSON.stringify([copies, rows]);
    const incident = path.split("/").pop()!;
    for (const theirs of ["paraplu", incident, "Wilg", "Roodborst", "example.org", "Rustig in de buurt"]) {
      expect(everything, theirs).not.toContain(theirs);
    }
    expect(everything, "the streets are there").toContain("Knikkerkade");
    expect(rows["saar/drafts"] ?? []).toEqual([]);

    // On the way out nothing of the group stays.
    await page.goto("/settings");
    await page.getByRole("button", { name: "Log uit op dit toestel" }).click();
    await page.waitForURL(/signed-out/);
    await expect.poll(async () => Object.keys((await kept(page)).caches).filter((name) => name.startsWith("saar-shell"))).toEqual([]);
    await person.context.close();
    await neighbour.context.close();
  } finally {
    await saar.stop();
  }
});

/** Makes what this phone has stored older, as if it had lain there. Not while it is on its way: what comes of that try is written down first. */
async function age(page: import("@playwright/test").Page, millis: number): Promise<void> {
  await page.evaluate(async (millis) => {
    const asked = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error!);
      });
    const base = await asked(indexedDB.open("saar"));
    const drafts = (mode: IDBTransactionMode) => base.transaction("drafts", mode).objectStore("drafts");
    for (const key of await asked(drafts("readonly").getAllKeys())) {
      await navigator.locks.request(`saar-draft-${String(key)}`, async () => {
        const draft = (await asked(drafts("readonly").get(key))) as { calledMs: number; editedMs: number; tappedMs: number };
        const older = { calledMs: draft.calledMs - millis, editedMs: draft.editedMs - millis, tappedMs: draft.tappedMs - millis };
        await asked(drafts("readwrite").put({ ...draft, ...older }));
      });
    }
    base.close();
  }, millis);
}
