import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Saar } from "./start.ts";

/** Where the finished village stands, for the workers that come after. */
const VARIABLE = "SAAR_E2E_VILLAGE";

/**
 * Builds the demo's village once a run: it takes half a minute with a program that is not optimised, and every server of the run
 * begins with a copy. Playwright calls this before the first journey, and what it returns after the last.
 */
export default async function build(): Promise<() => Promise<void>> {
  const saar = await Saar.start();
  await saar.pause();
  const folder = await mkdtemp(join(tmpdir(), "saar-e2e-village-"));
  await cp(saar.dataFolder, folder, { recursive: true });
  await saar.stop();
  process.env[VARIABLE] = folder;
  return () => rm(folder, { recursive: true, force: true });
}

/** A copy of the finished village, if this run has one. */
export async function settle(dataFolder: string): Promise<void> {
  const village = process.env[VARIABLE];
  if (village !== undefined) {
    await cp(village, dataFolder, { recursive: true });
  }
}
