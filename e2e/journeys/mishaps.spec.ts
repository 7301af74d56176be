// What goes wrong at night: two witnesses, a thumb that taps twice, a field forgotten, somebody who cannot call.
import { choice, fill, onIncident, raise, send } from "../harness/alarm.ts";
import { expectAccessible } from "../harness/axe.ts";
import { Person } from "../harness/people.ts";
import { Saar } from "../harness/start.ts";
import { watch } from "../harness/strict.ts";
import { expect, test } from "../harness/test.ts";

const SAME = { kind: "Geweld", phrase: "Er wordt gevochten", street: "Tollenpad" };

test("two witnesses of the same are asked once, and their report becomes a sighting", async ({ meet }) => {
  const first = await meet("resident");
  const second = await meet("neighbour");
  // The second began before the first had sent.
  await second.page.goto(`${second.home}/alarm`);
  const path = await raise(first, SAME);
  await fill(second.page, SAME);
  await send(second.page).tap();
  await expect(second.page.getByRole("heading", { name: "Is dit hetzelfde?" })).toBeVisible();
  await expectAccessible(second.page);
  await second.page.getByRole("button", { name: "Dit is dezelfde melding" }).tap();
  await onIncident(second.page);
  expect(new URL(second.page.url()).pathname).toBe(path);
  await expect(second.page.getByText("Dit was al gemeld. Uw aanvulling staat erbij.")).toBeVisible();
  await expect(first.page.locator(".entry-sighting", { hasText: "Er wordt gevochten" })).toContainText("Wilg");
  expect(await first.running()).toHaveLength(1);
  // The call that was made for it is not lost either.
  expect((await first.stored(path)).timeline.filter(({ event, who }) => event === "called_again" && who === "Wilg")).toHaveLength(1);
});

test("what only looks the same goes out as an alarm of its own", async ({ meet }) => {
  const first = await meet("resident");
  const second = await meet("neighbour");
  await second.page.goto(`${second.home}/alarm`);
  await raise(first, SAME);
  await fill(second.page, SAME);
  await send(second.page).tap();
  await second.page.getByRole("button", { name: /^Dit is iets anders: stuur alarm naar \d+ buren/ }).tap();
  await onIncident(second.page);
  await expect(second.page.getByText("Uw alarm is verstuurd.")).toBeVisible();
  expect(await first.running()).toHaveLength(2);
});

test("a neighbour called already: one tap says that it is this one", async ({ meet }) => {
  const first = await meet("resident");
  const second = await meet("neighbour");
  const path = await raise(first);
  await second.page.goto(`${second.home}/alarm`);
  await choice(second.page, "Een buur heeft gebeld").tap();
  await expect(second.page.getByText("Er loopt al een melding. Is het deze?")).toBeVisible();
  await expectAccessible(second.page);
  await second.page.getByRole("button", { name: /Inbraak · Klepperlaan.*Ja, deze/s }).tap();
  await onIncident(second.page);
  expect(new URL(second.page.url()).pathname).toBe(path);
  expect(await first.running()).toHaveLength(1);
});

test("Enter sends one's own alarm while another runs, which everybody sees on the page before", async ({ meet }) => {
  const first = await meet("resident");
  const second = await meet("neighbour");
  const path = await raise(first);
  await second.page.goto(`${second.home}/alarm`);
  await choice(second.page, "Ik heb zogenaamd gebeld").check();
  await expect(second.page.getByText("Er loopt al een melding. Is het deze?")).toBeVisible();
  // Too early: it says what is missing, and nothing went anywhere.
  await second.page.getByLabel("Hoe laat is er gebeld?").fill("23:41");
  await second.page.keyboard.press("Enter");
  await expect(second.page.locator(".send-missing")).not.toBeEmpty();
  expect((await first.stored(path)).timeline.filter(({ who }) => who === "Wilg")).toHaveLength(0);
  await fill(second.page, SAME);
  await second.page.getByLabel("Hoe laat is er gebeld?").press("Enter");
  await onIncident(second.page);
  expect(new URL(second.page.url()).pathname).not.toBe(path);
  expect(await first.running()).toHaveLength(2);
});

test("who cannot call is hidden, and is told in silence when somebody else did", async ({ browser }) => {
  // At people's pace: no simulated neighbour calls before the journey does.
  const saar = await Saar.start({ arguments: ["demo"] });
  try {
    const reporter = await Person.signIn(browser, saar, "resident");
    const neighbour = await Person.signIn(browser, saar, "neighbour");
    const watched = [watch(reporter.context), watch(neighbour.context)];
    const { page } = reporter;
    await page.goto(`${reporter.home}/alarm`);
    await choice(page, "Ik kan niet bellen").tap();
    await expect(page.getByText(/Chat met de meldkamer in de app 112NL/)).toBeVisible();
    await expect(page.getByText(/dan vraagt het \d+ buren om 112 te bellen/)).toBeVisible();
    await expectAccessible(page);
    await choice(page, "Inbraak").tap();
    await choice(page, "Breekt een deur of raam open").tap();
    await page.getByLabel("Straat", { exact: true }).selectOption({ label: "Kantkloshof" });
    await send(page).tap();
    await onIncident(page);
    await expect(page.getByText("Uw buren is gevraagd te bellen. U ziet hier, zonder geluid, zodra iemand belt.")).toBeVisible();
    const path = new URL(page.url()).pathname;

    await expect(neighbour.page.locator(".running")).toContainText("Nog niemand belde 112");
    await neighbour.page.goto(path);
    await expect(neighbour.page.getByText("De melder kan niet bellen. Bel 112. Bel niet aan.")).toBeVisible();
    await expect(neighbour.page.getByRole("button", { name: /Ik ga naar buiten|Wie gaat mee|Ik vraag of ik kan helpen/ })).toHaveCount(0);
    await expect(neighbour.page.locator("main")).not.toContainText("Roodborst");
    await expect(neighbour.page.locator(".incident-plan")).toHaveCount(0);
    await expectAccessible(neighbour.page);
    expect(JSON.stringify(await neighbour.stored(path)), "the reporter's name is not in the API either").not.toContain("Roodborst");
    await neighbour.page.getByRole("button", { name: "Ik heb nu gebeld" }).tap();
    await expect(page.getByText(/112 gebeld om \d\d:\d\d door een (buur|deelnemer)/)).toBeVisible();
    await expect(neighbour.page.getByRole("button", { name: /Ik ga naar buiten/ })).toHaveCount(0);
    for (const { findings } of watched) {
      expect(await findings()).toEqual([]);
    }
    await reporter.context.close();
    await neighbour.context.close();
  } finally {
    await saar.stop();
  }
});

test("the button says what is missing, and leads there", async ({ meet }) => {
  const { page, home } = await meet("resident");
  await page.goto(`${home}/alarm`);
  const missing = page.locator(".send-missing");
  await send(page).tap();
  await expect(missing).toContainText("Het telefoontje ontbreekt");
  await expectAccessible(page);
  await page.getByRole("button", { name: /Doe alsof u 112 belt/ }).tap();
  await send(page).tap();
  await expect(missing).toContainText("Wat het is, ontbreekt");
  await choice(page, "Overval").tap();
  await send(page).tap();
  await expect(missing).toContainText("Wat diegene doet, ontbreekt");
  await choice(page, "Rukt een tas weg").tap();
  await send(page).tap();
  await expect(missing).toContainText("De straat ontbreekt");
  await page.getByLabel("Straat", { exact: true }).selectOption({ label: "Tollenpad" });
  await expect(missing).toBeEmpty();
});

test("a mistake keeps what was typed, and is read first", async ({ meet }) => {
  const { page, home } = await meet("resident");
  await page.goto(`${home}/alarm`);
  await fill(page, { kind: "Diefstal", phrase: "Neemt een pakje mee", street: "Knikkerkade" });
  await page.getByText("Of in uw eigen woorden").tap();
  // A browser, or a keyboard, that does not know of the limit.
  const words = page.getByLabel("Wat ziet of hoort u?");
  await words.evaluate((field) => field.removeAttribute("maxlength"));
  const long = "Een bezorger zonder bus. ".repeat(20);
  await words.fill(long);
  await send(page).tap();
  const summary = page.locator("#mistakes");
  await expect(summary).toBeFocused();
  await expect(summary).toContainText("De tekst is te lang: 280 tekens is het meeste.");
  await expect(choice(page, "Diefstal")).toBeChecked();
  await expect(choice(page, "Neemt een pakje mee")).toBeChecked();
  await expect(words).toHaveValue(long);
  await expect(page.getByLabel("Straat", { exact: true }).locator("option:checked")).toHaveText("Knikkerkade");
  await expectAccessible(page);
  await summary.getByRole("link", { name: /De tekst is te lang/ }).tap();
  await expect(words).toBeFocused();
  await words.fill("Een bezorger zonder bus");
  await send(page).tap();
  await onIncident(page);
});

test("a sighting without anything in it says so, beside its field", async ({ meet }) => {
  const reporter = await meet("resident");
  await raise(reporter);
  const { page } = reporter;
  await page.locator("summary", { hasText: "Aanvulling geven" }).tap();
  await page.getByRole("button", { name: "Stuur aanvulling" }).tap();
  await expect(page.locator("#mistakes")).toBeFocused();
  await expect(page.locator("#mistakes")).toContainText("Er staat nog niets.");
  await expectAccessible(page);
});

test("tapped twice is sent once", async ({ meet }) => {
  const person = await meet("resident");
  await person.page.goto(`${person.home}/alarm`);
  await fill(person.page);
  await send(person.page).dblclick();
  await onIncident(person.page);
  expect(await person.running()).toHaveLength(1);
});

test("going back after sending does not send again", async ({ meet }) => {
  const person = await meet("resident");
  await raise(person);
  await person.page.goBack();
  await person.page.waitForURL(/\/alarm$/);
  await send(person.page).tap();
  // Either it says what is missing in a new form, or it leads to what was sent; never a second alarm.
  await expect(person.page.locator(".send-missing:not(:empty), [data-version]")).toBeVisible();
  expect(await person.running()).toHaveLength(1);
});

test("a phone whose own memory never answers sends its alarm all the same", async ({ meet }) => {
  const { page, home } = await meet("resident");
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => ({}) as IDBOpenDBRequest;
  });
  await page.goto(`${home}/alarm`);
  await fill(page);
  await send(page).tap();
  await onIncident(page);
  await expect(page.getByText("Uw alarm is verstuurd.")).toBeVisible();
});
