// A group takes the boundary of its district, which the operator loaded, on a phone; with scripts and without.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expectAccessible } from "../harness/axe.ts";
import { phone } from "../harness/chromium.ts";
import { Installation } from "../harness/installation.ts";
import { watch } from "../harness/strict.ts";
import { expect, test } from "../harness/test.ts";

let installation: Installation;
let folder: string;

/** Open water: nobody's house is meant. */
const district = (name: string, code: string, east: number) => ({
  type: "Feature",
  properties: { WK_CODE: code, WK_NAAM: name, GM_NAAM: "Voorbeeldstad" },
  geometry: { type: "Polygon", coordinates: [[[east, 52.55], [east + 0.01, 52.55], [east + 0.01, 52.56], [east, 52.56], [east, 52.55]]] },
});

test.beforeAll(async () => {
  installation = await Installation.start();
  folder = await mkdtemp(join(tmpdir(), "saar-boundary-"));
  const file = join(folder, "wijken.geojson");
  const features = [district("Vogelwijk", "WK000001", 5.3), district("Bomenwijk", "WK000002", 5.32)];
  await writeFile(file, JSON.stringify({ type: "FeatureCollection", features }));
  await installation.saar.command("boundaries", "import", file, "--level", "district");
});
test.afterAll(async () => {
  await installation.stop();
  await rm(folder, { recursive: true });
});

for (const scripts of [true, false]) {
  test(`a district is found by its name and taken ${scripts ? "with" : "without"} scripts`, async ({ browser }) => {
    const alias = scripts ? "Merel" : "Kauw";
    const link = await installation.found(`Groep van ${alias}`);
    const context = await browser.newContext({ ...phone, baseURL: installation.saar.url, javaScriptEnabled: scripts });
    // What a phone keeps for when there is no network dials, for this is no demo.
    const watched = watch(context, { mayDial: /\/offline(\/alarm)?$/ });
    const page = await context.newPage();
    await installation.join(page, link, alias, `${alias.toLowerCase()}@example.org`);
    const home = new URL(page.url()).pathname;
    await page.goto(`${home}/area`);
    const search = page.getByLabel("Naam van de wijk, buurt of gemeente");
    await search.fill("kanarie");
    await page.getByRole("button", { name: "Zoek" }).click();
    await expect(page.getByText("Geen grens met kanarie in de naam.")).toBeVisible();
    if (scripts) await expectAccessible(page);
    await search.fill("vogel");
    await page.getByRole("button", { name: "Zoek" }).click();
    await expect(page.getByText("Vogelwijk wijk, Voorbeeldstad")).toBeVisible();
    await expect(page.getByText("Bomenwijk")).toHaveCount(0);
    if (scripts) await expectAccessible(page);
    await page.getByRole("button", { name: "Neem deze Vogelwijk" }).click();
    await expect(page.getByText("Het gebied is bewaard.")).toBeVisible();
    await expect(page.getByLabel("GeoJSON", { exact: true })).toHaveValue(/5\.31/);
    expect(await watched.findings()).toEqual([]);
    await context.close();
  });
}
