// `npm run shots`: the place of an alarm, on the plan and on the map, for the eye. Nothing is asserted here.
import type { Page } from "@playwright/test";
import { test } from "../harness/mapped.ts";
import { shoot } from "../harness/shots.ts";


test.setTimeout(600_000);

const onMap = async (page: Page): Promise<void> => {
  await page.locator(".leaflet-tile-loaded").first().waitFor();
  await page.waitForTimeout(500);
};

test("the place", async ({ browser, meet, saar }) => {
  const reporter = await meet("resident");
  const storageState = await reporter.context.storageState();
  const at = { lat: 52.5462, lon: 5.2395 };
  const report = {
    kind: "burglary",
    witness: "seen",
    behaviour: { phrase: "tries_doors" },
    call: { by: "me", seconds_ago: 30 },
    place: { ...at, source: "position", accuracy_m: 45 },
  };
  const api = `/api/v1${reporter.home}/incidents`;
  const made = await reporter.context.request.post(api, { data: report, headers: { origin: saar.url, "idempotency-key": "shots-1" } });
  const { id } = (await made.json()) as { id: string };
  const path = `${reporter.home}/incidents/${id}`;
  await reporter.tell(`${path}/sightings`, { words: "Rent weg", direction: "ne" });
  await shoot(browser, {
    name: "alarm-map",
    url: `${saar.url}${reporter.home}/alarm`,
    storageState,
    prepare: async (page) => {
      await page.locator('[name="place"][value="plan"]').check();
      await onMap(page);
      await page.locator("[data-map-here]").click();
      await page.locator("#place").scrollIntoViewIfNeeded();
      await page.evaluate(() => document.querySelector("#place")!.scrollIntoView());
    },
  });
  await shoot(browser, {
    name: "alarm-vague",
    url: `${saar.url}${reporter.home}/alarm`,
    storageState,
    prepare: async (page) => {
      await page.context().grantPermissions(["geolocation"]);
      await page.context().setGeolocation({ latitude: 52.6, longitude: 5.3, accuracy: 640 });
      await page.locator('[name="place"][value="position"]').check();
      await page.locator(".place-vague").waitFor();
      await page.evaluate(() => document.querySelector("#place")!.scrollIntoView());
    },
  });
  const scroll = (page: Page) => page.evaluate(() => document.querySelector(".incident-plan")!.scrollIntoView());
  await shoot(browser, { name: "incident-plan", url: saar.url + path, storageState, prepare: scroll });
  await shoot(browser, {
    name: "incident-map",
    url: saar.url + path,
    storageState,
    prepare: async (page) => {
      await page.locator("[data-map-show]").click();
      await onMap(page);
      await scroll(page);
    },
  });
  await shoot(browser, {
    name: "sighting-form",
    url: saar.url + path,
    storageState,
    prepare: async (page) => {
      await page.locator("#sighting > summary").click();
      await page.evaluate(() => document.querySelector("#direction")!.scrollIntoView());
    },
  });
});
