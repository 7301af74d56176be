// "Ten seconds": from the group's home to an alarm that is stored, in five taps and without a keyboard.
import type { Page } from "@playwright/test";
import { choice, onIncident, send } from "../harness/alarm.ts";
import { expectAccessible } from "../harness/axe.ts";
import { countEffort } from "../harness/taps.ts";
import { expect, test } from "../harness/test.ts";

const STREET = "Regentonlaan";

/** A point in the middle of a street, from the plan that the page itself draws. */
async function middleOf(page: Page, home: string, street: string): Promise<{ latitude: number; longitude: number }> {
  await page.goto(`${home}/alarm`);
  return page.evaluate((street) => {
    const plan = document.querySelector<SVGSVGElement>("[data-plan-pick] .plan")!;
    const { latTop, lonLeft, latPerUnit, lonPerUnit } = plan.dataset as Record<string, string>;
    const points = plan.querySelector(`[data-name="${street}"]`)!.getAttribute("points")!.trim().split(/\s+/);
    const [x, y] = points.slice(0, 2).map((pair) => pair.split(",").map(Number)).reduce(([ax, ay], [bx, by]) => [(ax! + bx!) / 2, (ay! + by!) / 2]);
    return { latitude: Number(latTop) - y! * Number(latPerUnit), longitude: Number(lonLeft) + x! * Number(lonPerUnit) };
  }, street);
}

test("five taps from home to sent, where the phone knows its place", async ({ meet }) => {
  const person = await meet("resident", { permissions: ["geolocation"] });
  const { page, context, home } = person;
  const here = await middleOf(page, home, STREET);
  await context.setGeolocation({ ...here, accuracy: 12 });
  await page.goto(home);
  const effort = await countEffort(context);

  await page.getByRole("link", { name: /Er gebeurt nu iets/ }).tap();
  await expect(page.locator(".placed")).toContainText(`bij ${STREET}`);
  await expectAccessible(page);
  await page.getByRole("button", { name: /Doe alsof u 112 belt/ }).tap();
  await expect(page.locator(".called")).toContainText(/112 gebeld om \d\d:\d\d/);
  await choice(page, "Inbraak").tap();
  await choice(page, "Glasgerinkel").tap();
  // Nobody sends a place that was never seen: it stands beside the button.
  await expect(page.locator(".send-where")).toContainText(STREET);
  await expectAccessible(page);
  await send(page).tap();
  await onIncident(page);
  expect(effort).toEqual({ taps: 5, keys: 0 });
  await expectAccessible(page);

  const stored = await person.stored();
  expect(stored).toMatchObject({ kind: "burglary", phrase: "breaking_glass", witness: "heard", state: "alerted", street: STREET });
  expect(stored).toMatchObject({ drill: false, cannot_call: false });
  // Who raised many alarms within the hour, as the resident of these journeys did, is marked and never refused (EDGES 2).
  const unmarked = stored.timeline.map(({ event }) => event).filter((event) => event !== "marked");
  expect(unmarked.slice(0, 3)).toEqual(["reported", "called", "alerted"]);
  expect(stored.timeline.find(({ event }) => event === "called")).toMatchObject({ what: "reporter" });
  expect(stored.point!.lat).toBeCloseTo(here.latitude, 4);
  expect(stored.point!.lon).toBeCloseTo(here.longitude, 4);
  expect(Math.abs(Date.now() - stored.called_ms!)).toBeLessThan(120_000);
});

test("without a position a street is enough, and nothing is typed", async ({ meet }) => {
  const person = await meet("resident");
  const { page, context } = person;
  const effort = await countEffort(context);
  await page.getByRole("link", { name: /Er gebeurt nu iets/ }).tap();
  await page.getByRole("button", { name: /Doe alsof u 112 belt/ }).tap();
  await choice(page, "Verdacht gedrag").tap();
  await choice(page, "Loopt door tuinen").tap();
  // A phone's own wheel of streets: two taps that the browser does not report.
  await page.getByLabel("Straat", { exact: true }).selectOption({ label: STREET });
  await expect(page.locator(".send-where")).toHaveText(STREET);
  await send(page).tap();
  await onIncident(page);
  expect(effort).toEqual({ taps: 5, keys: 0 });
  const stored = await person.stored();
  expect(stored).toMatchObject({ kind: "suspicious_behaviour", phrase: "walks_through_gardens", witness: "seen", street: STREET, point: null });
});

test("a position outside of the plan is a place too, and says so without a street", async ({ meet }) => {
  const person = await meet("resident", { permissions: ["geolocation"], geolocation: { latitude: 52.6, longitude: 5.3, accuracy: 30 } });
  const { page, home } = person;
  await page.goto(`${home}/alarm`);
  await expect(page.locator(".placed")).toContainText("waar u bent (30 m nauwkeurig)");
  await page.getByRole("button", { name: /Doe alsof u 112 belt/ }).tap();
  await choice(page, "Diefstal").tap();
  await choice(page, "Neemt een fiets mee").tap();
  await send(page).tap();
  await onIncident(page);
  expect(await person.stored()).toMatchObject({ kind: "theft", street: null, point: { lat: 52.6, lon: 5.3 } });
});

test("a tap on the plan chooses the street under it", async ({ meet }) => {
  const { page, home } = await meet("resident");
  await page.goto(`${home}/alarm`);
  await choice(page, "Op de kaart").tap();
  const line = page.locator(`[data-plan-pick] [data-name="${STREET}"]`);
  const spot = await line.evaluate((line) => {
    const polyline = line as SVGPolylineElement;
    const at = polyline.getPointAtLength(polyline.getTotalLength() / 2).matrixTransform(polyline.getScreenCTM()!);
    const box = polyline.ownerSVGElement!.getBoundingClientRect();
    return { x: at.x - box.x, y: at.y - box.y };
  });
  await page.locator("[data-plan-pick] .plan").tap({ position: spot });
  await expect(page.locator(".placed")).toContainText(`op de kaart, bij ${STREET}`);
  await expectAccessible(page);
});

test("above walking and cycling speed only stopping and dialling are left", async ({ meet }) => {
  const { page, home, context } = await meet("resident", { permissions: ["geolocation"] });
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setGeolocationOverride", { latitude: 52.55, longitude: 5.24, accuracy: 10, speed: 14 });
  await page.goto(`${home}/alarm`);
  await expect(page.getByText("Stop even, of laat een medereiziger het doen.")).toBeVisible();
  await expect(page.getByRole("button", { name: /Doe alsof u 112 belt/ })).toBeVisible();
  await expect(send(page)).toBeHidden();
  await expectAccessible(page);
});
