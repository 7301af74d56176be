// On the home screen: what a phone needs for it, and the hint that says why, when it makes sense.
import { raise } from "../harness/alarm.ts";
import { expectAccessible } from "../harness/axe.ts";
import { expect, test } from "../harness/test.ts";

interface Manifest {
  id: string;
  name: string;
  lang: string;
  start_url: string;
  display: string;
  icons: { src: string; sizes: string; type: string; purpose: string }[];
  shortcuts: { name: string; url: string; icons: { src: string }[] }[];
}

test("the manifest names nobody, its icons are what they say, and Chromium would install it", async ({ meet }) => {
  const { page, context, home } = await meet("resident");
  const manifest = (await (await context.request.get("/manifest.webmanifest")).json()) as Manifest;
  expect(manifest).toMatchObject({ id: "/", start_url: "/", display: "standalone", lang: "nl", name: "SAAR DEMO" });
  expect(JSON.stringify(manifest)).not.toMatch(new RegExp(`${home}|Roodborst|Klepperlaan`));
  expect(manifest.icons.map(({ purpose }) => purpose).sort()).toEqual(["any", "any", "any", "maskable", "monochrome"]);
  expect(manifest.shortcuts).toMatchObject([{ name: "Alarm", url: "/alarm" }]);
  const english = await context.request.get("/manifest.webmanifest", { headers: { "accept-language": "en-GB" } });
  expect(await english.json()).toMatchObject({ lang: "en" });

  await page.goto(home);
  const touch = await page.locator('link[rel="apple-touch-icon"]').getAttribute("href");
  const pictures = [...manifest.icons.map(({ src, sizes }) => ({ src, sizes })), { src: manifest.shortcuts[0]!.icons[0]!.src, sizes: "96x96" }, { src: touch!, sizes: "180x180" }];
  for (const { src, sizes } of pictures.filter(({ sizes }) => sizes !== "any")) {
    const size = await page.evaluate(async (src) => {
      const picture = new Image();
      picture.src = src;
      await picture.decode();
      return `${picture.naturalWidth}x${picture.naturalHeight}`;
    }, src);
    expect(size, src).toBe(sizes);
  }
  // A maskable icon bleeds to its corners; a monochrome one is transparent there, and has one colour only.
  const corner = async (purpose: string) =>
    page.evaluate(async (src) => {
      const picture = new Image();
      picture.src = src;
      await picture.decode();
      const canvas = new OffscreenCanvas(picture.naturalWidth, picture.naturalHeight);
      const drawing = canvas.getContext("2d")!;
      drawing.drawImage(picture, 0, 0);
      const { data } = drawing.getImageData(0, 0, canvas.width, canvas.height);
      const colours = new Set<string>();
      for (let i = 0; i < data.length; i += 4) if (data[i + 3] === 255) colours.add(`${data[i]},${data[i + 1]},${data[i + 2]}`);
      return { alpha: data[3], colours: colours.size };
    }, manifest.icons.find((icon) => icon.purpose === purpose)!.src);
  expect((await corner("maskable")).alpha).toBe(255);
  expect(await corner("monochrome")).toEqual({ alpha: 0, colours: 1 });

  const session = await context.newCDPSession(page);
  const { errors } = await session.send("Page.getAppManifest");
  expect(errors).toEqual([]);
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  // A test's window is private to Chromium, which installs nothing there; nothing else stands in the way.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito")).toEqual([]);

  await page.goto("/alarm");
  expect(new URL(page.url()).pathname, "the shortcut leads to the group's own page").toBe(`${home}/alarm`);
});

test("the hint comes after the first alarm that was seen, and a no is a no", async ({ meet }) => {
  const { page, home, context } = await meet("neighbour");
  const offer = () =>
    page.evaluate(() => {
      const event = Object.assign(new Event("beforeinstallprompt", { cancelable: true }), {
        prompt: () => Promise.resolve(void ((window as unknown as { prompted: boolean }).prompted = true)),
        userChoice: Promise.resolve({ outcome: "accepted" }),
      });
      window.dispatchEvent(event);
      return event.defaultPrevented;
    });
  const hint = page.getByRole("complementary", { name: "Zet SAAR op uw beginscherm" });
  await page.goto(home);
  await offer();
  await expect(hint).toBeHidden();
  const path = await raise(await meet("resident"));
  await page.goto(path);
  await page.goto(home);
  expect(await offer()).toBe(true);
  await expect(hint).toBeVisible();
  await expect(hint).toContainText("Dan bent u met één tik bij de alarmknop");
  await expect(hint.locator("[data-install-steps]")).toBeHidden();
  await expectAccessible(page);
  await hint.getByRole("button", { name: "Zet op beginscherm" }).tap();
  await expect.poll(() => page.evaluate(() => (window as unknown as { prompted?: boolean }).prompted)).toBe(true);
  await expect(hint).toBeHidden();

  await page.evaluate(() => localStorage.removeItem("saar-install-dismissed"));
  await page.goto(home);
  await offer();
  await hint.getByRole("button", { name: "Niet nu" }).tap();
  await expect(hint).toBeHidden();
  const again = await context.newPage();
  await again.goto(home);
  await expect(again.locator("[data-install]")).toBeHidden();
});

test("on an iPhone it says that alarms reach it only then, with drawn steps; after joining too", async ({ meet }) => {
  const { page, home } = await meet("neighbour");
  await page.addInitScript(() => Object.defineProperty(navigator, "standalone", { configurable: true, value: false }));
  await page.goto(`${home}?done=welcome`);
  const hint = page.getByRole("complementary", { name: "Zet SAAR op uw beginscherm" });
  await expect(hint).toContainText("Op een iPhone hoort u een alarm alleen als SAAR op uw beginscherm staat.");
  await expect(hint.getByRole("listitem")).toHaveCount(3);
  await expect(hint.locator("svg")).toHaveCount(3);
  await expectAccessible(page);
  // Opened from the home screen there is nothing to say.
  await page.addInitScript(() => Object.defineProperty(navigator, "standalone", { configurable: true, value: true }));
  await page.goto(home);
  await expect(hint).toBeHidden();
});
