// What is not for the group: an admin says where it goes, a lamp in an alarm gets that desk once and may still be sent, and so do the words of a sighting.
import type { Page } from "@playwright/test";
import { choice, onIncident, send } from "../harness/alarm.ts";
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

/** Pictures of what was just looked at, when somebody asks for them. */
async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env.SAAR_DESK_SHOTS;
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
    for (const colorScheme of ["light", "dark"] as const) {
      if (!folder) continue;
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png`, fullPage: true });
    }
  }
  await page.emulateMedia({ colorScheme: null });
  await page.setViewportSize({ width: 390, height: 844 });
}

async function good(page: Page, name: string): Promise<void> {
  await expectAccessible(page);
  await shoot(page, name);
}

test("a lamp gets its desk once, and a sighting is asked about once", async ({ browser }) => {
  test.slow();
  const invite = await installation.found("Lindehof");
  const { saar } = installation;
  const context = await browser.newContext({ ...phone, baseURL: saar.url });
  const watched = watch(context, { mayDial: /./ });
  const page = await context.newPage();
  await installation.join(page, invite, "Merel", "merel@example.org");
  const home = new URL(page.url()).pathname;

  // Where a lamp goes: a mistake is named, and nothing typed is lost.
  await page.goto(`${home}/admin/desks`);
  await good(page, "desks-empty");
  await page.locator("summary", { hasText: "Lamp kapot" }).click();
  await page.locator("#lamp-name").fill("Meldpunt licht");
  await page.locator("#lamp-phone").fill("112");
  await page.getByRole("button", { name: "Bewaren" }).click();
  await expect(page.getByText("Dit is het alarmnummer.").first()).toBeVisible();
  await expect(page.locator("#lamp-name")).toHaveValue("Meldpunt licht");
  await good(page, "desks-wrong");
  await page.locator("#lamp-phone").fill("14 0123");
  await page.locator("#lamp-url").fill("https://www.example.org/melden");
  await page.getByRole("button", { name: "Bewaren" }).click();
  await expect(page.locator("#lamp-phone")).toHaveValue("14 0123");

  // Triage says it too, and opens nothing.
  await page.goto(`${home}/triage`);
  await page.locator("summary", { hasText: "Het is iets anders" }).click();
  await expect(page.getByRole("link", { name: "Bel 14 0123" })).toBeVisible();
  await expect(page.getByText("www.example.org/melden")).toBeVisible();
  await good(page, "triage");

  // In an alarm: asked once, with the dial and the link; sent the second time.
  await page.goto(`${home}/alarm`);
  await page.getByRole("radio", { name: "Ik heb gebeld" }).check();
  await choice(page, "Inbraak").check();
  await page.getByLabel("Straat", { exact: true }).selectOption({ index: 1 });
  await page.getByText("Of in uw eigen woorden").click();
  await page.getByLabel("Wat ziet of hoort u?").fill("alweer die lantaarnpaal kapot");
  await send(page).click();
  await expect(page.getByRole("link", { name: "Bel 14 0123" })).toHaveAttribute("href", "tel:140123");
  await expect(page.getByRole("link", { name: "Open www.example.org" })).toBeVisible();
  await good(page, "asked-lamp");
  await page.getByRole("button", { name: /^Toch versturen naar/ }).click();
  await onIncident(page);
  const incident = new URL(page.url()).pathname;

  // What is added is read too.
  await page.goto(incident);
  await page.locator("#sighting > summary").click();
  await page.getByLabel("Wat ziet u?").fill("die klootzak rent weg");
  await page.getByRole("button", { name: "Stuur aanvulling" }).click();
  await expect(page.getByRole("heading", { name: "Wilt u dit zo versturen?" })).toBeVisible();
  await expect(page.getByLabel("Uw tekst")).toHaveValue("die klootzak rent weg");
  await good(page, "asked-sighting");
  await page.getByLabel("Uw tekst").fill("man rent weg");
  await page.getByRole("button", { name: "Toch zo toevoegen" }).click();
  await expect(page.getByText("man rent weg").first()).toBeVisible();

  // The same in English.
  const saved = await context.request.put("/api/v1/me/preferences", { data: { language: "en", channels: [] }, headers: { origin: saar.url } });
  expect(saved.ok(), await saved.text()).toBe(true);
  await page.goto(`${home}/admin/desks`);
  await expect(page.getByRole("heading", { name: "The right desk" })).toBeVisible();
  await good(page, "desks-english");
  await page.goto(`${home}/triage`);
  await page.locator("summary", { hasText: "something else" }).click();
  await expect(page.getByRole("link", { name: "Call 14 0123" })).toBeVisible();
  await good(page, "triage-english");
  expect(await watched.findings()).toEqual([]);
  await context.close();
});
