// Asking to join from a group's own page, with a neighbour's word and a letter's code, and taking it back: on a phone, with a real mail server.
import type { BrowserContext, Page } from "@playwright/test";
import { expectAccessible } from "../harness/axe.ts";
import { Installation } from "../harness/installation.ts";
import type { Saar } from "../harness/start.ts";
import { watch } from "../harness/strict.ts";
import { expect, test } from "../harness/test.ts";

let installation: Installation;
let saar: Saar;

test.beforeAll(async () => {
  installation = await Installation.start();
  ({ saar } = installation);
});
test.afterAll(() => installation.stop());

/** The page is as wide as the phone: nothing scrolls sideways. */
async function fits(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
  await expectAccessible(page);
}

/** Pictures of what was just looked at, when somebody asks for them. */
async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env.SAAR_ASKING_SHOTS;
  if (!folder) return;
  for (const width of [390, 1280]) {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.setViewportSize({ width, height: 844 });
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png`, fullPage: true });
    }
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: null });
}

async function ask(page: Page, welcome: string, alias: string, email: string): Promise<void> {
  await page.goto(welcome);
  await page.getByLabel("Uw naam in de groep").fill(alias);
  await page.getByLabel("Uw straat").selectOption({ label: "Lindelaan" });
  await page.getByLabel("Iets over uzelf").fill("Groene deur, sinds de zomer");
  await page.getByLabel("E-mailadres").fill(email);
  await page.getByRole("radio", { name: /18 jaar of ouder/ }).check();
  await page.getByRole("checkbox", { name: "Ik houd mij aan deze spelregels" }).check();
  await page.getByRole("button", { name: "Vraag om mee te doen" }).click();
  await page.getByLabel("Code van zes cijfers").fill(await installation.code(email));
  await page.getByRole("button", { name: "Inloggen" }).click();
  await expect(page.getByText("Uw aanvraag is verstuurd.")).toBeVisible();
}

test("a newcomer asks, a neighbour vouches, an admin answers, and the newcomer leaves again", async ({ browser }) => {
  test.slow();
  const first = await installation.found("Lindehof");
  const open = async (): Promise<[BrowserContext, Page]> => {
    const context = await browser.newContext({ baseURL: saar.url, viewport: { width: 390, height: 844 } });
    return [context, await context.newPage()];
  };
  const [adminContext, admin] = await open();
  const [newContext, newcomer] = await open();
  const [thirdContext, third] = await open();
  const watched = [adminContext, newContext, thirdContext].map((context) => watch(context, { mayDial: /\/offline(\/alarm)?$/ }));
  await installation.join(admin, first, "Merel", "merel@example.org");
  await admin.waitForURL(/\/groups\/[^/]+\?done=welcome/);
  const home = new URL(admin.url()).pathname;

  // From the admin's page to the address where one asks.
  await admin.goto(`${home}/admin`);
  await admin.getByRole("link", { name: "Aanvragen: niemand wacht" }).click();
  await fits(admin);
  const welcome = (await admin.locator("#welcome-url").textContent())!.trim();

  // A mistake first: nothing that was typed is lost.
  await newcomer.goto(welcome);
  await fits(newcomer);
  await shoot(newcomer, "welcome");
  await newcomer.getByLabel("Uw naam in de groep").fill("Vink");
  await newcomer.getByRole("button", { name: "Vraag om mee te doen" }).click();
  await expect(newcomer.locator("#mistakes")).toBeFocused();
  await expect(newcomer.getByLabel("Uw naam in de groep")).toHaveValue("Vink");
  await fits(newcomer);
  await shoot(newcomer, "welcome-wrong");
  await ask(newcomer, welcome, "Vink", "vink@example.org");
  await fits(newcomer);
  await shoot(newcomer, "waiting");
  const vouch = (await newcomer.locator("#vouch-url").textContent())!.trim();

  // The neighbour who got the link knows them.
  await admin.goto(vouch);
  await expect(admin.getByText("Groene deur, sinds de zomer")).toBeVisible();
  await fits(admin);
  await shoot(admin, "vouch");
  await admin.getByRole("button", { name: /Ja, ik woon of werk hier/ }).click();
  await expect(admin.getByText("De beheerder ziet dat u deze buur kent.")).toBeVisible();

  // Two wait. One comes in with words that the admin changed.
  await ask(third, welcome, "Kauw", "kauw@example.org");
  await admin.goto(`${home}/admin/requests`);
  await fits(admin);
  await shoot(admin, "queue");
  await admin.getByRole("link", { name: "Antwoord Vink" }).click();
  await fits(admin);
  await shoot(admin, "answer");
  await admin.locator("#yes-words").fill("Dag Vink, tot ziens bij de lindes.");
  await admin.getByRole("button", { name: "Laat meedoen" }).click();
  await expect(admin.getByText("Deze buur doet nu mee en krijgt een mail.")).toBeVisible();
  // The clock of the server tells them, some seconds later.
  await expect(async () => expect((await installation.mailbox.next("vink@example.org")).text).toContain("tot ziens bij de lindes")).toPass();
  await newcomer.goto(home);
  await expect(newcomer.getByText("1 buur kijkt mee")).toBeVisible();

  // Letters on paper, and a code typed by the one who still waits.
  await admin.goto(`${home}/admin/letters`);
  await fits(admin);
  await admin.getByLabel("Straat").selectOption({ label: "Lindelaan" });
  await admin.getByLabel("Van nummer").fill("2");
  await admin.getByLabel("Tot en met").fill("6");
  await admin.getByRole("radio", { name: "Even nummers", exact: true }).check();
  await admin.getByRole("button", { name: "Maak de brieven" }).click();
  await expect(admin.locator(".paper")).toHaveCount(3);
  await fits(admin);
  await shoot(admin, "letters");
  const code = (await admin.locator(".paper-code").first().textContent())!.trim();
  await third.goto(welcome);
  await third.getByLabel("Code uit een brief").fill("2222-2222");
  await third.getByRole("button", { name: "Vul in" }).click();
  await expect(third.locator("#mistakes")).toBeFocused();
  await fits(third);
  await third.getByLabel("Code uit een brief").fill(code);
  await third.getByRole("button", { name: "Vul in" }).click();
  await expect(third.getByText("Nu is bekend dat u hier woont.")).toBeVisible();

  // A no with one of the ready-made messages; the asker reads it.
  await admin.goto(`${home}/admin/requests`);
  await admin.getByRole("link", { name: "Antwoord Kauw" }).click();
  await admin.getByRole("link", { name: "Andere reden" }).click();
  await expect(admin.locator("#answer")).toHaveValue(/Op dit moment kan dat niet/);
  await admin.getByRole("button", { name: "Stuur dit antwoord" }).click();
  await expect(admin.getByText("Uw antwoord is verstuurd.")).toBeVisible();
  await third.goto("/groups");
  await fits(third);
  await third.getByRole("link", { name: /Lindehof/ }).click();
  await expect(third.getByText("Op dit moment kan dat niet")).toBeVisible();
  await fits(third);

  // Out again: one press in the settings.
  await newcomer.goto("/settings");
  await fits(newcomer);
  await newcomer.locator(".leave button").click();
  await expect(newcomer.getByText(/U heeft de groep verlaten/)).toBeVisible();
  expect((await newcomer.goto(home))!.status()).toBe(404);
  for (const { findings } of watched) {
    expect(await findings()).toEqual([]);
  }
  await Promise.all([adminContext, newContext, thirdContext].map((context) => context.close()));
});
