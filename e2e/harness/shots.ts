import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "@playwright/test";
import { desk, phone } from "./chromium.ts";

const SHOTS = fileURLToPath(new URL("../shots/", import.meta.url));

/** Where the README finds its pictures. */
const PICTURES = fileURLToPath(new URL("../../docs/pictures/", import.meta.url));

/** How much a picture for the README keeps: letters stay sharp, and a file stays under 120 kB. */
const WEBP_QUALITY = 0.88;

const DEVICES = { phone, desk };
const SCHEMES = ["light", "dark"] as const;
const LANGUAGES = { nl: "nl-NL", en: "en-GB" };

/** What a picture shows. */
export interface Scene {
  /** The file's name without its variant: `home-quiet` becomes `home-quiet.phone.dark.nl.png`. */
  name: string;
  /** The page's address. */
  url: string;
  /** The signed-in state, from `context.storageState()`; without it the visitor is signed out. */
  storageState?: BrowserContextOptions["storageState"];
  /** What to do on the page before the picture. */
  prepare?: (page: Page) => Promise<void>;
  /** For the README: into `docs/pictures/`, in Dutch, as small as WebP makes it. The name of the file then says no language. */
  forReadme?: boolean;
  /** Whether the picture shows the whole page instead of the first screen. */
  fullPage?: boolean;
}

/** Takes a scene on both devices, in both colour schemes and both languages: eight pictures, or four of one language. Gives their paths. */
export async function shoot(browser: Browser, scene: Scene): Promise<string[]> {
  const forReadme = scene.forReadme === true;
  const folder = forReadme ? PICTURES : SHOTS;
  await mkdir(folder, { recursive: true });
  const paths = [];
  for (const [language, locale] of Object.entries(LANGUAGES)) {
    if (forReadme && language !== "nl") {
      continue;
    }
    if (scene.storageState !== undefined) {
      await speak(browser, scene, language);
    }
    for (const [device, shape] of Object.entries(DEVICES)) {
      for (const colorScheme of SCHEMES) {
        const state = scene.storageState === undefined ? {} : { storageState: scene.storageState };
        const context = await browser.newContext({ ...shape, colorScheme, locale, reducedMotion: "reduce", ...state });
        const page = await context.newPage();
        await page.goto(scene.url);
        await scene.prepare?.(page);
        // A font that arrives after the picture makes two pictures of one page.
        await page.evaluate(async () => {
          await document.fonts.ready;
        });
        const picture = await page.screenshot({ fullPage: scene.fullPage ?? false });
        const variant = forReadme ? [device, colorScheme, "webp"] : [device, colorScheme, language, "png"];
        const path = `${folder}${[scene.name, ...variant].join(".")}`;
        await writeFile(path, forReadme ? await webp(browser, picture) : picture);
        paths.push(path);
        await context.close();
      }
    }
  }
  if (scene.storageState !== undefined) {
    await speak(browser, scene, "nl");
  }
  return paths;
}

/** Whoever is signed in reads what they chose, whatever their browser says. */
async function speak(browser: Browser, scene: Scene, language: string): Promise<void> {
  const context = await browser.newContext({ storageState: scene.storageState! });
  const { origin } = new URL(scene.url);
  const answer = await context.request.post(`${origin}/settings/language`, { form: { language }, headers: { origin } });
  await context.close();
  if (!answer.ok()) {
    throw new Error(`The language could not be chosen: ${answer.status()}.`);
  }
}

/** The browser encodes WebP by itself: no tool for pictures has to be installed. */
async function webp(browser: Browser, png: Buffer): Promise<Buffer> {
  const page = await browser.newPage();
  const encoded = await page.evaluate(
    async ({ source, quality }) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
      canvas.getContext("2d")!.drawImage(image, 0, 0);
      const blob = await canvas.convertToBlob({ type: "image/webp", quality });
      return [...new Uint8Array(await blob.arrayBuffer())];
    },
    { source: `data:image/png;base64,${png.toString("base64")}`, quality: WEBP_QUALITY },
  );
  await page.close();
  return Buffer.from(encoded);
}
