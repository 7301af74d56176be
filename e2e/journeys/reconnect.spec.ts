// The server goes away and comes back: an open page notices, and learns what it missed, without being loaded again.
import type { Browser } from "@playwright/test";
import { raise } from "../harness/alarm.ts";
import { Cable } from "../harness/cable.ts";
import { Person } from "../harness/people.ts";
import { Saar } from "../harness/start.ts";
import { expect, test } from "../harness/test.ts";

test("an open home comes back after an answer that ends a stream for good", async ({ meet }) => {
  const { page, home } = await meet("neighbour");
  const reporter = await meet("resident");
  await page.route("**/live", (route) => route.fulfill({ status: 503 }));
  await page.goto(home);
  await expect(page.getByText("Rustig in de buurt")).toBeVisible();
  await raise(reporter, { street: "Windwijzerweg" });
  await page.unroute("**/live");
  await expect(page.locator(".running")).toContainText("Windwijzerweg");
});

/** A reader who looks at a running incident through a cable, and a neighbour who will tell something. */
async function watch(browser: Browser, saar: Saar, cable: Cable): Promise<{ reader: Person; neighbour: Person; path: string }> {
  const reader = await Person.signIn(browser, saar, "resident");
  const neighbour = await Person.signIn(browser, saar, "neighbour");
  const path = await raise(reader);
  // Once its stream is open it looks again: from then on, news comes by the stream alone. Through the cable: the page that raised the alarm has a
  // stream too, and looks again when that one is open.
  const open = reader.page.waitForResponse((answer) => answer.url() === `${cable.url}${path}/fragment`);
  await reader.page.goto(cable.url + path);
  await open;
  await reader.page.evaluate(() => ((window as unknown as { marked: boolean }).marked = true));
  return { reader, neighbour, path };
}

async function expectCaughtUp(reader: Person): Promise<void> {
  // A browser waits between its tries, and the page waits before a new stream.
  const sighting = reader.page.locator(".entry-sighting", { hasText: "Staat nu bij de brug" });
  await expect(sighting).toContainText("richting west", { timeout: 30_000 });
  expect(await reader.page.evaluate(() => (window as unknown as { marked?: boolean }).marked), "the page was not loaded again").toBe(true);
}

/** The number of the last event that crossed the cable. */
function lastHeard(cable: Cable): string {
  return [...cable.received.matchAll(/^id: (\d+)$/gm)].at(-1)?.[1] ?? "nothing was heard";
}

for (const end of ["pause", "kill"] as const) {
  for (const news of ["after news", "before any news"] as const) {
    test(`an open incident catches up after a ${end}, ${news}`, async ({ browser }) => {
      // At people's pace, so that nobody but the journey makes news.
      const saar = await Saar.start({ arguments: ["demo"] });
      const cable = await Cable.lay(saar.url);
      try {
        const { reader, neighbour, path } = await watch(browser, saar, cable);
        if (news === "after news") {
          await neighbour.tell(`${path}/responses`, { response: "lights_on" });
          await expect(reader.page.getByText("Wilg: licht aan")).toBeVisible();
        }

        // While the page is cut off, the server ends, comes back, and something happens.
        cable.cut();
        const heard = lastHeard(cable);
        await saar[end]();
        await saar.resume();
        await neighbour.tell(`${path}/sightings`, { words: "Staat nu bij de brug", direction: "w" });
        cable.sent = "";
        cable.mend();
        await expectCaughtUp(reader);
        await expect.poll(() => cable.sent, "it asked for what came after the last that it heard").toMatch(new RegExp(`^last-event-id: ${heard}\r$`, "im"));
        await reader.context.close();
        await neighbour.context.close();
      } finally {
        cable.remove();
        await saar.stop();
      }
    });
  }
}

test("a stream that has to be opened anew begins after what was heard", async ({ browser }) => {
  const saar = await Saar.start({ arguments: ["demo"] });
  const cable = await Cable.lay(saar.url);
  try {
    const { reader, neighbour, path } = await watch(browser, saar, cable);
    // An answer like a proxy's while its server is being updated: the browser gives up for good.
    await reader.page.route("**/live", (route) => route.fulfill({ status: 503 }));
    const refused = reader.page.waitForResponse((answer) => answer.status() === 503);
    cable.cut();
    const heard = lastHeard(cable);
    await neighbour.tell(`${path}/sightings`, { words: "Staat nu bij de brug", direction: "w" });
    await refused;
    cable.sent = "";
    cable.mend();
    await expectCaughtUp(reader);
    await expect.poll(() => cable.sent).toMatch(new RegExp(`^GET /groups/[^/]+/live\\?after=${heard} `, "m"));
    await reader.context.close();
    await neighbour.context.close();
  } finally {
    cable.remove();
    await saar.stop();
  }
});
