// A message that does not belong: a neighbour points at it, somebody who did not write it takes the words away, and the alarm runs on.
import type { BrowserContext, Page } from "@playwright/test";
import { expectAccessible } from "../harness/axe.ts";
import { phone } from "../harness/chromium.ts";
import { Installation } from "../harness/installation.ts";
import { watch } from "../harness/strict.ts";
import { expect, test } from "../harness/test.ts";

let installation: Installation;

test.beforeAll(async () => {
  installation = await Installation.start();
});
test.afterAll(() => installation.stop());

test("a neighbour points at a message and an admin takes its words away", async ({ browser }) => {
  const first = await installation.found("Lindehof");
  const { saar } = installation;
  const contexts: BrowserContext[] = [];
  const watched: ReturnType<typeof watch>[] = [];
  const join = async (link: string, alias: string): Promise<Page> => {
    const context = await browser.newContext({ ...phone, baseURL: saar.url });
    contexts.push(context);
    // An alarm that runs has a button that dials.
    watched.push(watch(context, { mayDial: /./ }));
    const page = await context.newPage();
    await installation.join(page, link, alias, `${alias.toLowerCase()}@example.org`);
    return page;
  };
  const api = async (context: BrowserContext, path: string, data?: unknown): Promise<Record<string, any>> => {
    const url = `/api/v1${path}`;
    const answer = data === undefined ? await context.request.get(url) : await context.request.post(url, { data, headers: { origin: saar.url, "idempotency-key": crypto.randomUUID() } });
    expect(answer.ok(), await answer.text()).toBe(true);
    return (await answer.json()) as Record<string, any>;
  };
  const admin = await join(first, "Merel");
  const home = new URL(admin.url()).pathname;
  const invite = await api(contexts[0]!, `${home}/invites`, { uses_max: 2, days: 1 });
  const writer = await join(invite["url"], "Vink");
  const reader = await join(invite["url"], "Kauw");

  const group = await api(contexts[0]!, home);
  const report = {
    kind: "burglary",
    behaviour: { phrase: "tries_doors" },
    witness: "seen",
    place: { street: group["streets"][0].id },
    call: { by: "me", seconds_ago: 5 },
  };
  const made = await api(contexts[0]!, `${home}/incidents`, report);
  const incident = `${home}/incidents/${made["id"]}`;
  await api(contexts[1]!, `${incident}/sightings`, { words: "man loopt naar nummer 12 met een tas" });

  // Kauw points at what Vink added. Too little says so, and keeps what was typed.
  await reader.goto(incident);
  await reader.getByRole("link", { name: "Hoort hier iets niet?" }).click();
  await expectAccessible(reader);
  await reader.getByLabel("Waarom").fill("Dat is gewoon een bewoner.");
  await reader.getByRole("button", { name: "Wijs aan" }).click();
  await expect(reader.locator("#mistakes")).toBeFocused();
  await expectAccessible(reader);
  await expect(reader.getByLabel("Waarom")).toHaveValue("Dat is gewoon een bewoner.");
  await reader.getByRole("radio", { name: /Wat Vink aanvulde/ }).check();
  await reader.getByLabel("Welke spelregel").selectOption({ index: 3 });
  await reader.getByRole("button", { name: "Wijs aan" }).click();
  await expect(reader.getByText("Dank u. Wie de groep beheert, kijkt ernaar.")).toBeVisible();

  await admin.goto(`${home}/admin`);
  await admin.getByRole("link", { name: "Eén bericht om naar te kijken" }).click();
  await expectAccessible(admin);
  await expect(admin.getByText("Aangewezen door Kauw.")).toBeVisible();
  await admin.getByRole("button", { name: "Haal de woorden weg" }).click();
  await expect(admin.getByText("Er is niets om naar te kijken.")).toBeVisible();
  await expectAccessible(admin);

  await writer.goto(incident);
  await expect(writer.getByText("Merel haalde woorden weg")).toBeVisible();
  await expect(writer.getByText("met een tas")).toHaveCount(0);
  await expect(writer.getByText("Kauw")).toHaveCount(0);
  await expectAccessible(writer);
  for (const findings of await Promise.all(watched.map((one) => one.findings()))) {
    expect(findings).toEqual([]);
  }
  await Promise.all(contexts.map((context) => context.close()));
});
