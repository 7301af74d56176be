// What one prefers: a pause, large letters, the left hand; and a test alarm that shows what arrives.
import type { Page } from "@playwright/test";
import { expectAccessible } from "../harness/axe.ts";
import { PushDelivery } from "../harness/push.ts";
import { expect, test } from "../harness/test.ts";

/** What stands out of the screen to the right, by its words. */
function outside(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const visible = [...document.querySelectorAll<HTMLElement>("main *, header *, footer *")].filter((element) => element.checkVisibility() && !element.closest(".visually-hidden, svg"));
    const out = visible.filter((element) => element.getBoundingClientRect().right > width + 1).map((element) => `${element.tagName}.${element.className}: ${element.textContent?.trim().slice(0, 40)}`);
    return document.documentElement.scrollWidth > width ? [`the page is ${document.documentElement.scrollWidth} wide`, ...out] : out;
  });
}

test("large letters and the left hand are on every page, and nothing stands out at 390 pixels", async ({ meet }) => {
  const { page, home } = await meet("deputy");
  await page.goto("/settings");
  const size = () => page.evaluate(() => Number.parseFloat(getComputedStyle(document.body).fontSize));
  const plain = await size();
  await page.getByRole("radio", { name: "Groot" }).check();
  await page.getByRole("radio", { name: /^Links/ }).check();
  await page.locator("form[action='/settings/display'] button").tap();
  await expect(page.locator("html")).toHaveAttribute("data-text", "large");
  expect(await size()).toBeGreaterThanOrEqual(plain * 1.25);
  for (const path of ["/settings", home, `${home}/alarm`, `${home}/triage`, `${home}/incidents`, `${home}/rules`, "/groups"]) {
    await page.goto(path);
    await expect(page.locator("html")).toHaveAttribute("data-hand", "left");
    expect(await outside(page), path).toEqual([]);
    await expectAccessible(page);
  }
  // What is pressed stands at the left.
  await page.goto("/settings#devices");
  const out = page.locator("#tokens summary");
  expect((await out.boundingBox())!.x).toBeLessThan(60);
  await page.goto(home);
  const settings = page.getByRole("link", { name: "Instellingen" });
  expect((await settings.boundingBox())!.x).toBeLessThan(195);
});

test("channels are put in order by buttons for a thumb, with scripts and without", async ({ browser, meet, saar }) => {
  const { page, context } = await meet("deputy");
  const order = (page: Page) => page.locator("#channels .channel-name").allInnerTexts();
  await page.goto("/settings#channels");
  expect(await order(page)).toEqual(["Melding op uw toestel", "E-mail"]);
  // The first cannot be earlier, and the last not later.
  await expect(page.locator("#channels .channel-moves button")).toHaveText(["↓ Later Melding op uw toestel", "↑ Eerder E-mail"]);
  for (const button of await page.locator("#channels .channel-moves button").all()) {
    const box = (await button.boundingBox())!;
    expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44);
  }
  await expectAccessible(page);
  await page.getByRole("button", { name: "Eerder E-mail" }).tap();
  await expect(page.getByText("Bewaard.")).toBeVisible();
  expect(await order(page)).toEqual(["E-mail", "Melding op uw toestel"]);
  await expectAccessible(page);
  const plain = await browser.newContext({ baseURL: saar.url, javaScriptEnabled: false, storageState: await context.storageState() });
  const still = await plain.newPage();
  await still.goto("/settings");
  await still.getByRole("button", { name: "Later E-mail" }).click();
  expect(await order(still)).toEqual(["Melding op uw toestel", "E-mail"]);
  await plain.close();
});

test("the zones that people need stand first, in words, and every other behind them", async ({ meet }) => {
  const { page } = await meet("deputy");
  await page.goto("/settings");
  const zones = page.getByLabel("Waar bent u?");
  const often = await zones.locator("optgroup").first().locator("option").allInnerTexts();
  expect(often.map((text) => text.replace(/ \(nu .*/, ""))).toEqual(["Nederland", "Verenigd Koninkrijk", "Portugal", "Canarische Eilanden", "Griekenland", "Turkije", "Marokko", "Curaçao", "Suriname"]);
  await zones.selectOption("America/Paramaribo");
  await page.locator(".zone-form button").tap();
  await expect(page.getByLabel("Waar bent u?").locator("option:checked")).toHaveText(/^Suriname \(nu \d\d:\d\d\)$/);
  await page.getByLabel("Waar bent u?").selectOption("Pacific/Auckland");
  await page.locator(".zone-form button").tap();
  await expect(page.getByLabel("Waar bent u?").locator("option:checked")).toHaveText(/^Auckland/);
});

test("a pause says what does not come, ends by a button, and stands on the home meanwhile", async ({ meet }) => {
  const { page, home } = await meet("deputy");
  await page.goto("/settings#pause");
  const pause = page.locator("#pause");
  await expect(pause).toContainText("krijgt u geen alarm en geen oefening");
  const later = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
  await pause.getByLabel("Laatste dag").fill("2020-01-01");
  await pause.getByRole("button", { name: "Begin de pauze" }).tap();
  await expect(page.locator("#mistakes")).toContainText("De laatste dag is al voorbij");
  await expect(pause.getByLabel("Laatste dag")).toHaveValue("2020-01-01");
  await expectAccessible(page);
  await pause.getByLabel("Laatste dag").fill(later);
  await pause.getByRole("button", { name: "Begin de pauze" }).tap();
  await expect(pause).toContainText("U heeft pauze tot en met");
  await expectAccessible(page);
  await page.goto(home);
  await expect(page.getByText(/^U heeft pauze tot en met/)).toBeVisible();
  await page.getByRole("link", { name: "Verander of stop" }).tap();
  await page.getByRole("button", { name: "Stop de pauze" }).tap();
  await expect(page.getByText("De pauze is gestopt. U krijgt weer alarmen.")).toBeVisible();
  await page.goto(home);
  await expect(page.getByText(/^U heeft pauze/)).toHaveCount(0);
});

test("a test alarm shows what arrived while one looks, and without scripts by looking again", async ({ meet, browser, saar }) => {
  const { page, context } = await meet("deputy");
  await page.goto("/settings#test");
  await page.getByRole("button", { name: "Stuur mij een proefalarm" }).tap();
  const result = page.locator(".test-alarm");
  await expect(result).toContainText("TEST");
  // The demo's own phones and mailboxes answer as real ones do: the page changes by itself.
  await expect(result).toContainText("Aangenomen door de mailserver");
  const mail = result.locator("li.test-way", { hasText: "E-mail" });
  await expect(mail.getByRole("button", { name: "Ja, hij is er" })).toBeVisible();
  await expectAccessible(page);
  await mail.getByRole("button", { name: "Ja, hij is er" }).tap();
  await expect(result.locator("li.test-way", { hasText: "E-mail" })).toContainText("Aangekomen");
  const plain = await browser.newContext({ baseURL: saar.url, javaScriptEnabled: false, storageState: await context.storageState() });
  const still = await plain.newPage();
  await still.goto("/settings#test");
  await expect(still.locator(".test-alarm")).toContainText("Aangekomen");
  await expect(still.getByRole("link", { name: "Kijk opnieuw" })).toBeVisible();
  await plain.close();
});

test("a test alarm is marked as a test on the phone", async ({ meet, saar }) => {
  const { page, home } = await meet("deputy");
  const push = await PushDelivery.open(page);
  await page.goto(home);
  // Registered is not yet at work: what is pushed before that meets nobody.
  await page.evaluate(async () => {
    await navigator.serviceWorker.register("/sw.js");
    await navigator.serviceWorker.ready;
  });
  const data = { delivery: "t-1", version: 1, link: `${saar.url}/settings#test`, receipt: { url: "/receipts", token: "AAAAAAAAAAAAAAAAAAAAAA" } };
  const words = { title: "TEST · Proefalarm", body: "Dit is een test. Dit toestel hoort een alarm. U hoeft niets te doen." };
  await push.deliver({ web_push: 8030, notification: { ...words, lang: "nl", dir: "auto", tag: "test", silent: false, renotify: true, requireInteraction: true, navigate: data.link, data }, mutable: true });
  await expect.poll(() => push.shown()).toMatchObject([{ title: "TEST · Proefalarm", tag: "test" }]);
});
