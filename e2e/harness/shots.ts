import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "@playwright/test";
import { desk, phone } from "./chromium.ts";

const FOLDER = fileURLToPath(new URL("../shots/", import.meta.url));

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
  /** Whether the picture shows the whole page instead of the first screen. */
  fullPage?: boolean;
}

/** Takes a scene on both devices, in both colour schemes and both languages: eight pictures in `e2e/shots/`. Gives their paths. */
export async function shoot(browser: Browser, scene: Scene): Promise<string[]> {
  await mkdir(FOLDER, { recursive: true });
  const paths = [];
  for (const [device, shape] of Object.entries(DEVICES)) {
    for (const colorScheme of SCHEMES) {
      for (const [language, locale] of Object.entries(LANGUAGES)) {
        const state = scene.storageState === undefined ? {} : { storageState: scene.storageState };
        const context = await browser.newContext({ ...shape, colorScheme, locale, reducedMotion: "reduce", ...state });
        const page = await context.newPage();
        await page.goto(scene.url);
        await scene.prepare?.(page);
        // A font that arrives after the picture makes two pictures of one page.
        await page.evaluate(async () => {
          await document.fonts.ready;
        });
        const path = `${FOLDER}${scene.name}.${device}.${colorScheme}.${language}.png`;
        await page.screenshot({ path, fullPage: scene.fullPage ?? false });
        paths.push(path);
        await context.close();
      }
    }
  }
  return paths;
}
