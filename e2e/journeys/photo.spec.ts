// Photos: blurred on the phone before anything leaves it, sent over a network that breaks, seen by the neighbours.
import type { Page, Request } from "@playwright/test";
import { onIncident, raise } from "../harness/alarm.ts";
import { expectAccessible } from "../harness/axe.ts";
import { expect, test } from "../harness/test.ts";

/** Where it was taken, as the file's EXIF says. */
const GPS = "GPS 52.0907N 5.1214E saar-canary-xq";
/** Size of the picture; it is not made smaller, so that pixels can be compared. */
const [WIDTH, HEIGHT] = [1200, 900];
/** The secret: stripes of black and white, nowhere else in the picture. */
const SECRET = { x: 400, y: 300, width: 240, height: 180 };

/** A JPEG made in the browser, with the place planted in its EXIF, XMP and comment. */
async function photo(page: Page, noisy = false): Promise<Buffer> {
  const bytes = await page.evaluate(
    async ({ width, height, secret, noisy }) => {
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext("2d")!;
      context.fillStyle = "#3060a0";
      context.fillRect(0, 0, width, height);
      if (noisy) {
        // Grain does not compress: four pieces and more, also after the phone encoded it anew.
        const grain = context.getImageData(0, 0, 640, 640);
        for (let at = 0, state = 1; at < grain.data.length; at += 1) {
          state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
          grain.data[at] = at % 4 === 3 ? 255 : state >>> 24;
        }
        context.putImageData(grain, 0, 0);
      }
      for (let x = 0; x < secret.width; x += 12) {
        context.fillStyle = x % 24 === 0 ? "#000" : "#fff";
        context.fillRect(secret.x + x, secret.y, 12, secret.height);
      }
      const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.92 });
      return [...new Uint8Array(await blob.arrayBuffer())];
    },
    { width: WIDTH, height: HEIGHT, secret: SECRET, noisy },
  );
  const plain = Buffer.from(bytes);
  const segment = (marker: number, head: string): Buffer => {
    const payload = Buffer.from(head + GPS, "latin1");
    return Buffer.concat([Buffer.from([0xff, marker, (payload.length + 2) >> 8, (payload.length + 2) & 255]), payload]);
  };
  return Buffer.concat([plain.subarray(0, 2), segment(0xe1, "Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0"), segment(0xe1, "http://ns.adobe.com/xap/1.0/\0"), segment(0xfe, ""), plain.subarray(2)]);
}

/** Gathers what is uploaded, as it leaves the browser. */
function listen(page: Page): { file(): Buffer; requests: Request[] } {
  const requests: Request[] = [];
  page.on("request", (request) => request.url().includes("/uploads/") && requests.push(request));
  return {
    requests,
    file: () => {
      const pieces = new Map<number, Buffer>();
      for (const request of requests.filter((request) => request.method() === "PUT")) {
        pieces.set(Number(request.headers()["upload-offset"]), request.postDataBuffer() ?? Buffer.alloc(0));
      }
      return Buffer.concat([...pieces].sort(([one], [other]) => one - other).map(([, piece]) => piece));
    },
  };
}

/** How often the picture changes from one stripe of the secret to the next, along its middle: each time where the secret can be seen. */
async function stripes(page: Page, file: Buffer): Promise<number> {
  return page.evaluate(
    async ({ bytes, secret }) => {
      const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: "image/jpeg" }));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      const context = canvas.getContext("2d")!;
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(secret.x, secret.y + secret.height / 2, secret.width, 1);
      let changes = 0;
      for (let x = 18; x < secret.width; x += 12) changes += Math.abs(data[4 * x]! - data[4 * (x - 12)]!) > 24 ? 1 : 0;
      return changes;
    },
    { bytes: [...file], secret: SECRET },
  );
}

const choose = (page: Page) => page.locator("[data-photo-input]");
const canvas = (page: Page) => page.locator("[data-photo-canvas]");

test("what is under a box never leaves the phone, nor where the photo was taken", async ({ meet }) => {
  const reporter = await meet("resident");
  const neighbour = await meet("neighbour");
  const path = await raise(reporter, { street: "Klepperlaan" });
  const { page } = neighbour;
  await page.goto(path);
  const file = await photo(page);
  expect(file.includes(GPS)).toBe(true);
  expect(await stripes(page, file), "the secret is there to be found").toBe(19);

  await page.getByText("Ik zie nu iets", { exact: true }).first().click();
  const sent = listen(page);
  await choose(page).setInputFiles({ name: "buurman.jpg", mimeType: "image/jpeg", buffer: file });
  await expect(page.getByRole("heading", { name: "Wat moet onherkenbaar?" })).toBeVisible();
  await expectAccessible(page);
  // One finger draws over the secret, with a margin; a second box is a mistake and is taken back.
  const on = (await canvas(page).boundingBox())!;
  const drag = async (from: [number, number], to: [number, number]): Promise<void> => {
    const at = ([x, y]: [number, number]): [number, number] => [on.x + (x / WIDTH) * on.width, on.y + (y / HEIGHT) * on.height];
    await page.mouse.move(...at(from));
    await page.mouse.down();
    await page.mouse.move(...at([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]));
    await page.mouse.move(...at(to));
    await page.mouse.up();
  };
  await drag([SECRET.x - 40, SECRET.y - 40], [SECRET.x + SECRET.width + 40, SECRET.y + SECRET.height + 40]);
  await drag([20, 20], [200, 200]);
  await expect(page.locator("[data-photo-boxes]")).toContainText("Vlak 2 van 2");
  await page.getByRole("button", { name: "Laatste vlak weg" }).click();
  await expect(page.locator("[data-photo-boxes]")).toContainText("Vlak 1 van 1");
  await page.getByRole("button", { name: "Gebruik deze foto" }).click();
  await expect(page.getByText("Binnen. De buren zien de foto")).toBeVisible();
  await expectAccessible(page);

  const uploaded = sent.file();
  expect(uploaded.length).toBeGreaterThan(1000);
  for (const trace of [GPS, "canary", "Exif", "ns.adobe", "buurman"]) expect(uploaded.includes(trace), trace).toBe(false);
  // What is left are the edges of four coarse blocks.
  expect(await stripes(page, uploaded), "the stripes are gone from what was uploaded").toBeLessThanOrEqual(4);

  await page.getByRole("button", { name: "Stuur aanvulling" }).click();
  await expect(page.getByText("Dank u. Uw aanvulling staat erbij.")).toBeVisible();
  // It comes to the reporter's open page by itself, with words that say where it belongs.
  const thumb = reporter.page.getByRole("img", { name: /^Foto bij inbraak, Klepperlaan, \d\d:\d\d$/ });
  await expect(thumb).toBeVisible();
  await expect.poll(() => thumb.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(320);
  await expectAccessible(reporter.page);
  await thumb.click();
  await expect(reporter.page.getByText("Zet hem nergens anders neer")).toBeVisible();
  await expectAccessible(reporter.page);
  // The worker keeps none of it (EDGES 21), and the text for the group's chat says nothing of it (EDGES 23).
  const kept = await page.evaluate(async () => {
    const urls: string[] = [];
    for (const name of await caches.keys()) for (const request of await (await caches.open(name)).keys()) urls.push(request.url);
    return urls;
  });
  expect(kept.filter((url) => /photos|uploads/.test(url))).toEqual([]);
  await page.goto(path);
  expect(await page.locator("#share-text").textContent()).not.toMatch(/foto/i);

  // Who sent it takes it away.
  await page.getByRole("img", { name: /^Foto bij/ }).click();
  await page.getByRole("button", { name: "Haal deze foto weg" }).click();
  await expect(page.getByText("De foto is weg.")).toBeVisible();
  await expect(page.getByRole("img", { name: /^Foto bij/ })).toHaveCount(0);
});

test("a network that breaks costs no piece twice, and words can wait for the photo", async ({ meet }) => {
  const reporter = await meet("resident");
  const path = await raise(reporter, { kind: "Diefstal", phrase: "Neemt een fiets mee", street: "Kwetterhof" });
  const { page } = reporter;
  await page.getByRole("link", { name: "Voeg een foto toe" }).click();
  await expect(page.getByRole("heading", { name: "Voeg een foto toe" })).toBeVisible();
  const file = await photo(page, true);
  const sent = listen(page);
  // The third piece and everything after it is lost.
  let pieces = 0;
  await page.route(/\/uploads\//, async (route) => {
    if (route.request().method() === "PUT" && (pieces += 1) <= 2) return route.continue();
    await route.abort("connectionreset");
  });
  await choose(page).setInputFiles({ name: "fiets.jpg", mimeType: "image/jpeg", buffer: file });
  await page.getByRole("button", { name: "Gebruik deze foto" }).click();
  const item = page.locator(".photo-item");
  await expect(item.getByText("Niet verstuurd: geen verbinding.")).toBeVisible({ timeout: 30_000 });
  const stood = Math.max(...sent.requests.filter((request) => request.method() === "PUT").map((request) => Number(request.headers()["upload-offset"])));
  expect(stood).toBeGreaterThan(0);
  await expectAccessible(page);
  await page.getByLabel("Wat ziet u?").first().fill("Rode fiets");
  await page.getByRole("button", { name: "Stuur aanvulling" }).first().click();
  await expect(page.getByText("Uw aanvulling gaat weg zodra de foto's binnen zijn.")).toBeVisible();

  await page.unroute(/\/uploads\//);
  const before = sent.requests.length;
  await item.getByRole("button", { name: "Probeer opnieuw" }).click();
  // It asks where it stood, goes on from there, and then sends the form by itself.
  await onIncident(page);
  await expect(page.getByText("Dank u. Uw aanvulling staat erbij.")).toBeVisible();
  const after = sent.requests.slice(before);
  expect(after.some((request) => request.method() === "HEAD")).toBe(true);
  const offsets = after.filter((request) => request.method() === "PUT").map((request) => Number(request.headers()["upload-offset"]));
  expect(Math.min(...offsets.filter((offset) => offset > 0)), "on from where it stood").toBe(stood);
  await expect(page.getByText("Rode fiets")).toBeVisible();
  await expect(page.getByRole("img", { name: /^Foto bij diefstal, Kwetterhof/ })).toBeVisible();
  expect(new URL(page.url()).pathname).toBe(path);
});

test("boxes are put and moved by keyboard, and what is no photo is said", async ({ meet }) => {
  const reporter = await meet("resident");
  await raise(reporter, { kind: "Vernieling", phrase: "Maakt dingen kapot", street: "Paraplusteeg" });
  const { page } = reporter;
  await page.goto(`${new URL(page.url()).pathname}/photo`);
  const say = page.locator("[data-photo-say]");
  await choose(page).setInputFiles({ name: "a.heic", mimeType: "image/heic", buffer: Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic", "latin1") });
  await expect(say).toContainText("HEIC-foto van een iPhone");
  await choose(page).setInputFiles({ name: "a.jpg", mimeType: "image/jpeg", buffer: Buffer.from("no picture") });
  await expect(say).toContainText("kan dit bestand niet als foto lezen");

  const sent = listen(page);
  await choose(page).setInputFiles({ name: "a.jpg", mimeType: "image/jpeg", buffer: await photo(page) });
  const boxes = page.locator("[data-photo-boxes]");
  // A key pressed before the picture is there is lost.
  await expect(canvas(page)).toBeVisible();
  await canvas(page).focus();
  await page.keyboard.press("Enter");
  await expect(boxes).toHaveText("Vlak 1 van 1: 41% van links, 38% van boven");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowUp");
  await expect(boxes).toHaveText("Vlak 1 van 1: 39% van links, 35% van boven");
  // Larger, until it covers the secret.
  for (let press = 0; press < 6; press += 1) {
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Shift+ArrowDown");
  }
  await page.getByRole("button", { name: "Gebruik deze foto" }).press("Enter");
  await expect(page.getByText("Binnen. De buren zien de foto")).toBeVisible();
  expect(await stripes(page, sent.file())).toBeLessThanOrEqual(8);
  // Escape is "rather not".
  await choose(page).setInputFiles({ name: "a.jpg", mimeType: "image/jpeg", buffer: await photo(page) });
  await expect(boxes).toHaveText("0 vlakken");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("heading", { name: "Wat moet onherkenbaar?" })).toBeHidden();
  await expect(page.locator(".photo-item")).toHaveCount(1);
  await page.getByRole("button", { name: /^Weg: Uw foto 1/ }).click();
  await expect(page.locator(".photo-item")).toHaveCount(0);
});
