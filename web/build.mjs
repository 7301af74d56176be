// Builds web/dist: a script for most pages and one for the alarm, one style sheet, the service worker and the letters we use. Prints what each weighs over the wire.
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";
import subsetFont from "subset-font";

const FONT = "node_modules/@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2";
// Printable ASCII, and what Dutch, English, French and German write besides it; a rarer letter comes from the system's font.
const LETTERS = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join("") + "áàâäçéèêëíìîïñóòôöúùûüßÁÀÂÄÇÉÈÊËÍÏÑÓÖÚÜ–—‘’“”…·•€°×✓→←";

await rm("dist", { recursive: true, force: true });
await mkdir(".build", { recursive: true });
const font = await readFile(FONT);
await writeFile(".build/atkinson.woff2", await subsetFont(font, LETTERS, { targetFormat: "woff2", variationAxes: { wght: { min: 400, max: 800, default: 400 } } }));

const common = { bundle: true, minify: true, target: ["es2020", "chrome100", "firefox100", "safari15"], logLevel: "warning", legalComments: "none" };
// Each page loads what it needs: the alarm page, the two pages with photos, the two with passkeys, the area and the one for a file of others have a script of their own, and a sheet; the map is fetched when it is opened.
await build({ ...common, entryPoints: { app: "src/app.ts", alarm: "src/app-alarm.ts", photo: "src/photo.ts", passkey: "src/passkey.ts", import: "src/import.ts", map: "src/map.ts", area: "src/area.ts" }, outdir: "dist", format: "esm" });
await build({ ...common, entryPoints: ["src/css/app.css", "src/css/area.css", "src/css/import.css", "src/css/map.css"], outdir: "dist", loader: { ".woff2": "file", ".png": "file" }, assetNames: "[name]-[hash]" });
// The worker's bytes change with everything that it keeps: only then does a browser fetch it anew.
const BUILD = createHash("sha256").update(await readFile("dist/app.js")).update(await readFile("dist/alarm.js")).update(await readFile("dist/app.css")).digest("hex").slice(0, 12);
await build({ ...common, entryPoints: ["src/sw.ts"], outfile: "dist/sw.js", format: "iife", define: { BUILD: JSON.stringify(BUILD) } });

// Pressed once, here, as small as it goes: the program would need a tenth of a second for each phone that asks.
for (const name of (await readdir("dist")).sort()) {
  const bytes = await readFile(`dist/${name}`);
  if (name.endsWith(".woff2")) {
    console.log(`${name.padEnd(26)} ${String(bytes.length).padStart(7)} bytes  pressed already`);
    continue;
  }
  const pressed = {
    br: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
    gz: gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION }),
  };
  for (const [ending, small] of Object.entries(pressed)) {
    await writeFile(`dist/${name}.${ending}`, small);
  }
  console.log(`${name.padEnd(26)} ${String(bytes.length).padStart(7)} bytes  gzip ${String(pressed.gz.length).padStart(6)}  brotli ${String(pressed.br.length).padStart(6)}`);
}
