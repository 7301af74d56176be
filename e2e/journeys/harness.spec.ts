// The harness itself, against pages from memory: when this fails, no other journey means anything.
import { expectAccessible } from "../harness/axe.ts";
import { PushDelivery } from "../harness/push.ts";
import { StaticSite } from "../harness/static.ts";
import { countEffort } from "../harness/taps.ts";
import { expect, test } from "../harness/test.ts";
import { weigh } from "../harness/wire.ts";

const GOOD = `<!doctype html><html lang="nl"><head><title>Rustig</title><link rel="icon" href="data:,">
  <meta name="viewport" content="width=device-width"></head>
  <body><main><h1>Rustig in de buurt</h1><form>
    <label><input type="checkbox" name="a"> Ik kijk mee</label><button type="button">Stuur</button><label>Straat <input name="b"></label>
  </form></main><script>navigator.serviceWorker.register("/worker.js")</script></body></html>`;

const BAD = `<!doctype html><html><head><title></title><link rel="icon" href="data:,"></head>
  <body><img src="data:,"><input></body></html>`;

const WORKER = `self.addEventListener("push", (event) => {
  const { title, body, tag } = event.data.json();
  event.waitUntil(self.registration.showNotification(title, { body, tag }));
});`;

let site: StaticSite;
test.beforeAll(async () => {
  site = await StaticSite.start({ "/": GOOD, "/bad": BAD, "/worker.js": WORKER });
});
test.afterAll(() => site.stop());

test("axe passes a good page and finds what is wrong with a bad one", async ({ page }) => {
  await page.goto(site.url);
  await expectAccessible(page);
  await page.goto(`${site.url}/bad`);
  await expect(expectAccessible(page)).rejects.toThrow(/html-has-lang[\s\S]*image-alt/);
});

test("a tap on a label is one tap, and keys are counted apart", async ({ page, context }) => {
  const effort = await countEffort(context);
  await page.goto(site.url);
  await page.getByText("Ik kijk mee").tap();
  await page.getByRole("button").tap();
  expect(effort).toEqual({ taps: 2, keys: 0 });
  await page.reload();
  await page.getByLabel("Straat").tap();
  await page.keyboard.type("Lin");
  expect(effort).toEqual({ taps: 3, keys: 3 });
});

test("a push reaches the service worker, and the notification replaces the one of its tag", async ({ page }) => {
  const push = await PushDelivery.open(page);
  await page.goto(site.url);
  await push.deliver({ title: "Inbraak · Lindelaan", body: "112 is gebeld", tag: "1" });
  await expect.poll(() => push.shown()).toMatchObject([{ title: "Inbraak · Lindelaan", tag: "1" }]);
  await push.deliver({ title: "Rectificatie", body: "Niets aan de hand", tag: "1" });
  await expect.poll(() => push.shown()).toMatchObject([{ title: "Rectificatie", body: "Niets aan de hand" }]);
});

test("a page is weighed as it crosses the wire", async ({ page }) => {
  const wire = await weigh(page, site.url);
  expect(wire.requests.map(({ url }) => url)).toContain(`${site.url}/`);
  expect(wire.bytes).toBeGreaterThan(GOOD.length);
  expect(wire.bytes).toBeLessThan(GOOD.length + WORKER.length + 2_000);
});
