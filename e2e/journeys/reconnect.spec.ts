// The server goes away and comes back: an open page notices, and learns what it missed, without being loaded again.
import type { Request } from "@playwright/test";
import { raise } from "../harness/alarm.ts";
import { Person } from "../harness/people.ts";
import { Saar } from "../harness/start.ts";
import { expect, test } from "../harness/test.ts";

for (const end of ["pause", "kill"] as const) {
  test(`an open incident catches up after a ${end}`, async ({ browser }) => {
    // At people's pace, so that nobody but the journey makes news.
    const saar = await Saar.start({ arguments: ["demo"] });
    try {
      const reader = await Person.signIn(browser, saar, "resident");
      const neighbour = await Person.signIn(browser, saar, "neighbour");
      const path = await raise(reader);
      // News before the end, so that the page has something that it heard last.
      await neighbour.tell(`${path}/responses`, { response: "lights_on" });
      await expect(reader.page.getByText("Wilg: licht aan")).toBeVisible();
      await reader.page.evaluate(() => ((window as unknown as { marked: boolean }).marked = true));

      // While the page is kept away, the server ends, comes back, and something happens.
      let away = true;
      const resumed: string[] = [];
      reader.page.on("request", (request: Request) => {
        if (request.url().endsWith("/live")) {
          resumed.push(request.headers()["last-event-id"] ?? "none");
        }
      });
      await reader.page.route("**/live", (route) => (away ? route.abort() : route.continue()));
      await saar[end]();
      await saar.resume();
      await neighbour.tell(`${path}/sightings`, { words: "Staat nu bij de brug", direction: "w" });
      await expect.poll(() => resumed.length, { message: "the page tries again" }).toBeGreaterThan(0);
      await expect(reader.page.getByText("Staat nu bij de brug")).toHaveCount(0);
      away = false;
      await expect(reader.page.locator(".entry-sighting", { hasText: "Staat nu bij de brug" })).toContainText("richting west");
      expect(resumed.at(-1), "it asked for what came after the last that it heard").toMatch(/^\d+$/);
      expect(await reader.page.evaluate(() => (window as unknown as { marked?: boolean }).marked), "the page was not loaded again").toBe(true);
      await reader.context.close();
      await neighbour.context.close();
    } finally {
      await saar.stop();
    }
  });
}
