// A group's own house rules and its settings: two admins at once, a newcomer who reads both, and leaving by one tap with the way back.
import type { BrowserContext, Page } from "@playwright/test";
import { expectAccessible } from "../harness/axe.ts";
import { phone } from "../harness/chromium.ts";
import { Installation } from "../harness/installation.ts";
import { watch } from "../harness/strict.ts";
import { expect, test } from "../harness/test.ts";

let installation: Installation;

test.beforeAll(async () => {
  installation = await Installation.start();
});
test.afterAll(() => installation.stop());

/** Pictures of what was just looked at, when somebody asks for them. */
async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env.SAAR_HOUSE_SHOTS;
  if (!folder) return;
  const before = page.viewportSize()!;
  for (const width of [390, 1280]) {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.setViewportSize({ width, height: 844 });
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png`, fullPage: true });
    }
  }
  await page.setViewportSize(before);
  await page.emulateMedia({ colorScheme: null });
}

/** The page is as wide as the phone, and axe finds nothing. */
async function good(page: Page, name: string): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
  await expectAccessible(page);
  await shoot(page, name);
}

test("admins give the group its own rules and settings, and a newcomer meets both", async ({ browser }) => {
  test.slow();
  const first = await installation.found("Lindehof");
  const { saar } = installation;
  const contexts: BrowserContext[] = [];
  const watched: ReturnType<typeof watch>[] = [];
  const open = async (): Promise<Page> => {
    const context = await browser.newContext({ ...phone, baseURL: saar.url });
    contexts.push(context);
    watched.push(watch(context, { mayDial: /\/offline(\/alarm)?$/ }));
    return context.newPage();
  };
  const join = async (link: string, alias: string): Promise<Page> => {
    const page = await open();
    await installation.join(page, link, alias, `${alias.toLowerCase()}@example.org`);
    await expect(page.getByText("Welkom. U krijgt vanaf nu de alarmen van deze groep.")).toBeVisible();
    return page;
  };
  const admin = await join(first, "Merel");
  const home = new URL(admin.url()).pathname;
  const answer = await contexts[0]!.request.post(`/api/v1${home}/invites`, { data: { uses_max: 5, days: 1 }, headers: { origin: saar.url } });
  const invite = ((await answer.json()) as { url: string }).url;
  const second = await join(invite, "Vink");
  await admin.goto(`${home}/admin`);
  await admin.locator("#member").selectOption({ label: "Vink · deelnemer" });
  await admin.getByRole("radio", { name: "Beheerder" }).check();
  await admin.getByRole("button", { name: "Bewaren" }).click();
  await expect(admin.getByText("De rol is veranderd.")).toBeVisible();

  // A rule without its reason is sent back with what was typed.
  await second.goto(`${home}/admin/rules`);
  await admin.getByRole("link", { name: "Eigen spelregels" }).click();
  await good(admin, "rules-empty");
  await admin.getByLabel("Regel 1").fill("Zet het hek van de speeltuin dicht.");
  await admin.getByRole("button", { name: "Bewaren" }).click();
  await expect(admin.locator("#mistakes")).toBeFocused();
  await expect(admin.getByLabel("Regel 1")).toHaveValue("Zet het hek van de speeltuin dicht.");
  await good(admin, "rules-wrong");
  await admin.getByLabel("Waarom?").first().fill("Er is een vijver achter.");
  await admin.getByRole("button", { name: "Bewaren" }).click();
  await expect(admin.getByText("De spelregels zijn bewaard.")).toBeVisible();
  await good(admin, "rules-saved");

  // The other admin had the page open since before.
  await second.getByLabel("Regel 1").fill("Bel na tienen niet aan.");
  await second.getByLabel("Waarom?").first().fill("Kleine kinderen slapen dan.");
  await second.getByRole("button", { name: "Bewaren" }).click();
  await expect(second.getByText("Iemand anders veranderde dit intussen.")).toBeVisible();
  await expect(second.locator(".rule-list")).toContainText("Zet het hek van de speeltuin dicht.");
  await expect(second.getByLabel("Regel 1")).toHaveValue("Bel na tienen niet aan.");
  await good(second, "rules-meanwhile");

  // The settings: a mistake, then good ones.
  await admin.goto(`${home}/admin`);
  await admin.getByRole("link", { name: "Instellingen van de groep" }).click();
  await good(admin, "settings");
  await admin.getByLabel("Hoeveel mensen er hooguit meedoen").fill("500");
  await admin.getByLabel("Hoe oud iemand moet zijn").fill("16");
  await admin.getByRole("button", { name: "Bewaren" }).click();
  await expect(admin.locator("#mistakes")).toBeFocused();
  await expect(admin.getByLabel("Hoeveel mensen er hooguit meedoen")).toHaveValue("500");
  await good(admin, "settings-wrong");
  await admin.getByLabel("Hoeveel mensen er hooguit meedoen").fill("100");
  await admin.getByLabel("Waarom mag het jonger?").fill("De jeugd brengt hier de krant rond.");
  await admin.getByLabel("Naam van de bewonersvereniging").fill("Bewonersvereniging Lindehof");
  await admin.getByLabel("Licht aan").fill("Buitenlamp aan");
  await admin.getByRole("button", { name: "Bewaren" }).click();
  await expect(admin.getByText("Bewaard.")).toBeVisible();
  await admin.goto(`${home}/log`);
  await expect(admin.getByText("Merel veranderde de instellingen:")).toBeVisible();
  await good(admin, "log");

  // A newcomer by the invite reads the group's own rule and its age.
  const newcomer = await open();
  await newcomer.goto(invite);
  await expect(newcomer.getByText("Er is een vijver achter.")).toBeVisible();
  await expect(newcomer.getByText("Ik ben 16 jaar of ouder")).toBeVisible();
  await good(newcomer, "join");
  await newcomer.getByRole("link", { name: "Vraag het de beheerder" }).click();
  await expect(newcomer.getByRole("radio", { name: /Ik ben jonger/ })).toBeVisible();
  await good(newcomer, "welcome");

  // Out by one tap, and back by another.
  await second.goto("/settings");
  await second.locator(".leave button").click();
  await expect(second.getByText(/U heeft de groep verlaten/)).toBeVisible();
  await good(second, "left");
  await second.getByRole("button", { name: "Kom terug" }).click();
  await expect(second.getByText("U doet weer mee, alsof u niet weg was.")).toBeVisible();
  await second.goto(`${home}/admin`);
  await expect(second.getByRole("heading", { level: 1 })).toHaveText("Beheer");
  for (const { findings } of watched) expect(await findings()).toEqual([]);
  await Promise.all(contexts.map((context) => context.close()));
});
