// `npm run shots`: the pages as people see them, for the README and for the eye. Nothing is asserted here.
import type { Page } from "@playwright/test";
import { close, raise, settled } from "../harness/alarm.ts";
import { shoot } from "../harness/shots.ts";
import { test } from "../harness/test.ts";

test.setTimeout(1_800_000);

test("signed out", async ({ browser, meet, saar }) => {
  const { page, home } = await meet("admin");
  await page.goto(`${home}/admin`);
  await page.getByRole("button", { name: "Maak uitnodiging" }).click();
  const join = (await page.locator("#invite-url").textContent())!.trim();
  const invite = new URL(page.url()).pathname;
  await shoot(browser, { name: "invite", url: saar.url + invite, storageState: await page.context().storageState(), fullPage: true });
  let asked = 0;
  const code = async (page: Page): Promise<void> => {
    // An address may ask a few times an hour.
    await page.locator("input[type=email]").fill(`merel${++asked}@example.org`);
    await page.locator("main form button[type=submit]").first().click();
    await page.waitForURL("**/sign-in/code");
  };
  const scenes: [string, string, ((page: Page) => Promise<void>)?][] = [
    ["landing", "/"],
    ["about", "/about"],
    ["privacy", "/privacy"],
    ["demo", "/demo"],
    ["sign-in", "/sign-in"],
    ["sign-in-code", "/sign-in", code],
    ["sign-in-link", "/sign-in/link"],
    ["join", new URL(join).pathname],
    ["join-invalid", "/join/bestaat-niet"],
    ["not-found", "/nergens"],
  ];
  for (const [name, path, prepare] of scenes) {
    await shoot(browser, { name, url: saar.url + path, fullPage: true, ...(prepare && { prepare }) });
  }
});

test("a resident's pages", async ({ browser, meet, saar }) => {
  const { context, home } = await meet("resident");
  const storageState = await context.storageState();
  const below = ["alarm", "triage", "drill", "incidents", "rules", "offline", "offline/alarm"].map((path) => [path.replace("/", "-"), `${home}/${path}`] as const);
  const scenes = [["home", home], ...below, ["groups", "/groups"], ["settings", "/settings"], ["passkeys", "/settings/passkeys"]] as const;
  for (const [name, path] of scenes) {
    await shoot(browser, { name, url: saar.url + path, storageState, fullPage: name !== "home" });
  }
  const unfold = (page: Page) => page.locator("main details").evaluateAll((folds) => folds.forEach((fold) => fold.setAttribute("open", "")));
  await shoot(browser, { name: "alarm-unfolded", url: `${saar.url}${home}/alarm`, storageState, fullPage: true, prepare: unfold });
  await shoot(browser, {
    name: "alarm-mistakes",
    url: `${saar.url}${home}/alarm`,
    storageState,
    fullPage: true,
    prepare: (page) => page.locator("main form button[type=submit]").last().click(),
  });
});

test("an incident, from its alarm to its end", async ({ browser, meet, saar }) => {
  const [reporter, neighbour, admin] = [await meet("resident"), await meet("neighbour"), await meet("admin")];
  const path = await raise(reporter);
  await settled(reporter, path);
  const states = { reporter: await reporter.context.storageState(), neighbour: await neighbour.context.storageState(), admin: await admin.context.storageState() };
  const take = (name: string, who: keyof typeof states, where: string, fullPage = true) =>
    shoot(browser, { name, url: saar.url + where, storageState: states[who], fullPage });
  await take("home-running", "neighbour", neighbour.home, false);
  await take("incident-reporter", "reporter", path);
  await take("incident-neighbour", "neighbour", path);
  await take("photo-add", "neighbour", `${path}/photo`);
  await take("admin", "admin", `${admin.home}/admin`);
  await reporter.page.goto(path);
  await close(reporter.page, "Politie was ter plaatse");
  await take("incident-closed", "neighbour", path);
  const drill = await raise(await meet("deputy"), { drill: true });
  await take("incident-drill", "neighbour", drill);
  await take("history", "neighbour", `${neighbour.home}/incidents`);
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
