// A group chat that exists already comes along: its export becomes a list, the list an invite; and the chat is seen in pictures. With scripts and without.
import { expectAccessible } from "../harness/axe.ts";
import { expect, test } from "../harness/test.ts";

const chat = (lines: number): string => {
  const written = ["20-11-2026 21:03 - Berichten en gesprekken worden end-to-end versleuteld."];
  for (let line = 0; line < lines; line++) {
    const [day, hour, minute] = [1 + (line % 20), line % 24, line % 60].map((part) => String(part).padStart(2, "0"));
    written.push(`${day}-11-2026 ${hour}:${minute} - Xqbuur ${line % 7}: ${line % 9 ? "goedemorgen allemaal" : "Iemand voelt aan de deuren, 112 is gebeld"}`);
  }
  return written.join("\n");
};

const file = (name: string, text: string) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });

test("an admin brings the chat of the group, sees how it sleeps, and invites who stands in it", async ({ meet }) => {
  const { page, home } = await meet("admin");
  await page.goto(`${home}/admin`);
  await page.getByRole("link", { name: "Nodig buren uit met uw groepsapp of adressenlijst" }).tap();
  await expectAccessible(page);

  // Without a file nothing is sent, and what is wrong is said.
  await page.getByRole("button", { name: "Lees het bestand" }).tap();
  await expect(page.getByText("Kies eerst een bestand.")).toBeVisible();
  // A broken file: its line, and what to do.
  await page.getByLabel("Bestand", { exact: true }).setInputFiles(file("leden.csv", 'naam;telefoon\n"Xqels;0600000001\n'));
  await page.getByRole("button", { name: "Lees het bestand" }).tap();
  await expect(page.getByText("Regel 2:")).toBeVisible();
  await expect(page.locator("#mistakes")).toBeFocused();
  await expectAccessible(page);

  await page.getByLabel("Bestand", { exact: true }).setInputFiles(file("_chat.txt", chat(4_000)));
  await page.getByRole("button", { name: "Lees het bestand" }).tap();
  await expect(page.getByRole("heading", { name: "Dit staat erin" })).toBeFocused();
  await expect(page.getByText("7 mensen schreven erin")).toBeVisible();
  await expect(page.getByRole("img", { name: "Berichten per uur van de dag" })).toBeVisible();
  for (const fold of await page.locator("main details > summary").all()) await fold.tap();
  await expect(page.getByRole("row", { name: /^Lijkt op een alarm/ })).toBeVisible();
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing scrolls sideways").toBe(true);

  // Nobody chosen: asked again, with the list as it was.
  const boxes = page.getByRole("checkbox");
  for (const box of await boxes.all()) await box.uncheck();
  await page.getByRole("button", { name: "Maak een link voor hen" }).tap();
  await expect(page.locator("#mistakes")).toBeFocused();
  await expect(boxes).toHaveCount(7);
  await boxes.nth(0).check();
  await boxes.nth(3).check();
  await page.getByRole("button", { name: "Maak een link voor hen" }).tap();
  await expect(page.getByText("2 buren kunnen hem gebruiken")).toBeVisible();
  await expect(page.getByRole("img", { name: "QR-code van de uitnodiging" }).locator("svg")).toBeVisible();
  await expect(page.locator("#invite-words")).toContainText("/join/");
  await expectAccessible(page);

  // On the admin's page there is one more invite, and nobody's name.
  await page.goto(`${home}/admin`);
  await expect(page.getByText("0 van 2 gebruikt")).toBeVisible();
  await expect(page.locator("main")).not.toContainText("Xqbuur");
});

test("without scripts the form sends the file, and a number and an address become ways to invite", async ({ meet }) => {
  const { page, home } = await meet("admin", { javaScriptEnabled: false });
  await page.goto(`${home}/admin/import`);
  await page.getByLabel("Bestand", { exact: true }).setInputFiles(file("leden.csv", "naam;telefoon;mail\nXqels;06-00009901;xqels@example.org\nEls;+31600009901;\n"));
  await page.getByRole("button", { name: "Lees het bestand" }).click();
  await expect(page.getByText("zelfde nummer als 1")).toBeVisible();
  await page.getByRole("button", { name: "Maak een link voor hen" }).click();
  await expect(page.getByRole("link", { name: /^WhatsApp\s?: Xqels, \+31600009901$/ })).toHaveAttribute("href", /^https:\/\/wa\.me\/31600009901\?text=/);
  await expect(page.getByRole("link", { name: /^E-mail\s?: Xqels, xqels@example\.org$/ })).toHaveAttribute("href", /^mailto:xqels@example\.org\?subject=/);
});
