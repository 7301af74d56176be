import { test as base } from "@playwright/test";
import { Saar } from "./start.ts";

/** What every journey gets. */
interface Fixtures {
  /** A server for the journeys of one file: started by the first, stopped after the last. */
  saar: Saar;
  /** Fails the journey if a page wrote an error to its console, threw, or asked another host for anything. */
  strict: void;
}

/**
 * Playwright's `test`, with a server. A journey that kills its server, or that other journeys would disturb, calls `Saar.start()` itself.
 *
 *     test("a resident raises an alarm", async ({ page, saar }) => { await page.goto(saar.signInLinks[0]!); … });
 */
export const test = base.extend<Pick<Fixtures, "strict">, Pick<Fixtures, "saar">>({
  saar: [
    async ({}, use) => {
      const saar = await Saar.start();
      await use(saar);
      await saar.stop();
    },
    { scope: "worker", timeout: 90_000 },
  ],
  strict: [
    async ({ context }, use) => {
      const findings: string[] = [];
      context.on("weberror", (error) => findings.push(`threw: ${error.error().message}`));
      context.on("console", (message) => {
        // A status that a journey provokes is logged by the browser itself, not by the page.
        if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
          findings.push(`console: ${message.text()}`);
        }
      });
      context.on("request", (request) => {
        const { protocol, hostname, origin } = new URL(request.url());
        if (protocol.startsWith("http") && hostname !== "127.0.0.1" && hostname !== "localhost") {
          findings.push(`asked ${origin}`);
        }
      });
      await use();
      base.expect(findings, "what the pages did wrong in passing").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect } from "@playwright/test";
