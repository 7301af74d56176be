// One's own settings: the night, the language, devices, access for programs.
import { expectAccessible } from "../harness/axe.ts";
import { expect, test } from "../harness/test.ts";

test("quiet hours are kept, and half of them is a mistake", async ({ meet }) => {
  const { page } = await meet("deputy");
  await page.goto("/settings");
  await expectAccessible(page);
  await page.getByLabel("Stil vanaf").fill("23:30");
  await page.getByLabel("Stil tot").fill("");
  const save = page.locator("form[action='/settings/quiet-hours'] button");
  await save.tap();
  await expect(page.locator("#mistakes")).toContainText("Vul begin en einde allebei in");
  await expect(page.getByLabel("Stil vanaf")).toHaveValue("23:30");
  await expectAccessible(page);
  await page.getByLabel("Stil tot").fill("06:45");
  await page.getByRole("radio", { name: /^Laat mij slapen/ }).check();
  await save.tap();
  await expect(page.getByText("Bewaard.")).toBeVisible();
  await expect(page.getByLabel("Stil tot")).toHaveValue("06:45");
  await expect(page.getByRole("radio", { name: /^Laat mij slapen/ })).toBeChecked();
});

test("the language is the reader's, on every page at once", async ({ meet }) => {
  const { page, home } = await meet("deputy");
  const choose = async (language: string) => {
    await page.goto("/settings");
    await page.getByRole("radio", { name: language }).check();
    await page.locator("form[action='/settings/language'] button").tap();
  };
  await choose("English");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.getByRole("heading", { name: "Settings", level: 1 })).toBeVisible();
  await expectAccessible(page);
  await page.goto(home);
  await expect(page.locator("main")).not.toContainText("Rustig in de buurt");
  await choose("Nederlands");
  await expect(page.locator("html")).toHaveAttribute("lang", "nl-NL");
});

test("a lost phone is signed out from another device", async ({ meet }) => {
  const lost = await meet("deputy", { userAgent: "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0" });
  const { page } = await meet("deputy");
  await page.goto("/settings#devices");
  const devices = page.locator("#devices li");
  const other = devices.filter({ has: page.getByRole("button", { name: /Firefox/ }) });
  await expect(other).toHaveCount(1);
  await other.getByRole("button").tap();
  await expect(page.getByText("Dat toestel is uitgelogd.")).toBeVisible();
  await expect(other).toHaveCount(0);
  await lost.page.goto(lost.home);
  await expect(lost.page).toHaveURL(/\/sign-in/);
});

test("access for a program is made once, seen once, and taken back", async ({ meet, playwright, saar }) => {
  const { page } = await meet("deputy");
  await page.goto("/settings");
  await page.locator("#tokens summary").tap();
  const form = page.locator("form[action='/settings/tokens']");
  await form.getByRole("button").tap();
  await expect(page.locator("#mistakes")).toBeFocused();
  await expectAccessible(page);
  await page.locator("#tokens details:not([open]) summary").tap();
  await page.locator("#name").fill("Lamp in de gang");
  await form.getByRole("checkbox").first().check();
  await form.getByRole("button").tap();
  const token = (await page.locator("#token").textContent())!.trim();
  await expectAccessible(page);
  const program = await playwright.request.newContext({ baseURL: saar.url, extraHTTPHeaders: { authorization: `Bearer ${token}` } });
  expect((await program.get("/api/v1/me")).status()).toBe(200);
  await page.goto("/settings");
  await expect(page.locator("main")).not.toContainText(token);
  await page.locator("#tokens li", { hasText: "Lamp in de gang" }).getByRole("button").tap();
  await expect(page.getByText("Die toegang is ingetrokken.")).toBeVisible();
  expect((await program.get("/api/v1/me")).status()).toBe(401);
  await program.dispose();
});
