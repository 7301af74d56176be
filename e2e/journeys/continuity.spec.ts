// A group goes on: who is on call tonight, and the coordinator's page over all groups of the village's umbrella.
import { expectAccessible } from "../harness/axe.ts";
import { desk, phone } from "../harness/chromium.ts";
import { expect, test } from "../harness/test.ts";

test("an admin takes a turn, and everybody sees who is on call", async ({ meet }) => {
  const admin = await meet("admin", phone);
  await admin.page.goto(`${admin.home}/admin`);
  await expectAccessible(admin.page);
  await admin.page.getByRole("link", { name: "Vannacht heeft niemand dienst" }).click();
  await admin.page.getByRole("button", { name: "Zet op het rooster" }).click();
  await expect(admin.page.locator("#mistakes")).toContainText("Kies een dag van de week");
  await expectAccessible(admin.page);
  // Each day of the week: then it is so whatever today is.
  for (const weekday of ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"]) {
    await admin.page.getByLabel("Elke week op").selectOption(weekday);
    await admin.page.getByLabel("de avond").check();
    await admin.page.getByRole("button", { name: "Zet op het rooster" }).click();
    await expect(admin.page.getByText(`${weekday}, de avond`)).toBeVisible();
  }
  await expect(admin.page.getByText("Vannacht heeft dienst: Grutto.")).toBeVisible();
  await expectAccessible(admin.page);
  const resident = await meet("resident", phone);
  await resident.page.getByRole("link", { name: "Wie heeft dienst?" }).click();
  await expect(resident.page.getByText("Vannacht heeft dienst: Grutto.")).toBeVisible();
  await expect(resident.page.getByLabel("Wie?", { exact: true })).toHaveCount(0);
});

test("a coordinator sees all groups by counts, and makes one whose admins come by mail", async ({ meet }) => {
  const admin = await meet("admin", desk);
  await admin.page.goto("/groups");
  await admin.page.getByRole("link", { name: "Koepel Elzendaal Waakt" }).click();
  await expect(admin.page.locator("ul.rows > li")).toHaveCount(17);
  await expectAccessible(admin.page);
  await admin.page.getByRole("link", { name: "Nieuwe groep" }).click();
  await admin.page.getByRole("button", { name: "Maak de groep en stuur de mails" }).click();
  await expect(admin.page.locator("#mistakes")).toContainText("minstens één e-mailadres");
  await expectAccessible(admin.page);
  await admin.page.getByLabel("Naam van de groep").fill("Wilgenhof");
  await admin.page.getByLabel("Gemeente").fill("Elzendaal");
  await admin.page.getByLabel("Straten die erbij horen").fill("Wilgenkade");
  await admin.page.getByLabel("E-mailadressen van de beheerders").fill("fuut@example.org");
  await admin.page.getByRole("button", { name: "Maak de groep en stuur de mails" }).click();
  await expect(admin.page.locator("ul.rows > li").filter({ hasText: "Wilgenhof" })).toContainText("Beheerders: geen");
  await expectAccessible(admin.page);
});
