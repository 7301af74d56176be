// `npm run shots`: the pages as people see them, for the README and for the eye. Nothing is asserted here.
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
