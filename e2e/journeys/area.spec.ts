// A group is founded and its area drawn: by a thumb at 390 px, by keys alone, and over tiles once somebody asks for them.
import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "../harness/axe.ts";
import { test as mapped } from "../harness/mapped.ts";
import type { Person } from "../harness/people.ts";
import { expect, test } from "../harness/test.ts";

/** Open water, like the demo's village: nobody's house is meant. */
const here = { geolocation: { latitude: 52.55, longitude: 5.3 }, permissions: ["geolocation"] };

async function found(page: Page, name: string): Promise<void> {
  await page.goto("/groups");
  await page.getByRole("link", { name: "Start een buurtgroep" }).click();
  await expectAccessible(page);
  await page.getByLabel("Naam van de groep").fill(name);
  await page.getByLabel("Gemeente").fill("Voorbeeldstad");
  await page.getByLabel("Straten die erbij horen").fill("Lindelaan\nBeukenpad");
  await page.getByLabel("Uw naam in de groep").fill("Specht");
  await page.getByRole("checkbox", { name: /18 jaar of ouder/ }).check();
  await page.getByRole("checkbox", { name: "Ik houd mij aan deze spelregels" }).check();
  await page.getByRole("button", { name: "Start de groep" }).click();
  await expect(page.getByText("De groep is er.")).toBeVisible();
  await expectAccessible(page);
}

/** Taps at a spot from the middle of the drawing, in pixels. */
async function tap(stage: Locator, dx: number, dy: number): Promise<void> {
  await stage.scrollIntoViewIfNeeded();
  const box = (await stage.boundingBox())!;
  await stage.page().touchscreen.tap(box.x + box.width / 2 + dx, box.y + box.height / 2 + dy);
}

const rings = async (person: Person): Promise<number[][]> => {
  const path = new URL(person.page.url()).pathname;
  const { geojson } = await person.ask<{ geojson: { geometry: { coordinates: unknown[][][] } | null } }>(path);
  return (geojson.geometry?.coordinates ?? []).map((polygon) => polygon.map((ring) => ring.length - 1));
};

const square = [[-90, -90], [90, -90], [90, 90], [-90, 90]] as const;

test("founded and drawn with a thumb: areas, a hole, a corner moved, undone, saved", async ({ meet }) => {
  const person = await meet("neighbour", here);
  const { page } = person;
  await found(page, "Specht en omgeving");
  const stage = page.getByRole("application", { name: "Tekening van het gebied" });
  const button = (name: string) => page.getByRole("button", { name, exact: true });
  await button("Ga naar waar ik ben").tap();
  await expect(page.locator(".area-scale")).toContainText(" m");
  await button("Nieuw vlak").tap();
  for (const [dx, dy] of square) await tap(stage, dx, dy);
  await expect(page.locator(".area-status")).toHaveText("Hoek 4 staat er.");
  // The first corner closes it.
  await tap(stage, -90, -90);
  await expect(page.locator(".area-status")).toContainText("met 4 hoeken");
  await expect(page.locator(".area-corner")).toHaveCount(4);
  await button("Gat in het vlak").tap();
  for (const [dx, dy] of [[-40, -40], [40, -40], [0, 40]] as const) await tap(stage, dx, dy);
  await button("Vlak is klaar").tap();
  await expect(page.locator(".area-corner")).toHaveCount(7);
  // A corner is chosen and taken out, and that is undone.
  await tap(stage, 90, 90);
  await button("Hoek weg").tap();
  await expect(page.locator(".area-corner")).toHaveCount(6);
  await button("Ongedaan maken").tap();
  await expect(page.locator(".area-corner")).toHaveCount(7);
  // A dot on a line makes a corner.
  await tap(stage, 0, -90);
  await expect(page.locator(".area-corner")).toHaveCount(8);
  for (const one of await page.locator(".area-page button:visible").all()) {
    const size = (await one.boundingBox())!;
    expect(Math.min(size.width, size.height), await one.innerText()).toBeGreaterThanOrEqual(44);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing sticks out at 390 px").toBe(true);
  await expectAccessible(page);
  await button("Bewaar het gebied").tap();
  await expect(page.getByText("Het gebied is bewaard.")).toBeVisible();
  expect(await rings(person)).toEqual([[5, 3]]);
  await expect(page.locator(".area-corner"), "what is saved can be drawn on").toHaveCount(8);
  await expectAccessible(page);
  // What crosses itself is refused in words, and stays to be mended.
  await page.locator(".area-page details summary", { hasText: "GeoJSON" }).tap();
  await page.getByLabel("GeoJSON", { exact: true }).fill(JSON.stringify({ type: "Polygon", coordinates: [[[5.3, 52.5], [5.31, 52.51], [5.31, 52.5], [5.3, 52.51], [5.3, 52.5]]] }));
  await button("Bewaar het gebied").tap();
  await expect(page.locator("#mistakes")).toContainText("Een rand kruist of raakt zichzelf");
  await expect(page.locator(".area-corner")).toHaveCount(4);
  await expectAccessible(page);
});

test("drawn by keys alone", async ({ meet }) => {
  const person = await meet("neighbour", here);
  const { page } = person;
  await found(page, "Alleen met toetsen");
  const keys = async (...names: string[]) => {
    for (const name of names) await page.keyboard.press(name);
  };
  const press = async (name: string) => {
    await page.getByRole("button", { name, exact: true }).focus();
    await page.keyboard.press("Enter");
  };
  await press("Ga naar waar ik ben");
  await expect(page.locator(".area-scale")).toContainText(" m");
  await press("Nieuw vlak");
  await expect(page.locator(".area-stage")).toBeFocused();
  const far = (way: string) => Array<string>(4).fill(`Shift+${way}`);
  await keys("Enter", ...far("ArrowRight"), "Enter", ...far("ArrowDown"), "Enter", ...far("ArrowLeft"), "Enter");
  await press("Vlak is klaar");
  await expect(page.locator(".area-status")).toContainText("met 4 hoeken");
  await press("Volgende hoek");
  await expect(page.locator(".area-status")).toHaveText("Hoek 1 van 4.");
  const before = await page.locator("#geojson").inputValue();
  await keys("ArrowLeft", "ArrowLeft");
  expect(await page.locator("#geojson").inputValue()).not.toBe(before);
  await keys("Control+z");
  expect(await page.locator("#geojson").inputValue(), "a walk is undone as one").toBe(before);
  await keys("PageDown", "Enter");
  await expect(page.locator(".area-corner")).toHaveCount(5);
  await keys("Delete");
  await expect(page.locator(".area-corner")).toHaveCount(4);
  await press("Bewaar het gebied");
  await expect(page.getByText("Het gebied is bewaard.")).toBeVisible();
  expect(await rings(person)).toEqual([[4]]);
});

mapped("tiles lie behind it once somebody asks for them, and not before", async ({ meet, tiles }) => {
  const { page, home } = await meet("admin");
  await page.goto(`${home}/area`);
  await expect(page.locator(".area-stage svg")).toBeVisible();
  expect(tiles.asked).toEqual([]);
  await page.getByRole("button", { name: "Toon de kaart erachter" }).tap();
  await expect.poll(() => tiles.asked.length).toBeGreaterThan(0);
  await expect(page.locator(".area-tiles img").first()).toBeVisible();
  for (const { path, referrer, cookie } of tiles.asked) {
    expect(path).toMatch(/^\/\d+\/\d+\/\d+\.png$/);
    expect([referrer, cookie]).toEqual([undefined, undefined]);
  }
  await expect(page.locator(".area-credit")).toBeVisible();
  await expectAccessible(page);
});
