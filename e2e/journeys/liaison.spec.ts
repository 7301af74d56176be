// Somebody outside looks in: an admin asks by mail, the wijkagent says yes and sees what was granted, the admin ends it, and it has ended. On a desk and on a phone.
import type { BrowserContext, Page } from "@playwright/test";
import { expectAccessible } from "../harness/axe.ts";
import { desk, phone } from "../harness/chromium.ts";
import { Installation } from "../harness/installation.ts";
import { watch } from "../harness/strict.ts";
import { expect, test } from "../harness/test.ts";

let installation: Installation;

test.beforeAll(async () => {
  installation = await Installation.start();
});
test.afterAll(() => installation.stop());

test("an admin lets the wijkagent look in, and ends it", async ({ browser }) => {
  test.slow();
  const link = await installation.found("Lindehof");
  const { saar } = installation;
  const contexts: BrowserContext[] = [];
  const watched: ReturnType<typeof watch>[] = [];
  const open = async (kind: typeof phone | typeof desk): Promise<Page> => {
    const context = await browser.newContext({ ...kind, baseURL: saar.url });
    contexts.push(context);
    // What a phone keeps for when there is no network dials, for this is no demo.
    watched.push(watch(context, { mayDial: /\/offline(\/alarm)?$/ }));
    return context.newPage();
  };
  const admin = await open(desk);
  await installation.join(admin, link, "Merel", "merel@example.org");
  await expect(admin.getByText("Welkom. U krijgt vanaf nu de alarmen van deze groep.")).toBeVisible();
  await admin.getByRole("link", { name: "Wie kijkt er mee?" }).click();
  await expect(admin.getByText("Er kijkt nu niemand van buiten mee.")).toBeVisible();
  await expectAccessible(admin);

  // A mistake keeps what was typed.
  await admin.getByLabel("Wijkagent").check();
  await admin.getByLabel("E-mailadres").fill("noord@example.org");
  await admin.getByRole("button", { name: "Stuur de vraag" }).click();
  await expect(admin.locator("#mistakes")).toContainText("Het bureau of de functie ontbreekt");
  await expect(admin.getByLabel("E-mailadres")).toHaveValue("noord@example.org");
  await expectAccessible(admin);
  await admin.getByLabel("Bureau of functie").fill("Wijkagent Noord");
  await admin.getByLabel("Aantallen en afgesloten meldingen").check();
  const until = await admin.getByLabel("Tot en met welke dag?").getAttribute("max");
  await admin.getByLabel("Tot en met welke dag?").fill(until!);
  await admin.getByRole("button", { name: "Stuur de vraag" }).click();
  await expect(admin.getByText("heeft nog niet geantwoord")).toBeVisible();
  await expectAccessible(admin);

  // The mailbox opens an account: no member, no age, no street.
  let letter = { text: "" };
  // The clock sends it, in a round of its own.
  await expect(async () => {
    letter = await installation.mailbox.next("noord@example.org");
  }).toPass({ timeout: 40_000 });
  const officer = await open(phone);
  await officer.goto(new URL(/https?:\/\/\S+\/groups/.exec(letter.text)![0]).pathname);
  await officer.getByLabel("E-mailadres").fill("noord@example.org");
  await officer.getByRole("button", { name: "Stuur mij een code" }).click();
  await officer.getByLabel("Code van zes cijfers").fill(await installation.code("noord@example.org"));
  await officer.getByRole("button", { name: "Inloggen" }).click();
  await officer.goto("/groups");
  await expectAccessible(officer);
  await officer.getByRole("link", { name: /Lindehof/ }).click();
  await expect(officer.getByText("gebonden aan uw beroepsgeheim")).toBeVisible();
  await expectAccessible(officer);
  await officer.getByRole("button", { name: "Ja, ik kijk mee en houd mij hieraan" }).click();
  await expect(officer.getByText("Beheerders zijn Merel.")).toBeVisible();
  await expect(officer.getByText("zo weinig deelnemers")).toBeVisible();
  await expectAccessible(officer);
  const page = new URL(officer.url()).pathname;

  // Everybody in the group reads of it, and the end holds at the next look.
  await admin.goto(admin.url().replace(/\/liaisons.*/, ""));
  await expect(admin.getByText("Wijkagent Noord kijkt sinds kort mee met de groep.")).toBeVisible();
  await expectAccessible(admin);
  await admin.getByRole("link", { name: "Wie kijkt er mee?" }).first().click();
  await admin.getByRole("button", { name: "Stop met meekijken" }).click();
  await expect(admin.getByText("De groep stopte ermee.")).toBeVisible();
  await expectAccessible(admin);
  await officer.goto(page);
  await expect(officer.getByText("kijkt u niet meer mee met deze groep")).toBeVisible();
  await expect(officer.getByText("Merel")).toHaveCount(0);
  await expectAccessible(officer);
  await officer.goto(new URL(admin.url()).pathname);
  await expect(officer.getByRole("heading", { level: 1 })).not.toHaveText("Wie kijkt er mee?");

  for (const findings of await Promise.all(watched.map((one) => one.findings()))) {
    expect(findings).toEqual([]);
  }
  await Promise.all(contexts.map((context) => context.close()));
});
