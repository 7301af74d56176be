// The README's pictures: one evening in the demo's village, at people's pace. `npm run shots -- readme`; nothing is asserted here.
import { type Page, expect, test } from "@playwright/test";
import { choice, close, raise } from "../harness/alarm.ts";
import { Person } from "../harness/people.ts";
import { shoot } from "../harness/shots.ts";
import { Saar } from "../harness/start.ts";

test.setTimeout(600_000);

test("the README's pictures", async ({ browser }) => {
  const saar = await Saar.start({ arguments: ["demo"] });
  try {
    const [resident, neighbour, admin] = [
      await Person.signIn(browser, saar, "resident"),
      await Person.signIn(browser, saar, "neighbour"),
      await Person.signIn(browser, saar, "admin"),
    ];
    const take = async (name: string, person: Person, path: string, prepare?: (page: Page) => Promise<void>) =>
      shoot(browser, { name, url: saar.url + path, storageState: await person.context.storageState(), forReadme: true, ...(prepare && { prepare }) });

    await take("home", neighbour, neighbour.home);
    await take("alarm", resident, `${resident.home}/alarm`, async (page) => {
      await page.getByRole("button", { name: /Doe alsof u 112 belt/ }).click();
      await choice(page, "Inbraak").check();
      await choice(page, "Kijkt bij huizen naar binnen").check();
      await page.getByLabel("Straat", { exact: true }).selectOption({ label: "Regentonlaan" });
      await page.evaluate(() => window.scrollTo(0, 0));
    });
    await take("admin", admin, `${admin.home}/admin`);

    const path = await raise(resident, { kind: "Inbraak", phrase: "Kijkt bij huizen naar binnen", street: "Regentonlaan" });
    await neighbour.tell(`${path}/responses`, { response: "lights_on" });
    await admin.tell(`${path}/responses`, { response: "watching" });
    // Simulated neighbours have reacted after a minute.
    const reactions = async () => (await resident.stored(path)).timeline.filter(({ event }) => event === "responded" || event === "sighted").length;
    await expect.poll(reactions, { timeout: 120_000 }).toBeGreaterThanOrEqual(7);
    await take("incident", neighbour, path);
    await admin.page.goto(path);
    await close(admin.page, "Politie was ter plaatse");
    await expect(admin.page.getByText("De politie was ter plaatse. Dank u wel.")).toBeVisible();
    await take("closed", neighbour, path);
  } finally {
    await saar.stop();
  }
});
