// The icons of the home screen, as PNG, from the drawings in `web/icons/`: `npm run shots -- icons`. The files are small, and committed.
import { mkdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { test } from "@playwright/test";

const web = (path: string) => fileURLToPath(new URL(`../../web/${path}`, import.meta.url));

/** A file, its drawing, and its sides in pixels. */
const ICONS: [string, string, number][] = [
  ["icon-192", "icon", 192],
  ["icon-512", "icon", 512],
  ["maskable-512", "maskable", 512],
  ["monochrome-512", "monochrome", 512],
  ["badge-96", "monochrome", 96],
  ["apple-touch-180", "apple-touch", 180],
  ["shortcut-96", "shortcut", 96],
];

test("icons", async ({ browser }) => {
  await mkdir(web("static"), { recursive: true });
  const context = await browser.newContext({ deviceScaleFactor: 1, viewport: { width: 512, height: 512 } });
  const page = await context.newPage();
  for (const [file, drawing, pixels] of ICONS) {
    const svg = (await readFile(web(`icons/${drawing}.svg`), "utf8")).replace("<svg ", `<svg width="${pixels}" height="${pixels}" `);
    await page.setContent(`<style>body{margin:0}svg{display:block}</style>${svg}`);
    await page.locator("svg").screenshot({ omitBackground: true, path: web(`static/${file}.png`) });
  }
  await context.close();
});
