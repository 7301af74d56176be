import { type Page, expect } from "@playwright/test";
import type { Person } from "./people.ts";

/** What somebody taps on the alarm page. The words are those on screen. */
export interface Report {
  kind?: string;
  phrase?: string;
  street?: string;
  drill?: boolean;
}

/** A report that fits nothing else on the page by accident. */
const USUAL = { kind: "Inbraak", phrase: "Voelt aan deuren", street: "Klepperlaan", drill: false };

/** Fills the alarm page in, up to sending: the call was pretended, the place is a street. */
export async function fill(page: Page, report: Report = {}): Promise<void> {
  const { kind, phrase, street } = { ...USUAL, ...report };
  await page.getByRole("button", { name: /Doe alsof u 112 belt/ }).click();
  await choice(page, kind).check();
  await choice(page, phrase).check();
  await page.getByRole("radio", { name: "In een straat" }).check();
  await page.getByLabel("Straat", { exact: true }).selectOption({ label: street });
}

/** The button that sends, whatever it says of the number of neighbours. */
export const send = (page: Page) => page.getByRole("button", { name: /^Stuur (alarm|oefening) naar \d+ bu/ });

/** Raises an alarm or a drill from the group's home, and gives the path of its page, which is open afterwards. */
export async function raise({ page, home }: Person, report: Report = {}): Promise<string> {
  await page.goto(`${home}/${report.drill === true ? "drill" : "alarm"}`);
  await fill(page, report);
  await send(page).click();
  await onIncident(page);
  return new URL(page.url()).pathname;
}

/** Waits until the page of an incident is open. */
export async function onIncident(page: Page): Promise<void> {
  await page.waitForURL(/\/incidents\/[^/]+(\?|$)/);
  await expect(page.locator("[data-version]")).toBeVisible();
}

/** Ends the incident on the page by its folded list of reasons. */
export async function close(page: Page, reason: string): Promise<void> {
  await page.getByText("Afsluiten", { exact: true }).click();
  await page.getByRole("button", { name: reason }).click();
}

/** A kind, a phrase or another choice, as a thumb finds it: the words of its label. */
export const choice = (page: Page, words: string) => page.getByRole("radio", { name: words, exact: true });

/**
 * Waits until the simulated neighbours have said what they had to say: one where somebody went, one that it is quiet. The first is
 * news for the police; not every neighbour calls it in, and who has to call is shown what to say: then the person here has called.
 */
export async function settled(person: Person, path: string): Promise<void> {
  await expect
    .poll(async () => (await person.stored(path)).timeline.filter(({ event }) => event === "sighted").length, { message: "neighbours react" })
    .toBeGreaterThanOrEqual(2);
  if ((await person.stored(path)).call_again) {
    await person.tell(`${path}/call`, { again: true, seconds_ago: 0 });
  }
  await person.page.waitForTimeout(500);
}
