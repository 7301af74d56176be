// The place of an alarm on a map with tiles: fetched only when it is opened, chosen by a thumb or by keys alone, and the plan when no tile comes.
import type { Page } from "@playwright/test";
import { choice, fill, onIncident, send } from "../harness/alarm.ts";
import { expectAccessible } from "../harness/axe.ts";
import { desk } from "../harness/chromium.ts";
import { test } from "../harness/mapped.ts";
import { expect } from "../harness/test.ts";


test.beforeEach(({ tiles }) => {
  tiles.broken = false;
  tiles.asked.length = 0;
});

/** The page's fields of the place, as they would be sent. */
const fields = (page: Page) =>
  page.evaluate(() => {
    const value = (name: string) => document.querySelector<HTMLInputElement>(`#alarm [name="${name}"]`)!.value;
    return { lat: Number(value("lat")), lon: Number(value("lon")), accuracy: value("accuracy_m") };
  });

const metres = (a: { lat: number; lon: number }, b: { lat: number; lon: number }) =>
  Math.hypot((a.lat - b.lat) * 111_195, (a.lon - b.lon) * 111_195 * Math.cos((a.lat * Math.PI) / 180));

test("opened, tapped, sent, and seen by the neighbours with what was added", async ({ meet, tiles, saar }) => {
  const reporter = await meet("resident");
  const { page, home } = reporter;
  const answer = await page.goto(`${home}/alarm`);
  expect(answer!.headers()["content-security-policy"]).toContain(`img-src 'self' data: ${tiles.origin};`);
  await fill(page);
  expect(tiles.asked, "nobody is asked before the map is opened").toEqual([]);
  expect(await page.evaluate(() => performance.getEntriesByType("resource").some(({ name }) => name.includes("map.")))).toBe(false);

  await page.getByRole("radio", { name: "Op de kaart" }).check();
  const map = page.getByRole("application", { name: "Kaart: kies de plek" });
  await expect(map.locator(".leaflet-tile-loaded").first()).toBeVisible();
  await expect(page.locator("[data-plan-pick] > .plan"), "one of the two is there").toBeHidden();
  await expect(page.locator(".map-credit"), "whom to thank").toHaveText(new URL(tiles.origin).host);
  await map.scrollIntoViewIfNeeded();
  const box = (await map.boundingBox())!;
  await page.touchscreen.tap(box.x + box.width / 2 + 20, box.y + box.height / 2 - 30);
  await expect(page.locator(".placed")).toContainText("op de kaart");
  await expect(map.locator(".map-mark")).toHaveCount(1);
  const chosen = await fields(page);
  expect(chosen.accuracy, "a tap has no uncertainty").toBe("");
  for (const button of await page.locator("[data-plan-pick] button:visible").all()) {
    const size = (await button.boundingBox())!;
    expect(Math.min(size.width, size.height), await button.innerText()).toBeGreaterThanOrEqual(44);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing sticks out at 390 px").toBe(true);
  await expectAccessible(page);
  await send(page).click();
  await onIncident(page);
  const stored = await reporter.stored();
  expect(metres(stored.point!, chosen)).toBeLessThan(1);

  // What the tile server learned: squares of the map, and nothing of who asks or what was chosen.
  expect(tiles.asked.length).toBeGreaterThan(0);
  for (const { path, referrer, cookie } of tiles.asked) {
    expect(path).toMatch(/^\/\d+\/\d+\/\d+\.png$/);
    expect([referrer, cookie]).toEqual([undefined, undefined]);
  }

  // The neighbour's page: the plan, and the map when it is asked for; it stays open when there is news.
  const neighbour = await meet("neighbour");
  await neighbour.page.goto(page.url());
  const before = tiles.asked.length;
  await expect(neighbour.page.locator(".incident-plan > .plan .plan-mark")).toBeVisible();
  expect(tiles.asked.length).toBe(before);
  await neighbour.page.getByRole("button", { name: "Toon op de kaart" }).click();
  const theirs = neighbour.page.getByRole("application");
  await expect(theirs.locator(".leaflet-tile-loaded").first()).toBeVisible();
  await expect(theirs.locator(".map-mark")).toHaveCount(1);
  await expectAccessible(neighbour.page);
  const path = new URL(page.url()).pathname;
  await reporter.tell(`${path}/sightings`, { words: "Rent weg langs het water", direction: "ne" });
  await expect(neighbour.page.locator(".timeline")).toContainText("Rent weg langs het water");
  await expect(theirs.locator(".map-way path"), "which way, on the open map").toHaveAttribute("transform", "rotate(45)");
  await expect(theirs.locator(".leaflet-tile-loaded").first()).toBeVisible();

  // Taken back: nothing of the place stays on a page that is open.
  await reporter.tell(`${path}/close`, { reason: "known_person" });
  await expect(neighbour.page.getByRole("application")).toHaveCount(0);
  await expect(neighbour.page.locator("[data-lat]")).toHaveCount(0);
  expect(saar.output).not.toContain("panicked");
});

test("no tile comes: the plan is back, with a sentence, and takes the tap", async ({ meet, tiles }) => {
  tiles.broken = true;
  const reporter = await meet("resident");
  const { page, home } = reporter;
  await page.goto(`${home}/alarm`);
  await fill(page);
  await page.getByRole("radio", { name: "Op de kaart" }).check();
  await expect(page.getByText("De kaart doet het nu niet. Gebruik de plattegrond.")).toBeVisible();
  expect(tiles.asked.length).toBeGreaterThan(0);
  const plan = page.locator("[data-plan-pick] > .plan");
  await expect(plan).toBeVisible();
  await expect(page.getByRole("application")).toHaveCount(0);
  await plan.scrollIntoViewIfNeeded();
  await plan.tap();
  await expect(page.locator(".placed")).toContainText("op de kaart");
  await expectAccessible(page);
  const chosen = await fields(page);
  // They are back: so is the map, on demand, with what was chosen.
  tiles.broken = false;
  await page.getByRole("button", { name: "Toon op de kaart" }).click();
  await expect(page.getByRole("application").locator(".leaflet-tile-loaded").first()).toBeVisible();
  await expect(page.locator(".map-mark")).toHaveCount(1);
  await page.getByRole("button", { name: "Toon de plattegrond" }).click();
  await expect(plan).toBeVisible();
  await send(page).click();
  await onIncident(page);
  expect(metres((await reporter.stored()).point!, chosen)).toBeLessThan(1);
});

test("by keys alone: arrows move the map, Enter chooses its middle", async ({ meet }) => {
  const reporter = await meet("resident", { ...desk });
  const { page, home } = reporter;
  await page.goto(`${home}/alarm`);
  await fill(page);
  await page.getByRole("radio", { name: "Op de kaart" }).focus();
  await page.keyboard.press("Space");
  const map = page.getByRole("application", { name: "Kaart: kies de plek" });
  await expect(map.locator(".leaflet-tile-loaded").first()).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(map).toBeFocused();
  expect(await map.evaluate((element) => getComputedStyle(element).outlineStyle), "one sees where one is").not.toBe("none");
  await page.keyboard.press("Enter");
  await expect(page.locator(".placed")).toBeVisible();
  const first = await fields(page);
  await page.keyboard.press("ArrowUp");
  // The map glides: Enter takes the middle as it is at that instant.
  const northward = async (): Promise<number> => {
    await page.keyboard.press("Enter");
    return (await fields(page)).lat;
  };
  await expect.poll(northward, { message: "further north" }).toBeGreaterThan(first.lat);
  // Its two buttons, then the one that says the same as Enter.
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Dichterbij" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Verder weg" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Hier", exact: true })).toBeFocused();
  await expect(page.locator(".map-middle")).toContainText("Midden van de kaart:");
  await page.keyboard.press("Enter");
  await expect(page, "a place is chosen, nothing is sent").toHaveURL(/\/alarm$/);
  const chosen = await fields(page);
  await send(page).focus();
  await page.keyboard.press("Enter");
  await onIncident(page);
  expect(metres((await reporter.stored()).point!, chosen)).toBeLessThan(1);
});

test("who wants less motion gets a map that jumps", async ({ meet }) => {
  const { page, home } = await meet("resident", { reducedMotion: "reduce" });
  await page.goto(`${home}/alarm`);
  await page.getByRole("radio", { name: "Op de kaart" }).check();
  const map = page.getByRole("application");
  await expect(map.locator(".leaflet-tile-loaded").first()).toBeVisible();
  await expect(map).not.toHaveClass(/leaflet-(fade|zoom)-anim/);
});

test("a vague position is said, and a street is offered; a place outside the area goes out all the same", async ({ meet }) => {
  const reporter = await meet("resident", { permissions: ["geolocation"], geolocation: { latitude: 52.6, longitude: 5.3, accuracy: 640 } });
  const { page, home } = reporter;
  await page.goto(`${home}/alarm`);
  await page.getByRole("button", { name: /Doe alsof u 112 belt/ }).click();
  await choice(page, "Inbraak").check();
  await choice(page, "Voelt aan deuren").check();
  await expect(page.getByRole("radio", { name: "In een straat" }), "a vague one is not taken by itself").toBeChecked();
  await page.getByRole("radio", { name: "Waar ik nu ben" }).check();
  await expect(page.getByText("Uw telefoon weet niet goed waar u bent: 640 m nauwkeurig.")).toBeVisible();
  await expect(page.getByText("Dit ligt buiten het gebied van de groep. U kunt het alarm gewoon sturen.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Kies een straat" }).click();
  await expect(page.getByLabel("Straat", { exact: true })).toBeFocused();
  expect(await fields(page)).toEqual({ lat: 0, lon: 0, accuracy: "" });
  await page.getByRole("radio", { name: "Waar ik nu ben" }).check();
  await expect(page.locator(".placed")).toContainText("640 m nauwkeurig");
  await send(page).click();
  await onIncident(page);
  await expect(page.locator(".plan-words")).toContainText("ongeveer 640 m nauwkeurig");
  await expect(page.locator(".plan-words")).toContainText("buiten het gebied van de groep");
  expect(await reporter.stored()).toMatchObject({ point: { lat: 52.6, lon: 5.3 }, accuracy_m: 640, outside_area: true });
});
