// Bad networks: one that answers after twenty seconds, one that answers half, and a new version that comes meanwhile.
import type { Browser } from "@playwright/test";
import { fill, onIncident, send } from "../harness/alarm.ts";
import { kept, shellKept } from "../harness/kept.ts";
import { Person } from "../harness/people.ts";
import { Relay } from "../harness/relay.ts";
import { Saar } from "../harness/start.ts";
import { expect, test } from "../harness/test.ts";

const isDraft = (request: { method?: string | undefined; url?: string | undefined }) => request.method === "POST" && request.url?.endsWith("/drafts") === true;

/** Somebody whose network goes through a relay. */
async function begin(browser: Browser): Promise<{ saar: Saar; relay: Relay; person: Person }> {
  const saar = await Saar.start({ arguments: ["demo"] });
  const relay = await Relay.before(saar.url);
  // The same server at another address: its links are for the cable, so to say.
  const through = Object.create(saar, {
    signInLink: { value: (alias: string) => saar.signInLink(alias).replace(saar.url, relay.url) },
    url: { value: relay.url },
  }) as Saar;
  const person = await Person.signIn(browser, through, "resident");
  await shellKept(person.page, person.home);
  return { saar, relay, person };
}

test("a network that answers after twenty seconds: the page comes from the phone, and what is sent arrives once", async ({ browser }) => {
  const { saar, relay, person } = await begin(browser);
  try {
    const { page, home } = person;
    relay.weather = [{ of: ({ url }) => url?.includes("/assets/") !== true, holdMillis: 20_000 }];
    await page.goto(`${home}/alarm`);
    await expect(page.getByText("Deze pagina komt van uw telefoon.")).toBeVisible();
    await fill(page);
    await send(page).tap();
    await expect(page.locator(".send-state")).toContainText("Wordt verstuurd");
    await expect(page.locator(".send-state")).toContainText("Nog niet verstuurd: het netwerk is traag. Bel 112.", { timeout: 15_000 });
    await expect.poll(() => relay.asked.filter((asked) => asked.endsWith("/drafts")).length).toBe(1);
    relay.weather = [];
    await page.waitForURL(/\/incidents\//, { timeout: 40_000 });
    await onIncident(page);
    expect(await person.running()).toHaveLength(1);
    await person.context.close();
  } finally {
    relay.remove();
    await saar.stop();
  }
});

test("an alarm page that is cut in the middle comes whole from the phone", async ({ browser }) => {
  const { saar, relay, person } = await begin(browser);
  try {
    const { page, home } = person;
    relay.weather = [{ of: ({ url }) => url?.endsWith("/alarm") === true && !url.includes("/offline"), isHalf: true }];
    await page.goto(`${home}/alarm`);
    await expect(page.getByText("Deze pagina komt van uw telefoon.")).toBeVisible();
    relay.weather = [];
    await fill(page);
    await send(page).tap();
    await onIncident(page);
    expect(await person.running()).toHaveLength(1);
    await person.context.close();
  } finally {
    relay.remove();
    await saar.stop();
  }
});

test("an answer that is cut in the middle: the key makes the second try harmless", async ({ browser }) => {
  const { saar, relay, person } = await begin(browser);
  try {
    const { page, home } = person;
    await page.goto(`${home}/alarm`);
    await fill(page);
    relay.weather = [{ of: isDraft, isHalf: true }];
    await send(page).tap();
    await expect(page.locator("#drafts")).toContainText("Nog niet verstuurd: geen netwerk. Bel 112.");
    // It had arrived: only the phone does not know.
    expect(await person.running()).toHaveLength(1);
    relay.weather = [];
    await onIncident(page);
    expect(relay.asked.filter((asked) => asked.endsWith("/drafts")).length).toBeGreaterThanOrEqual(2);
    expect(await person.running(), "ONE stored incident").toHaveLength(1);
    expect((await person.stored()).timeline.filter(({ event }) => event === "sighted")).toEqual([]);
    await person.context.close();
  } finally {
    relay.remove();
    await saar.stop();
  }
});

test("a new version takes over, and the draft is still there and goes out", async ({ browser }) => {
  const { saar, relay, person } = await begin(browser);
  try {
    const { page, home } = person;
    const build = (await page.evaluate(() => caches.keys())).find((name) => name.startsWith("saar-shell-"))!.slice("saar-shell-".length);
    relay.weather = [{ of: isDraft, isHalf: true }, { of: ({ url }) => url === "/sw.js", rewrite: (text) => text.replaceAll(build, "0123456789ab") }];
    await page.goto(`${home}/alarm`);
    await fill(page, { kind: "Geweld", phrase: "Er wordt gevochten", street: "Kantkloshof" });
    await send(page).tap();
    await expect(page.locator("#drafts")).toContainText("Nog niet verstuurd: geen netwerk. Bel 112.");
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    // The new worker has its own copies, and the old ones are gone.
    await expect.poll(() => page.evaluate(() => caches.keys().then((names) => names.filter((name) => name.startsWith("saar-shell-"))))).toEqual(["saar-shell-0123456789ab"]);
    await shellKept(page, home);
    expect(JSON.stringify((await kept(page)).rows["saar/drafts"])).toContain("Kantkloshof");
    await saar.pause();
    await page.goto(home);
    await expect(page.getByRole("heading", { name: "Geen netwerk" })).toBeVisible();
    await expect(page.locator("#drafts")).toContainText("Geweld · Kantkloshof");
    relay.weather = [];
    await saar.resume();
    await expect(page.locator("#drafts")).toContainText("Verstuurd om", { timeout: 30_000 });
    expect(await person.running()).toHaveLength(1);
    await person.context.close();
  } finally {
    relay.remove();
    await saar.stop();
  }
});

/** A first visit over the wire with everything that comes along: DESIGN.md's promise, the map aside. */
const FIRST_LOAD_BYTES_MAX = 100_000;

test("a first visit stays light, with the worker and what it keeps", async ({ browser }) => {
  const { saar, relay, person } = await begin(browser);
  try {
    await person.page.waitForTimeout(1_000);
    expect(relay.bytes, relay.asked.join(", ")).toBeLessThan(FIRST_LOAD_BYTES_MAX);
    console.log(`${relay.bytes} bytes of bodies in ${relay.asked.length} answers`);
    // The second opening brings little: files stay, and the shell is fresh.
    const before = relay.bytes;
    await person.page.goto(`${person.home}/alarm`);
    await person.page.waitForTimeout(1_000);
    expect(relay.bytes - before, relay.asked.join(", ")).toBeLessThan(20_000);
    await person.context.close();
  } finally {
    relay.remove();
    await saar.stop();
  }
});
