// What is known about me is mine: somebody who is not a member asks and gets an answer; a member takes everything along, and is forgotten.
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

/** The code in the next letter about a question. */
async function code(email: string): Promise<string> {
  const { text } = await installation.mailbox.next(email);
  return /^\s*(\d{6})\s*$/m.exec(text)![1]!;
}

test("an outsider asks, an admin takes everything along and is forgotten", async ({ browser }) => {
  const link = await installation.found("Lindehof");
  const { saar } = installation;
  const contexts: BrowserContext[] = [];
  const watched: ReturnType<typeof watch>[] = [];
  const open = async (): Promise<Page> => {
    const context = await browser.newContext({ ...phone, baseURL: saar.url });
    contexts.push(context);
    // What a phone keeps for when there is no network dials, for this is no demo.
    watched.push(watch(context, { mayDial: /\/offline(\/alarm)?$/ }));
    return context.newPage();
  };
  const join = async (at: string, alias: string): Promise<Page> => {
    const page = await open();
    await installation.join(page, at, alias, `${alias.toLowerCase()}@example.org`);
    await expect(page.getByText("Welkom. U krijgt vanaf nu de alarmen van deze groep.")).toBeVisible();
    return page;
  };
  const admin = await join(link, "Merel");
  const home = new URL(admin.url()).pathname;

  // A stranger: a mistake keeps what was typed; then a code, and the deadline is shown.
  const stranger = await open();
  await stranger.goto(`/ask${home.replace("/groups", "")}`);
  await expectAccessible(stranger);
  await stranger.getByLabel("Waaraan herkennen we u, of uw auto?").fill("Een rode bestelbus met een ladder.");
  await stranger.getByRole("button", { name: "Stel mijn vraag" }).click();
  await expect(stranger.locator("#mistakes")).toBeFocused();
  await expectAccessible(stranger);
  await expect(stranger.getByLabel("Waaraan herkennen we u, of uw auto?")).toHaveValue("Een rode bestelbus met een ladder.");
  await stranger.getByText("Over mijn auto of ander voertuig").click();
  await stranger.getByLabel("Op welke dag?").fill((await stranger.getByLabel("Op welke dag?").getAttribute("max"))!);
  await stranger.getByLabel("E-mailadres").fill("kievit@example.org");
  await stranger.getByRole("button", { name: "Stel mijn vraag" }).click();
  await expectAccessible(stranger);
  await stranger.getByLabel("De zes cijfers uit de mail").fill(await code("kievit@example.org"));
  await stranger.getByRole("button", { name: "Verstuur mijn vraag" }).click();
  await expect(stranger.getByText("U krijgt antwoord vóór")).toBeVisible();
  await expectAccessible(stranger);

  // The admin answers with ready-made words; the stranger reads them.
  await admin.goto(`${home}/admin`);
  await admin.getByRole("link", { name: "Vragen van buitenstaanders" }).click();
  await expectAccessible(admin);
  await admin.getByRole("link", { name: /Over mijn auto/ }).click();
  await expect(admin.getByText("Een rode bestelbus met een ladder.")).toBeVisible();
  await expectAccessible(admin);
  await admin.getByRole("radio", { name: /^Van die dag bewaren we niets meer over wie het was\..*alleen nog dat er iets was/ }).check();
  await admin.getByRole("button", { name: "Verstuur het antwoord" }).click();
  await expect(admin.getByText("Het antwoord is onderweg.")).toBeVisible();
  await stranger.reload();
  await expect(stranger.getByText("alleen nog dat er iets was")).toBeVisible();
  await expectAccessible(stranger);

  // The admin takes everything along.
  await admin.goto("/settings");
  await admin.getByRole("link", { name: "Mijn gegevens", exact: true }).click();
  await expectAccessible(admin);
  const [archive] = await Promise.all([
    admin.waitForEvent("download"),
    admin.getByRole("button", { name: "Download mijn gegevens" }).click(),
  ]);
  expect(archive.suggestedFilename()).toBe("saar-data.zip");

  // The last admin names a successor first; then is forgotten, and the door is closed.
  const made = await contexts[0]!.request.post(`/api/v1${home}/invites`, { data: { uses_max: 1, days: 1 }, headers: { origin: saar.url } });
  await join(((await made.json()) as { url: string }).url, "Kauw");
  await admin.goto("/settings/data/forget");
  await expect(admin.getByText("U bent hier de enige beheerder.")).toBeVisible();
  await expectAccessible(admin);
  await admin.getByRole("link", { name: "Lindehof" }).last().click();
  await admin.locator("#member").selectOption({ label: "Kauw · deelnemer" });
  await admin.getByRole("radio", { name: "Beheerder" }).check();
  await admin.getByRole("button", { name: "Bewaren" }).click();
  await expect(admin.getByText("De rol is veranderd.")).toBeVisible();
  await admin.goto("/settings/data/forget");
  await admin.getByRole("button", { name: "Vergeet mij nu" }).click();
  await expect(admin.locator("#mistakes")).toBeFocused();
  await expectAccessible(admin);
  await admin.getByRole("checkbox", { name: /Ja, wis alles over mij/ }).check();
  await admin.getByRole("button", { name: "Vergeet mij nu" }).click();
  await expect(admin.getByText("U bent vergeten.")).toBeVisible();
  await admin.goto("/settings");
  await expect(admin).toHaveURL(/\/sign-in/);
  for (const findings of await Promise.all(watched.map((one) => one.findings()))) {
    expect(findings).toEqual([]);
  }
  await Promise.all(contexts.map((context) => context.close()));
});
