// Every page there is: accessible in light and dark, wide and narrow, in both languages; quiet in its console; light on the wire.
import type { Page } from "@playwright/test";
import { raise } from "../harness/alarm.ts";
import { expectAccessible } from "../harness/axe.ts";
import { desk, phone } from "../harness/chromium.ts";
import { expect, test } from "../harness/test.ts";
import { weigh } from "../harness/wire.ts";

/** The alarm page over the wire, without a map: DESIGN.md's promise. */
const ALARM_BYTES_MAX = 50_000;

const VIEWS = [
  { name: "a phone in Dutch", language: "nl", locale: "nl-NL", device: phone },
  { name: "a desk in English", language: "en", locale: "en-GB", device: desk },
];

for (const { name, language, locale, device } of VIEWS) {
  test(`signed out, on ${name}`, async ({ browser, saar }) => {
    const context = await browser.newContext({ ...device, locale, baseURL: saar.url });
    const page = await context.newPage();
    for (const path of ["/", "/about", "/privacy", "/sign-in", "/sign-in/code", "/sign-in/link", "/demo", "/join/bestaat-niet", "/address-back", "/nergens"]) {
      await page.goto(path);
      await expect(page.locator("html")).toHaveAttribute("lang", new RegExp(`^${language}`));
      await expectAccessible(page);
      await fits(page, path);
    }
    await context.close();
  });

  test(`signed in, on ${name}`, async ({ meet, saar }) => {
    const admin = await meet("admin", { ...device, locale });
    const { page, context, home } = admin;
    const speak = (language: string) => context.request.post("/settings/language", { form: { language }, headers: { origin: saar.url } });
    await speak(language);
    try {
      const incident = await meet("resident").then((resident) => raise(resident));
      const pages = ["", "/alarm", "/triage", "/drill", "/incidents", "/rules", "/admin", "/admin/import", "/admin/words", "/secrecy", "/log", "/objections", "/who-may", "/admin/drills", "/budget"].map((path) => home + path);
      for (const path of [...pages, "/groups", "/settings", "/settings/passkeys", "/settings/log", "/settings/measures", "/settings/correct", incident]) {
        await page.goto(path);
        await expect(page.locator("html")).toHaveAttribute("lang", new RegExp(`^${language}`));
        for (const fold of await page.locator("main details > summary").all()) {
          await fold.click();
        }
        await expectAccessible(page);
        await fits(page, path);
      }
    } finally {
      await speak("nl");
    }
  });
}

for (const { name, language, locale, device } of VIEWS) {
  test(`the alarm button breaks no word, on ${name}`, async ({ meet, saar }) => {
    const { page, context, home } = await meet("neighbour", { ...device, locale });
    const speak = (language: string) => context.request.post("/settings/language", { form: { language }, headers: { origin: saar.url } });
    await speak(language);
    try {
      for (const size of [{ width: 320, height: 640 }, device.viewport]) {
        await page.setViewportSize(size);
        await page.goto(home);
        // A word that is broken stands on two lines.
        const broken = await page.locator(".alarm-button span").evaluate((element) => {
          const text = element.firstChild!;
          return [...text.textContent!.matchAll(/\S+/g)].filter(({ 0: word, index }) => {
            const range = document.createRange();
            range.setStart(text, index);
            range.setEnd(text, index + word.length);
            return range.getClientRects().length > 1;
          }).map(([word]) => word);
        });
        expect(broken, `${size.width} px`).toEqual([]);
      }
    } finally {
      await speak("nl");
    }
  });
}

/** No page scrolls sideways. */
async function fits(page: Page, path: string): Promise<void> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide, `${path} is not wider than the screen`).toBeLessThanOrEqual(0);
}

test("the alarm page stays under its weight on a first visit", async ({ meet }) => {
  // Without the worker, which would answer from what it kept: here each byte crosses the wire. What it fetches besides is weighed in offline-weather.spec.ts.
  const { page, home } = await meet("resident", { serviceWorkers: "block" });
  // Nothing that the page before it asked for.
  await page.goto("about:blank");
  const wire = await weigh(page, `${home}/alarm`);
  expect(wire.requests.length, JSON.stringify(wire.requests)).toBeLessThanOrEqual(8);
  expect(wire.bytes, JSON.stringify(wire.requests)).toBeLessThan(ALARM_BYTES_MAX);
});
