// The life of an alarm as several people see it at once, each in a browser of their own: nobody reloads anything.
import type { Page } from "@playwright/test";
import { close, onIncident, raise, settled } from "../harness/alarm.ts";
import { expectAccessible } from "../harness/axe.ts";
import { expect, test } from "../harness/test.ts";

/** Notes everything that a page says aloud from now on. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const said: string[] = [];
    (window as unknown as { said: string[] }).said = said;
    // One region waits its turn, the other interrupts.
    for (const region of document.querySelectorAll("#announce, #announce-now")) {
      new MutationObserver(() => said.push(region.textContent ?? "")).observe(region, { childList: true, characterData: true });
    }
  });
  return () => page.evaluate(() => (window as unknown as { said: string[] }).said);
}

/** Whether the page is the same document as when this was called: no reload, no navigation. */
async function mark(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => ((window as unknown as { marked: boolean }).marked = true));
  return async () => expect(await page.evaluate(() => (window as unknown as { marked?: boolean }).marked), "the page was not loaded again").toBe(true);
}

test("one alarm, told to everybody as it happens, from the first sight to the end", async ({ meet, saar }) => {
  const reporter = await meet("resident");
  const neighbour = await meet("neighbour");
  const admin = await meet("admin");
  await expect(neighbour.page.getByText("Rustig in de buurt")).toBeVisible();
  await expectAccessible(neighbour.page);
  const neighbourStays = await mark(neighbour.page);

  const path = await raise(reporter, { kind: "Inbraak", phrase: "Klimt ergens naar binnen", street: "Klepperlaan" });
  await expect(reporter.page.getByText("Uw alarm is verstuurd.")).toBeVisible();
  await settled(reporter, path);

  // It comes to the open home of a neighbour by itself.
  const card = neighbour.page.getByRole("link", { name: /Inbraak.*Klepperlaan/s });
  await expect(card).toContainText(/112 gebeld om \d\d:\d\d/);
  await neighbourStays();
  await expectAccessible(neighbour.page);
  await card.tap();
  await onIncident(neighbour.page);
  await expect(neighbour.page.locator(".behaviour").getByText("Klimt ergens naar binnen")).toBeVisible();
  await expect(neighbour.page.getByText(/112 gebeld om \d\d:\d\d door de melder/)).toBeVisible();
  await expectAccessible(neighbour.page);

  // A response of the neighbour, on the reporter's open page.
  const reporterStays = await mark(reporter.page);
  const reporterHears = await listen(reporter.page);
  await neighbour.page.getByRole("button", { name: /Ik ga naar buiten/ }).tap();
  await expect(neighbour.page.getByText("Uw reactie staat erbij. Blijf veilig.")).toBeVisible();
  await expect(neighbour.page.getByRole("button", { name: /Ik ga naar buiten/ })).toHaveAttribute("aria-pressed", "true");
  await expect(reporter.page.getByText("Wilg: ik ga naar buiten")).toBeVisible();

  // A sighting with a direction; and half of a text that the reporter is typing stays where it is.
  await reporter.page.getByText("Aanvulling geven", { exact: true }).tap();
  const typing = reporter.page.getByLabel("Wat ziet u?");
  await typing.fill("Hij is nu bij de");
  await neighbour.page.goto(path);
  await neighbour.page.getByText("Ik zie nu iets", { exact: true }).tap();
  await expectAccessible(neighbour.page);
  await neighbour.page.getByLabel("Wat ziet u?").fill("Rent langs de schuurtjes");
  await neighbour.page.getByRole("radio", { name: "Noordoost", exact: true }).tap();
  await neighbour.page.getByRole("button", { name: "Stuur aanvulling" }).tap();
  await expect(neighbour.page.getByText("Dank u. Uw aanvulling staat erbij.")).toBeVisible();
  const sighting = reporter.page.locator(".entry-sighting", { hasText: "Rent langs de schuurtjes" });
  await expect(sighting).toContainText("richting noordoost");
  await expect(typing).toHaveValue("Hij is nu bij de");
  await expect(typing).toBeFocused();
  await reporterStays();

  // News for the police: call again? It is recorded for everybody.
  await expect(reporter.page.getByText("Er is iets nieuws. Bel 112 opnieuw?")).toBeVisible();
  await expectAccessible(reporter.page);
  await neighbour.page.getByRole("button", { name: "Ik heb opnieuw gebeld" }).tap();
  await expect(neighbour.page.getByText(/112 bijgepraat om \d\d:\d\d/)).toBeVisible();
  await expect(reporter.page.getByText(/112 bijgepraat om \d\d:\d\d/)).toBeVisible();
  await expect(reporter.page.getByText("Er is iets nieuws. Bel 112 opnieuw?")).toBeHidden();
  expect((await reporter.stored(path)).call_again).toBe(false);
  expect(await reporterHears(), "only a change of state is said aloud").toEqual([]);

  // A member may not end what another one reported; an admin may, and everybody sees how it ended.
  await expect(neighbour.page.getByText("Afsluiten", { exact: true })).toHaveCount(0);
  await admin.page.goto(path);
  await close(admin.page, "Politie was ter plaatse");
  await expect(admin.page.getByText("Afgesloten. Iedereen die is gewekt, krijgt bericht.")).toBeVisible();
  await expectAccessible(admin.page);
  for (const { page } of [reporter, neighbour]) {
    await expect(page.getByText("De politie was ter plaatse. Dank u wel.")).toBeVisible();
    await expect(page.getByRole("button", { name: /Licht aan/ })).toHaveCount(0);
    await expect(page.locator(".incident-more")).toBeHidden();
  }
  await reporterStays();
  expect(await reporterHears(), "the end is said aloud, once").toEqual(["Politie was ter plaatse"]);
  await expectAccessible(reporter.page);
  expect(await reporter.stored(path)).toMatchObject({ state: "closed", reason: "police_resolved" });

  await neighbour.page.goto(neighbour.home);
  await expect(neighbour.page.getByText("Rustig in de buurt")).toBeVisible();
  await expect(neighbour.page.getByText("Laatste alarm: zojuist").or(neighbour.page.getByText(/Laatste alarm: \d+ minu/))).toBeVisible();
  expect(saar.output).not.toContain("panicked");
});

test("a recall takes the words away from everybody, at once", async ({ meet }) => {
  const reporter = await meet("resident");
  const neighbour = await meet("neighbour");
  const words = "De man van nummer twaalf loopt te sjouwen";
  const { page } = reporter;
  await page.goto(`${reporter.home}/alarm`);
  await page.getByRole("button", { name: /Doe alsof u 112 belt/ }).tap();
  await page.getByRole("radio", { name: "Verdacht gedrag", exact: true }).check();
  await page.getByText("Of in uw eigen woorden").tap();
  await page.getByLabel("Wat ziet of hoort u?").fill(words);
  await page.getByLabel("Straat", { exact: true }).selectOption({ label: "Kwetterhof" });
  await page.getByRole("button", { name: /^Stuur alarm/ }).tap();
  await onIncident(page);
  const path = new URL(page.url()).pathname;
  await neighbour.page.goto(path);
  await expect(neighbour.page.locator(".behaviour").getByText(words)).toBeVisible();

  await close(page, "Het was een bekende");
  for (const person of [reporter, neighbour]) {
    await expect(person.page.getByText("Rectificatie", { exact: true })).toBeVisible();
    await expect(person.page.getByText("Het was een bekende van een buur. Er is niets aan de hand.")).toBeVisible();
    await expect(person.page.getByText(words)).toHaveCount(0);
    await expectAccessible(person.page);
  }
  const stored = await neighbour.stored(path);
  expect(stored).toMatchObject({ state: "recalled", reason: "known_person", words: null });
  expect(JSON.stringify(stored)).not.toContain("nummer twaalf");
  // Neither the page nor its history brings them back.
  await neighbour.page.goto(path);
  await expect(neighbour.page.getByText("De inhoud van deze melding is gewist. Soort, straat en tijd blijven.")).toBeVisible();
  await neighbour.page.goto(`${neighbour.home}/incidents`);
  await expect(neighbour.page.locator(".history li").first()).toContainText("Het was een bekende");
  expect(await neighbour.page.content()).not.toContain(words);
});

test("a drill says so wherever it appears, and dials nobody", async ({ meet }) => {
  const reporter = await meet("resident");
  const neighbour = await meet("neighbour");
  await reporter.page.goto(`${reporter.home}/drill`);
  await expect(reporter.page.locator("main").getByText("OEFENING", { exact: true })).toBeVisible();
  await expect(reporter.page.getByRole("button", { name: /^Stuur oefening naar/ })).toBeVisible();
  await expectAccessible(reporter.page);
  const path = await raise(reporter, { drill: true, street: "Paraplusteeg" });
  await expect(neighbour.page.locator(".running")).toContainText("OEFENING");
  await neighbour.page.locator(".running a").tap();
  await onIncident(neighbour.page);
  for (const { page } of [reporter, neighbour]) {
    await expect(page.locator("main").getByText("OEFENING", { exact: true })).toBeVisible();
    expect(await page.title()).toContain("OEFENING");
    await expect(page.getByText("Doorsturen naar groepsapp")).toHaveCount(0);
    await expectAccessible(page);
  }
  expect(await reporter.stored(path)).toMatchObject({ drill: true, state: "alerted" });
  await close(reporter.page, "Niets gevonden");
  await expect(neighbour.page.getByText("Er is gekeken en niets gevonden. Dank u wel.")).toBeVisible();
  await expect(neighbour.page.locator("main").getByText("OEFENING", { exact: true })).toBeVisible();
  await neighbour.page.goto(`${neighbour.home}/incidents`);
  await expect(neighbour.page.locator(".history li").first()).toContainText("OEFENING");
});
