// Raising an alarm without a mouse and without seeing, with and without a network, at 390 pixels; and what a screen reader is given.
import type { Page } from "@playwright/test";
import { fill, onIncident, send } from "../harness/alarm.ts";
import { expectAccessible } from "../harness/axe.ts";
import { shellKept } from "../harness/kept.ts";
import { Person } from "../harness/people.ts";
import { Saar } from "../harness/start.ts";
import { expect, test } from "../harness/test.ts";

/** Presses Tab until the focus is on what has this name. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  const passed = [];
  for (let stop = 0; stop < 60; stop++) {
    await page.keyboard.press("Tab");
    const label = await page.evaluate(() => {
      const element = document.activeElement as HTMLInputElement;
      return (element.labels?.[0]?.textContent ?? element.textContent ?? "").replace(/\s+/g, " ").trim();
    });
    if (name.test(label)) return;
    passed.push(label);
  }
  throw new Error(`Tab does not lead to ${name.source}; it passed ${passed.join(" | ")}`);
}

for (const network of ["online", "offline"] as const) {
  test(`by keyboard alone, ${network}`, async ({ browser }) => {
    const saar = await Saar.start({ arguments: ["demo"] });
    try {
      const person = await Person.signIn(browser, saar, "resident");
      const { page, home } = person;
      await shellKept(page, home);
      if (network === "offline") await saar.kill();
      await page.goto(home);
      await tabTo(page, /^Er gebeurt nu iets/);
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/alarm$/);
      await expectAccessible(page);
      await tabTo(page, /Doe alsof u 112 belt/);
      await page.keyboard.press("Enter");
      await tabTo(page, /^Inbraak$/);
      await page.keyboard.press("Space");
      await tabTo(page, /^Voelt aan deuren$/);
      await page.keyboard.press("Space");
      await tabTo(page, /^(Zonder straat|Kies|Straat|.*straat.*)$/i);
      await page.getByLabel("Straat", { exact: true }).focus();
      await page.keyboard.type("Tollen");
      await tabTo(page, /^Stuur alarm naar/);
      await page.keyboard.press("Enter");
      if (network === "offline") {
        // The focus follows to what it says, and from there to the buttons.
        await expect(page.locator("#drafts")).toBeFocused();
        await expect(page.locator("#drafts").getByRole("status")).toContainText("Nog niet verstuurd: geen netwerk. Bel 112.");
        await expectAccessible(page);
        await tabTo(page, /^Nu versturen$/);
        await saar.resume();
        // Unless it went by itself in the same moment.
        await page.keyboard.press("Enter");
      }
      await onIncident(page);
      await expectAccessible(page);
      expect(await person.running()).toHaveLength(1);
      expect(await person.stored()).toMatchObject({ kind: "burglary", street: "Tollenpad" });
      await person.context.close();
    } finally {
      await saar.stop();
    }
  });
}

test("what a screen reader is given while an alarm is raised", async ({ browser }) => {
  const saar = await Saar.start({ arguments: ["demo"] });
  try {
    const { page, home, context } = await Person.signIn(browser, saar, "resident");
    await shellKept(page, home);
    // Times differ from run to run; everything else is as it was read out the day this was agreed.
    const transcript = async (name: string) => {
      const tree = await page.locator("body").ariaSnapshot();
      const steady = [[/\d\d:\d\d/g, "23:41"], [/\/groups\/[\w-]+/g, "/groups/G"], [/\/incidents\/[\w-]+/g, "/incidents/I"], [/\d+ van \d+ bereikt/, "N van N bereikt"], [/\d+ gezien/, "N gezien"], [/127\.0\.0\.1(:|%3A)\d+/g, "example.org"]] as const;
      expect(steady.reduce((text, [from, to]) => text.replace(from, to), tree), name).toMatchSnapshot(`${name}.aria.yml`);
    };
    await page.goto(`${home}/alarm`);
    await transcript("1-alarm");
    await fill(page);
    await transcript("2-filled");
    await saar.pause();
    await send(page).tap();
    await expect(page.locator("#drafts")).toContainText("Nog niet verstuurd");
    await transcript("3-not-sent");
    await saar.resume();
    await onIncident(page);
    await expect(page.getByText("Uw alarm is verstuurd.")).toBeVisible();
    await transcript("4-sent");
    await context.close();
  } finally {
    await saar.stop();
  }
});
