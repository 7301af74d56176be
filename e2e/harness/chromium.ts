import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** The phone of SCREENS.md: narrow, touched with a thumb. */
export const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

/** A laptop at a desk. */
export const desk = { viewport: { width: 1280, height: 900 }, hasTouch: false, isMobile: false, deviceScaleFactor: 1 };

/**
 * What Chromium needs to be quiet: without these it looks up its maker's hosts at every start. Playwright adds the rest, among
 * it `--no-sandbox`, without which it does not run as root.
 */
export const chromiumArguments = [
  "--disable-gpu",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/** The machine's Chromium: `SAAR_CHROMIUM`, else by its usual names on the PATH. Playwright's own download is not used. */
export function chromiumPath(): string {
  const names = ["chromium", "chromium-browser", "google-chrome"];
  const folders = (process.env.PATH ?? "").split(delimiter);
  const candidates = [process.env.SAAR_CHROMIUM ?? "", ...names.flatMap((name) => folders.map((folder) => join(folder, name)))];
  const found = candidates.find((path) => path !== "" && isProgram(path));
  if (found === undefined) {
    throw new Error("No Chromium: install Debian's package chromium, or name one in SAAR_CHROMIUM.");
  }
  return found;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
