// A description, built afterwards: with a thumb, with keys alone, and without a single script.
import { close, onIncident, raise, settled } from "../harness/alarm.ts";
import { expectAccessible } from "../harness/axe.ts";
import { expect, test } from "../harness/test.ts";

test("built by taps, read by the neighbours as it comes, and ready to be read aloud", async ({ meet }) => {
  const reporter = await meet("resident");
  const neighbour = await meet("neighbour");
  const path = await raise(reporter);
  // What comes in by itself moves the page under a thumb.
  await settled(reporter, path);
  await neighbour.page.goto(path);
  await neighbour.page.evaluate(() => ((window as unknown as { marked: boolean }).marked = true));
  const { page } = reporter;
  await page.getByRole("link", { name: "Signalement toevoegen" }).tap();
  await expect(page.getByRole("heading", { name: "Signalement", exact: true })).toBeVisible();
  await expectAccessible(page);

  // The sentence follows the thumb.
  const said = page.locator("[data-said]");
  await expect(said).toHaveText("U heeft nog niets gekozen.");
  await page.getByRole("group", { name: "Man of vrouw?" }).getByRole("radio", { name: "Man", exact: true }).tap();
  await page.getByRole("group", { name: "Leeftijd, ongeveer" }).getByRole("radio", { name: "Ongeveer 30" }).tap();
  const colour = page.getByRole("group", { name: "Kleur boven" });
  await expect(colour).toBeHidden();
  await page.getByRole("group", { name: "Kleding boven" }).getByRole("radio", { name: "Jas", exact: true }).tap();
  await colour.getByRole("radio", { name: "Donker", exact: true }).tap();
  await expect(said).toHaveText("man, ongeveer 30, donkere jas");
  await page.locator("summary", { hasText: "Voertuig" }).tap();
  await page.getByRole("radio", { name: "Damesfiets" }).tap();
  await page.getByRole("group", { name: "Kleur van het voertuig" }).getByRole("radio", { name: "Rood", exact: true }).tap();
  await page.locator("summary", { hasText: "Welke kant op?" }).tap();
  await page.getByRole("textbox", { name: "Richting" }).fill("het station");
  await expect(said).toHaveText("man, ongeveer 30, donkere jas, op een rode damesfiets, richting het station");
  for (const summary of ["Meer over deze persoon", "Omgeving"]) {
    await page.locator("summary", { hasText: summary }).tap();
  }
  await expectAccessible(page);
  for (const box of await page.locator(".pick-one:visible, .builder-form summary:visible, .builder-form button:visible").all()) {
    const size = await box.boundingBox();
    expect(size!.height, await box.innerText()).toBeGreaterThanOrEqual(44);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing sticks out at 390 px").toBe(true);
  await page.getByRole("button", { name: "Bewaar voor de buurt" }).tap();
  await onIncident(page);
  await expect(page.getByText("Dank u. Het signalement staat erbij.")).toBeVisible();

  // The neighbour's open page has it by itself; the way is news for the police, and what to say lies beside the button.
  await expect(neighbour.page.locator(".descriptions")).toContainText("op een rode damesfiets, richting het station");
  expect(await neighbour.page.evaluate(() => (window as unknown as { marked?: boolean }).marked), "not loaded again").toBe(true);
  await expect(neighbour.page.getByText("Er is iets nieuws. Bel 112 opnieuw?")).toBeVisible();
  const read = neighbour.page.locator("#read-aloud");
  await expect(read, "nothing unfolds under a thumb").not.toHaveAttribute("open");
  await read.locator("summary").tap();
  await expect(read.locator("dt")).toHaveText(["Waar", "Wat", "Wie", "Welke kant op"]);
  await expect(read.locator("dd").first()).toContainText("Klepperlaan");
  await expect(read).toContainText("richting het station");
  // The one dial button stands right above it.
  await expect(neighbour.page.locator("#call-state + #read-aloud")).toHaveCount(1);
  await expect(neighbour.page.getByRole("button", { name: "Doe alsof u 112 belt" })).toHaveCount(1);
  await expectAccessible(neighbour.page);

  await close(page, "Het was een bekende");
  for (const person of [reporter, neighbour]) {
    await expect(person.page.getByText("damesfiets")).toHaveCount(0);
  }
});

test("built with keys alone", async ({ meet }) => {
  const person = await meet("resident");
  const { page } = person;
  await settled(person, await raise(person));
  const go = page.getByRole("link", { name: "Signalement toevoegen" });
  await go.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Signalement", exact: true })).toBeVisible();
  await page.locator("#people").focus();
  await page.keyboard.press("Tab");
  // Into a group one comes at its chosen radio, "weet niet"; the arrows go around.
  await expect(page.locator('[id="looks.sex"] input[value=""]')).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(page.locator('[id="looks.sex"] input[value="man"]')).toBeChecked();
  await page.locator("summary", { hasText: "Voertuig" }).focus();
  await page.keyboard.press("Enter");
  await page.locator('[id="vehicle.plate"]').focus();
  await page.keyboard.type("v999zz");
  await expect(page.locator("[data-said]")).toHaveText("man, kenteken V-999-ZZ");
  await page.keyboard.press("Enter");
  await onIncident(page);
  await expect(page.locator(".descriptions")).toContainText("man, kenteken V-999-ZZ");
  await expect(page.getByText("Er is iets nieuws. Bel 112 opnieuw?")).toBeVisible();
});

test("built without scripts, from what somebody sees now", async ({ meet }) => {
  const { page } = await meet("resident", { javaScriptEnabled: false });
  await page.goto(`${new URL(page.url()).pathname}/alarm`);
  await page.getByRole("radio", { name: "Ik heb zogenaamd gebeld" }).check();
  await page.getByRole("radio", { name: "Vernieling", exact: true }).check();
  await page.getByRole("radio", { name: "Spuit verf", exact: true }).check();
  await page.getByLabel("Straat", { exact: true }).selectOption({ label: "Tollenpad" });
  await page.getByRole("button", { name: /^Stuur alarm/ }).click();
  await onIncident(page);
  await page.locator("summary", { hasText: "Aanvulling geven" }).click();
  await page.getByLabel("Wat ziet u?").fill("Loopt nu weg");
  await page.getByRole("button", { name: "Verder naar signalement" }).click();
  await page.getByRole("group", { name: "Man of vrouw?" }).getByRole("radio", { name: "Vrouw", exact: true }).check();
  await page.locator("summary", { hasText: "Voertuig" }).click();
  await page.getByLabel("Kenteken, of een deel").fill("A".repeat(14));
  await page.getByRole("button", { name: "Bewaar voor de buurt" }).click();
  await expect(page.getByRole("alert").first()).toContainText("Dit kenteken is te lang");
  await page.getByLabel("Kenteken, of een deel").fill("12-??-zz");
  await page.getByRole("button", { name: "Laat zien hoe u het zegt" }).click();
  await expect(page.locator("[data-said]")).toHaveText("vrouw, deel van een kenteken: 12??ZZ");
  await page.getByRole("button", { name: "Bewaar voor de buurt" }).click();
  await onIncident(page);
  await expect(page.locator(".descriptions")).toContainText("vrouw, deel van een kenteken: 12??ZZ");
  await expect(page.locator(".entry-sighting", { hasText: "Loopt nu weg" })).toBeVisible();
});
