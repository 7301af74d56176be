import { test as base, type BrowserContextOptions } from "@playwright/test";
import { type Persona, Person } from "./people.ts";
import { Saar } from "./start.ts";
import { watch } from "./strict.ts";

/** Opens a browser as one of the demo's people. */
export type Meet = (persona: Persona, options?: BrowserContextOptions) => Promise<Person>;

/** What every journey gets. */
interface Fixtures {
  /** A server for the journeys of a worker: started by the first, stopped after the last. */
  saar: Saar;
  /** People with browsers of their own, watched as strictly as `page`. What they left running is closed afterwards. */
  meet: Meet;
  /** Fails the journey if a page did what no page may do: see `watch`. */
  strict: void;
}

/**
 * Playwright's `test`, with a server. A journey that kills its server, or that other journeys would disturb, calls `Saar.start()` itself.
 *
 *     test("a resident raises an alarm", async ({ meet }) => { const { page, home } = await meet("resident"); … });
 */
export const test = base.extend<Pick<Fixtures, "strict" | "meet">, Pick<Fixtures, "saar">>({
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
      const watched = watch(context);
      await use();
      base.expect(await watched.findings(), "what the pages did wrong in passing").toEqual([]);
    },
    { auto: true },
  ],
  meet: async ({ browser, saar }, use) => {
    const met: { person: Person; watched: ReturnType<typeof watch> }[] = [];
    await use(async (persona, options) => {
      const person = await Person.signIn(browser, saar, persona, options);
      met.push({ person, watched: watch(person.context) });
      return person;
    });
    const findings = (await Promise.all(met.map(({ watched }) => watched.findings()))).flat();
    await Promise.all(met.map(({ person }) => person.context.close()));
    await quiet(await Person.signIn(browser, saar, "admin"));
    base.expect(findings, "what the pages did wrong in passing").toEqual([]);
  },
});

/** Closes what a journey left running, so that the next one finds the neighbourhood asleep. */
async function quiet(admin: Person): Promise<void> {
  for (const { id } of await admin.running()) {
    await admin.tell(`${admin.home}/incidents/${id}/close`, { reason: "nothing_found" });
  }
  await admin.context.close();
}

export { expect } from "@playwright/test";
