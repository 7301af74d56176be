// Everything without a single script: an old phone, a strict employer's browser, a bundle that did not arrive.
import { onIncident } from "../harness/alarm.ts";
import { expect, test } from "../harness/test.ts";

test("from the other ways out to an alarm, a response, a sighting and its end", async ({ meet }) => {
  const person = await meet("resident", { javaScriptEnabled: false });
  const { page } = person;
  await page.getByRole("link", { name: "Niet dringend?" }).click();
  await page.getByText("Het is niet dringend", { exact: true }).click();
  // The same number stands folded away at noise.
  await expect(page.getByText("0900-8844").first()).toBeVisible();
  await page.getByRole("link", { name: /Het gebeurt nu/ }).click();

  // What a script would offer is not there; what is there, works.
  await expect(page.getByText("Waar ik nu ben")).toBeHidden();
  await page.getByRole("radio", { name: "Ik heb zogenaamd gebeld" }).check();
  await page.getByLabel("Hoe laat is er gebeld?").fill("");
  await page.getByRole("radio", { name: "Vernieling", exact: true }).check();
  await expect(page.getByRole("radio", { name: "Voelt aan deuren" })).toHaveCount(0);
  await page.getByRole("radio", { name: "Spuit verf", exact: true }).check();

  // Without a street the same form comes back, with everything that was chosen.
  await page.getByRole("button", { name: /^Stuur alarm/ }).click();
  await expect(page.getByRole("alert").first()).toContainText("De straat ontbreekt");
  await expect(page.getByRole("radio", { name: "Spuit verf", exact: true })).toBeChecked();
  await page.getByRole("link", { name: /De straat ontbreekt/ }).click();
  await page.getByLabel("Straat", { exact: true }).selectOption({ label: "Tollenpad" });
  await page.getByRole("button", { name: /^Stuur alarm/ }).click();
  await onIncident(page);
  await expect(page.getByText("Uw alarm is verstuurd.")).toBeVisible();
  expect(await person.stored()).toMatchObject({ kind: "vandalism", phrase: "sprays_paint", street: "Tollenpad", state: "alerted" });

  await page.getByRole("button", { name: /Licht aan/ }).click();
  await expect(page.getByRole("button", { name: /Licht aan/ })).toHaveAttribute("aria-pressed", "true");
  await page.locator("summary", { hasText: "Aanvulling geven" }).click();
  await page.getByLabel("Wat ziet u?").fill("Loopt nu weg met een rugzak");
  await page.getByRole("radio", { name: "Zuid", exact: true }).check();
  await page.getByRole("button", { name: "Stuur aanvulling" }).click();
  await expect(page.locator(".entry-sighting", { hasText: "Loopt nu weg met een rugzak" })).toContainText("richting zuid");
  await page.locator("summary", { hasText: "Afsluiten" }).click();
  await page.getByRole("button", { name: /Niets gevonden/ }).click();
  await expect(page.getByText("Er is gekeken en niets gevonden. Dank u wel.")).toBeVisible();
  expect(await person.stored()).toMatchObject({ state: "closed", reason: "nothing_found" });
});
