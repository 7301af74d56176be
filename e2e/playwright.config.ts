import { defineConfig } from "@playwright/test";
import { chromiumArguments, chromiumPath, desk, phone } from "./harness/chromium.ts";

/** schemathesis runs where no browser is yet; who needs one and finds none reads why. */
function chromiumOrWhy(): string {
  try {
    return chromiumPath();
  } catch (error) {
    return String(error);
  }
}

/** The journeys, the pictures and schemathesis; `npm test` runs the first, `npm run shots` and `npm run api` the others. */
export default defineConfig({
  outputDir: "test-results",
  globalSetup: "./harness/village.ts",
  // Two at a time, for two cores; each with a server of its own, since a story that another one disturbs tells nothing.
  workers: 2,
  fullyParallel: false,
  // A journey that passes at the second try has found something.
  retries: 0,
  forbidOnly: process.env.CI === "true",
  // No journey measures time (EDGES 30): these only end what hangs, on a machine that may be busy.
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  // What a screen reader is given does not depend on the system.
  snapshotPathTemplate: "{testDir}/{testFileName}-snapshots/{arg}{ext}",
  use: {
    ...phone,
    actionTimeout: 10_000,
    locale: "nl-NL",
    timezoneId: "Europe/Amsterdam",
    // Closed machines: whatever a page asks of the world is a mistake, and must fail at once.
    launchOptions: { executablePath: chromiumOrWhy(), args: chromiumArguments },
    screenshot: "only-on-failure",
    // A trace costs time on two cores; `SAAR_E2E_TRACE=1` keeps one of what failed.
    trace: process.env.SAAR_E2E_TRACE === "1" ? "retain-on-failure" : "off",
  },
  projects: [
    { name: "journeys", testDir: "journeys" },
    // An alarm's whole life once more at a desk; the same taps, for a laptop may have them too.
    { name: "desk", testDir: "journeys", testMatch: ["alarm-life.spec.ts", "push.spec.ts"], grep: /one alarm|a recall|a drill says|a push is shown once/, use: { ...desk, hasTouch: true } },
    { name: "shots", testDir: "pictures", testMatch: "*.plan.ts" },
    { name: "api", testDir: "schemathesis", testMatch: "*.run.ts", timeout: 600_000 },
  ],
});
