// Raising an alarm at a desk without a mouse, seeing at every step where one is.
import type { Page } from "@playwright/test";
import { desk } from "../harness/chromium.ts";
import { onIncident } from "../harness/alarm.ts";
import { expect, test } from "../harness/test.ts";

/** Presses Tab until the focus is on what has this name; a page has a bounded number of stops. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  const passed = [];
  for (let stop = 0; stop < 60; stop++) {
    await page.keyboard.press("Tab");
    const focus = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement;
      const label = (element as HTMLInputElement).labels?.[0]?.textContent ?? element.textContent ?? "";
      // The outline is on the element, or on the words of the label around an invisible radio button.
      const drawn = [element, element.closest("label"), element.closest("label")?.querySelector("span")];
      const seen = drawn.some((part) => part && getComputedStyle(part).outlineStyle !== "none" && parseFloat(getComputedStyle(part).outlineWidth) >= 2);
      return { label: label.replace(/\s+/g, " ").trim(), seen };
    });
    expect(focus.seen, `one sees that the focus is on "${focus.label}"`).toBe(true);
    if (name.test(focus.label)) {
      return;
    }
    passed.push(focus.label);
  }
  throw new Error(`Tab does not lead to ${name.source}; it passed ${passed.join(" | ")}`);
}

test("from home to sent by Tab, Space, arrows and Enter", async ({ meet }) => {
  const person = await meet("resident", { ...desk });
  const { page } = person;
  await tabTo(page, /Naar de inhoud/);
  await tabTo(page, /^Er gebeurt nu iets/);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/alarm$/);
  await tabTo(page, /Doe alsof u 112 belt/);
  await page.keyboard.press("Enter");
  await expect(page.locator(".called")).toContainText("112 gebeld om");
  await tabTo(page, /^Inbraak$/);
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("radio", { name: "Diefstal", exact: true })).toBeChecked();
  await tabTo(page, /^Neemt een fiets mee$/);
  await page.keyboard.press("Space");
  await tabTo(page, /^Straat$/);
  await page.keyboard.type("Tollen");
  await tabTo(page, /^Stuur alarm naar/);
  await page.keyboard.press("Enter");
  await onIncident(page);
  expect(await person.stored()).toMatchObject({ kind: "theft", phrase: "takes_bicycle", street: "Tollenpad", state: "alerted" });
});
