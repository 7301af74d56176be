// Keeping order, kindly: a member is addressed, reads why, objects, and somebody else decides; and whoever looks somebody up is seen to have looked.
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

test("a member is paused, objects, and a deputy takes it back", async ({ browser }) => {
  const first = await installation.found("Lindehof");
  const { saar } = installation;
  const contexts: BrowserContext[] = [];
  const watched: ReturnType<typeof watch>[] = [];
  const join = async (link: string, alias: string): Promise<Page> => {
    const context = await browser.newContext({ ...phone, baseURL: saar.url });
    contexts.push(context);
    // What a phone keeps for when there is no network dials, for this is no demo.
    watched.push(watch(context, { mayDial: /\/offline(\/alarm)?$/ }));
    const page = await context.newPage();
    await installation.join(page, link, alias, `${alias.toLowerCase()}@example.org`);
    await expect(page.getByText("Welkom. U krijgt vanaf nu de alarmen van deze groep.")).toBeVisible();
    return page;
  };
  const admin = await join(first, "Merel");
  const home = new URL(admin.url()).pathname;
  const ask = async (path: string, data: unknown): Promise<Record<string, string>> => {
    const answer = await contexts[0]!.request.post(`/api/v1${home}${path}`, { data, headers: { origin: saar.url } });
    expect(answer.ok(), await answer.text()).toBe(true);
    return (await answer.json()) as Record<string, string>;
  };
  const invite = await ask("/invites", { uses_max: 2, days: 1 });
  const deputy = await join(invite["url"]!, "Vink");
  const member = await join(invite["url"]!, "Kauw");
  await admin.goto(`${home}/admin`);
  await admin.locator("#member").selectOption({ label: "Vink · deelnemer" });
  await admin.getByRole("radio", { name: "Plaatsvervanger" }).check();
  await admin.getByRole("button", { name: "Bewaren" }).click();
  await expect(admin.getByText("De rol is veranderd.")).toBeVisible();

  // The admin looks up how Kauw is reached, with a reason; then addresses them. Too short says so, and keeps what was typed.
  await admin.getByRole("link", { name: "Kauw" }).click();
  await expectAccessible(admin);
  await admin.getByLabel("Waarom? Dit leest de deelnemer.").fill("Kort.");
  await admin.getByRole("button", { name: "Toon het e-mailadres" }).click();
  await expect(admin.locator("#mistakes")).toBeFocused();
  await admin.getByLabel("Waarom? Dit leest de deelnemer.").fill("Zijn fiets is gevonden.");
  await admin.getByRole("button", { name: "Toon het e-mailadres" }).click();
  await expect(admin.getByRole("link", { name: "kauw@example.org" })).toBeVisible();
  await expectAccessible(admin);
  await admin.getByRole("link", { name: "Spreek deze deelnemer aan" }).click();
  await expect(admin.getByLabel("Wat de deelnemer leest")).toHaveValue(/^Dag Kauw,/);
  await expectAccessible(admin);
  await admin.getByRole("link", { name: "Pauze" }).click();
  await admin.getByLabel("Om welke spelregel gaat het?").selectOption({ index: 2 });
  await admin.getByLabel("Hoeveel dagen?").fill("99");
  await admin.getByRole("button", { name: "Zet op pauze" }).click();
  await expect(admin.locator("#mistakes")).toBeFocused();
  await expectAccessible(admin);
  await admin.getByLabel("Hoeveel dagen?").fill("3");
  await admin.getByRole("button", { name: "Zet op pauze" }).click();
  await expect(admin.getByText("Het is gedaan. De deelnemer krijgt bericht.")).toBeVisible();
  await expect(admin.getByText("Op pauze tot")).toBeVisible();

  // Kauw reads it behind the letter's link, and says why it is wrong.
  const letter = (await installation.mailbox.next("kauw@example.org")).text;
  expect(letter).not.toContain("Dag Kauw,");
  await member.goto(/https?:\/\/\S+\/settings\/measures/.exec(letter)![0]);
  await expect(member.getByText("Dag Kauw,")).toBeVisible();
  await member.getByText("Ik ben het er niet mee eens").click();
  await expectAccessible(member);
  await member.getByLabel("Waarom klopt het niet?").fill("Die kat zat bij een inbreker in de tuin.");
  await member.getByRole("button", { name: "Maak bezwaar" }).click();
  await expect(member.getByText("Uw bezwaar is verstuurd.")).toBeVisible();
  await expectAccessible(member);
  await member.goto("/settings/log");
  await expect(member.getByText("Merel zocht op hoe Kauw te bereiken is")).toBeVisible();
  await expect(member.getByText("Zijn fiets is gevonden.")).toBeVisible();
  await expectAccessible(member);

  // Not by who did it; by somebody else.
  await admin.goto(`${home}/objections`);
  await expect(admin.getByText("U zette deze stap zelf")).toBeVisible();
  await deputy.goto(`${home}/objections`);
  await expectAccessible(deputy);
  await deputy.getByRole("radio", { name: "Het wordt teruggedraaid" }).check();
  await deputy.getByLabel("Uw antwoord aan de deelnemer").fill("Dat wisten we niet. Excuses.");
  await deputy.getByRole("button", { name: "Beslis" }).click();
  await expect(deputy.getByText("Uw besluit staat vast.")).toBeVisible();
  await expect(deputy.getByText("Er wacht geen bezwaar.")).toBeVisible();
  await member.goto("/settings/measures");
  await expect(member.getByText("Vink keek ernaar: het is teruggedraaid")).toBeVisible();
  await deputy.goto(`${home}/log`);
  await expect(deputy.getByText("Vink besliste over het bezwaar van Kauw: teruggedraaid")).toBeVisible();
  await expectAccessible(deputy);
  await deputy.goto(`${home}/who-may`);
  await expectAccessible(deputy);
  for (const findings of await Promise.all(watched.map((one) => one.findings()))) {
    expect(findings).toEqual([]);
  }
  await Promise.all(contexts.map((context) => context.close()));
});

test("where an admin is alone, the coordinator of the umbrella decides", async ({ browser }) => {
  const { saar } = installation;
  const made = await saar.command("group", "create", "--name", "Elzenhof", "--municipality", "Voorbeeldstad", "--street", "Elzenlaan", "--umbrella", "Koepel Waakt", "--no-qr");
  const link = saar.url + new URL(/https?:\/\/\S+\/join\/\S+/.exec(made)![0]).pathname;
  const umbrella = /[0-9a-f]{8}-[0-9a-f-]+/.exec(await saar.command("umbrella", "list"))![0];
  await saar.command("umbrella", "coordinator", umbrella, "specht@example.org");
  const contexts: BrowserContext[] = [];
  const open = async (kind: typeof phone | typeof desk): Promise<Page> => {
    const context = await browser.newContext({ ...kind, baseURL: saar.url });
    contexts.push(context);
    return context.newPage();
  };
  const admin = await open(phone);
  await installation.join(admin, link, "Mus", "mus@example.org");
  const home = new URL(admin.url()).pathname;
  const ask = (path: string, data: unknown) => contexts[0]!.request.post(`/api/v1${home}${path}`, { data, headers: { origin: saar.url } });
  const invite = (await (await ask("/invites", { uses_max: 1, days: 1 })).json()) as { url: string };
  const member = await open(phone);
  await installation.join(member, invite.url, "Fuut", "fuut@example.org");
  await admin.goto(`${home}/admin`);
  await admin.getByRole("link", { name: "Fuut" }).click();
  await admin.getByRole("link", { name: "Spreek deze deelnemer aan" }).click();
  await admin.getByLabel("Om welke spelregel gaat het?").selectOption({ index: 2 });
  await admin.getByRole("button", { name: "Stuur de herinnering" }).click();
  await expect(admin.getByText("Het is gedaan. De deelnemer krijgt bericht.")).toBeVisible();
  await member.goto("/settings/measures");
  await member.getByText("Ik ben het er niet mee eens").click();
  await member.getByLabel("Waarom klopt het niet?").fill("Dat was ik niet, dat was mijn buurman.");
  await member.getByRole("button", { name: "Maak bezwaar" }).click();
  await expect(member.getByText("Uw bezwaar is verstuurd.")).toBeVisible();

  // The coordinator says yes by the mailed question; the next letter leads to the objection.
  const coordinator = await open(desk);
  let letter = "";
  await expect(async () => {
    letter = (await installation.mailbox.next("specht@example.org")).text;
  }).toPass({ timeout: 40_000 });
  await coordinator.goto(new URL(/https?:\/\/\S+\/groups/.exec(letter)![0]).pathname);
  await coordinator.getByLabel("E-mailadres").fill("specht@example.org");
  await coordinator.getByRole("button", { name: "Stuur mij een code" }).click();
  await coordinator.getByLabel("Code van zes cijfers").fill(await installation.code("specht@example.org"));
  await coordinator.getByRole("button", { name: "Inloggen" }).click();
  await coordinator.goto("/groups");
  await coordinator.getByRole("button", { name: "Ja, dat wil ik" }).click();
  await expect(async () => {
    letter = (await installation.mailbox.next("specht@example.org")).text;
    expect(letter).toContain("/objections");
  }).toPass({ timeout: 40_000 });
  expect(letter).not.toContain("Fuut");
  await coordinator.goto(new URL(/https?:\/\/\S+\/objections/.exec(letter)![0]).pathname);
  await expect(coordinator.getByText("Dat was ik niet, dat was mijn buurman.")).toBeVisible();
  await expectAccessible(coordinator);
  await coordinator.getByRole("radio", { name: "Het wordt teruggedraaid" }).check();
  await coordinator.getByLabel("Uw antwoord aan de deelnemer").fill("Nee.");
  await coordinator.getByRole("button", { name: "Beslis" }).click();
  await expect(coordinator.locator("#mistakes")).toBeFocused();
  await expect(coordinator.getByRole("radio", { name: "Het wordt teruggedraaid" })).toBeChecked();
  await expectAccessible(coordinator);
  await coordinator.getByLabel("Uw antwoord aan de deelnemer").fill("Dat klopt. Excuses van de koepel.");
  await coordinator.getByRole("button", { name: "Beslis" }).click();
  await expect(coordinator.getByText("Er wacht geen bezwaar.")).toBeVisible();
  await member.goto("/settings/measures");
  await expect(member.getByText("Excuses van de koepel.")).toBeVisible();
  // What was read is written down.
  await admin.goto(`${home}/log`);
  await expect(admin.getByText("De coördinator van de koepel las het bezwaar van Fuut").first()).toBeVisible();
  await Promise.all(contexts.map((context) => context.close()));
});
