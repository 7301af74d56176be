// `npm run shots`: the pages as people see them, for the README and for the eye. Nothing is asserted here.
import type { Page } from "@playwright/test";
import { raise } from "../harness/alarm.ts";
import { shoot } from "../harness/shots.ts";
import { expect, test } from "../harness/test.ts";

test.setTimeout(600_000);

test("signed out", async ({ browser, saar }) => {
  await shoot(browser, { name: "sign-in", url: `${saar.url}/sign-in` });
});

test("a resident's pages", async ({ browser, page, context, saar }) => {
  const [resident] = saar.signInLinks;
  expect(resident, "the demo prints sign-in links").toBeDefined();
  await page.goto(resident!);
  // The link lands on a page whose button signs in, or on the group itself.
  const button = page.locator("form button[type=submit]");
  if (page.url().includes("/demo/sign-in/") && (await button.count()) > 0) {
    await button.first().click();
  }
  await page.waitForURL((url) => !url.pathname.startsWith("/demo/"));
  const storageState = await context.storageState();
  const group = /\/groups\/[^/]+/.exec(page.url())?.[0] ?? (await page.locator("a[href^='/groups/']").first().getAttribute("href"));
  const scenes = { home: group, alarm: `${group}/alarm`, triage: `${group}/triage`, drill: `${group}/drill`, incidents: `${group}/incidents`, settings: "/settings" };
  for (const [name, path] of Object.entries(scenes)) {
    await shoot(browser, { name, url: saar.url + path, storageState, fullPage: name !== "home" });
  }
});

test("a description, from the first choice to what is read aloud", async ({ browser, meet, saar }) => {
  const reporter = await meet("resident");
  const path = await raise(reporter);
  const storageState = await reporter.context.storageState();
  const choose = async (page: Page): Promise<void> => {
    await page.locator('.pick-looks-sex [value="man"]').check();
    await page.locator('.pick-looks-top-kind [value="jacket"]').check();
    await page.locator('.pick-looks-top-colour [value="dark"]').check();
    await page.locator("[data-said]").filter({ hasText: /,/ }).waitFor();
    const folded = page.locator(".builder-part:not([open]) summary");
    while ((await folded.count()) > 0) {
      await folded.first().click();
    }
  };
  await shoot(browser, { name: "description", url: `${saar.url}${path}/description`, storageState, prepare: choose });
  await shoot(browser, { name: "description-all", url: `${saar.url}${path}/description`, storageState, prepare: choose, fullPage: true });
  await reporter.tell(`${path}/descriptions`, {
    looks: { sex: "man", age: "25_34", top: { kind: "jacket", colour: "dark" } },
    vehicle: { kind: "ladies_bicycle", colour: "red" },
    towards: "het station",
  });
  await shoot(browser, { name: "incident-described", url: saar.url + path, storageState, fullPage: true });
});
