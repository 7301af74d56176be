// Passkeys with the browser's own authenticator, through to the server's verification: the program as an installation runs it, at a name.
import type { Browser, Page } from "@playwright/test";
import { Authenticator } from "../harness/authenticator.ts";
import { expectAccessible } from "../harness/axe.ts";
import { Installation } from "../harness/installation.ts";
import type { Saar } from "../harness/start.ts";
import { watch } from "../harness/strict.ts";
import { expect, test } from "../harness/test.ts";

let installation: Installation;
let saar: Saar;
let people = 0;

test.beforeAll(async () => {
  installation = await Installation.start("localhost");
  ({ saar } = installation);
});
test.afterAll(() => installation.stop());

/** Somebody who joined by a code just now, on the home of a group of their own. */
async function newcomer(browser: Browser, prepare?: (page: Page) => Promise<unknown>) {
  const context = await browser.newContext({ baseURL: saar.url });
  const watched = watch(context, { mayDial: /\/offline(\/alarm)?$/ });
  const page = await context.newPage();
  await prepare?.(page);
  const phone = await Authenticator.of(page);
  const email = `merel${++people}@example.org`;
  await installation.join(page, await installation.found(`Lindehof ${people}`), "Merel", email);
  await expect(page.getByText("Welkom.")).toBeVisible();
  return { context, email, home: new URL(page.url()).pathname, page, phone, watched };
}

async function make(page: Page, name: string): Promise<void> {
  await page.goto("/settings/passkeys");
  await page.getByLabel("Naam van de passkey").fill(name);
  await page.getByRole("button", { name: "Maak een passkey" }).click();
  await expect(page.getByText("De passkey is gemaakt.")).toBeVisible();
}

async function signOut(page: Page): Promise<void> {
  await page.goto("/settings");
  await page.getByRole("button", { name: "Log uit op dit toestel" }).click();
  await expect(page.getByText("U bent uitgelogd op dit toestel.")).toBeVisible();
}

/** The sign-in page with nobody's finger near the phone, so that nothing happens by itself. */
async function atTheDoor(page: Page, phone: Authenticator, path = "/sign-in"): Promise<void> {
  await phone.present(false);
  await page.goto(path);
  await expect(page.getByRole("button", { name: "Log in met een passkey" })).toBeVisible();
}

/** What the page says of the phone's answer. */
const said = (page: Page) => page.locator("[data-passkey-say]");

async function press(page: Page, phone: Authenticator): Promise<void> {
  const button = page.getByRole("button", { name: "Log in met een passkey" });
  await phone.present(true);
  // With a finger on the phone the page's own offer may be answered before the button is pressed: then the page is left, and the button with it.
  await button.click({ timeout: 3_000 }).catch(async (error: unknown) => {
    if (await button.isVisible()) throw error;
  });
}

test("offered after joining, made, used without typing, renamed, revoked, and then no more", async ({ browser }) => {
  const { context, email, home, page, phone, watched } = await newcomer(browser);
  await page.goto(home);
  const card = page.locator(".care[data-passkey-offer]");
  await expect(card).toContainText("Volgende keer sneller inloggen?");
  await expectAccessible(page);
  await card.getByRole("link", { name: "Maak een passkey" }).click();
  await expectAccessible(page);
  // Without a finger nothing is made, and the page says so.
  await phone.knows(false);
  await page.getByRole("button", { name: "Maak een passkey" }).click();
  await expect(said(page)).toContainText("de vraag op uw toestel is gestopt");
  await phone.knows(true);
  await make(page, "Telefoon van Merel");
  expect((await installation.mailbox.next(email)).text).toContain("Telefoon van Merel");
  await expectAccessible(page);
  // A second one on the same phone is none.
  await page.getByRole("button", { name: "Maak een passkey" }).click();
  await expect(said(page)).toContainText("Dit toestel heeft al een passkey");
  await page.goto(home);
  await expect(card).toHaveCount(0);

  await signOut(page);
  await atTheDoor(page, phone, "/settings");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await expectAccessible(page);
  await press(page, phone);
  await expect(page).toHaveURL(`${saar.url}/settings`);
  await expect(page.getByText(email)).toBeVisible();

  await page.getByRole("link", { name: "Passkeys beheren" }).click();
  const row = page.locator(".passkey-rows > li");
  await expect(row).toContainText("laatst gebruikt");
  await row.locator("summary", { hasText: "Andere naam" }).click();
  await row.getByLabel("Naam van de passkey").fill("Oude telefoon");
  await expectAccessible(page);
  await row.getByRole("button", { name: "Bewaar de naam" }).click();
  await expect(page.getByText("De naam is veranderd.")).toBeVisible();
  await expect(row).toContainText("Oude telefoon");
  await row.locator("summary", { hasText: "Intrekken" }).click();
  await row.getByRole("button", { name: "Ja, trek in" }).click();
  await expect(page.getByText("Die passkey is ingetrokken.")).toBeVisible();
  await expect(row).toHaveCount(0);

  await signOut(page);
  await atTheDoor(page, phone);
  await press(page, phone);
  await expect(said(page)).toContainText("Met deze passkey kunt u hier niet inloggen.");
  await expect(page).toHaveURL(/\/sign-in$/);
  await page.goto(home);
  await expect(page).toHaveURL(/\/sign-in/);
  expect(await watched.findings()).toEqual([]);
  await context.close();
});

test("the browser offers it by itself, where one would type one's address", async ({ browser }) => {
  const { context, home, page, phone, watched } = await newcomer(browser);
  await make(page, "Telefoon");
  await signOut(page);
  await phone.present(true);
  await page.goto(home);
  await expect(page).toHaveURL(saar.url + home);
  expect(await watched.findings()).toEqual([]);
  await context.close();
});

test("the server refuses an answer that comes again, one for another site, and a count that goes back", async ({ browser }) => {
  const { context, email, page, phone } = await newcomer(browser);
  await make(page, "Telefoon");
  await installation.mailbox.next(email);
  await signOut(page);
  const door = "**/api/v1/sign-in/passkey";
  const answers = { headers: { origin: saar.url } };

  await atTheDoor(page, phone);
  const sent = page.waitForRequest(door);
  await press(page, phone);
  const body = (await sent).postDataJSON() as { credential: { response: { clientDataJSON: string } } };
  await expect(page).toHaveURL(/\/groups\//);
  const again = await context.request.post("/api/v1/sign-in/passkey", { ...answers, data: body });
  expect([again.status(), ((await again.json()) as { type: string }).type]).toEqual([409, "/problems/passkey-over"]);
  expect(again.headers()["set-cookie"]).toBeUndefined();

  await signOut(page);
  await atTheDoor(page, phone);
  await page.route(door, async (route) => {
    const changed = route.request().postDataJSON() as typeof body;
    const signed = JSON.parse(Buffer.from(changed.credential.response.clientDataJSON, "base64url").toString()) as { origin: string };
    expect(signed.origin).toBe(saar.url);
    signed.origin = "https://saar.example.com";
    changed.credential.response.clientDataJSON = Buffer.from(JSON.stringify(signed)).toString("base64url");
    await route.continue({ postData: JSON.stringify(changed) });
  });
  await press(page, phone);
  await expect(said(page)).toContainText("Met deze passkey kunt u hier niet inloggen.");
  // The page offers passkeys again at once, and this phone would answer by itself: the finger goes first.
  await phone.present(false);
  await page.unroute(door);

  await phone.count(0);
  await atTheDoor(page, phone);
  await press(page, phone);
  await expect(said(page)).toContainText("Met deze passkey kunt u hier niet inloggen.");
  expect((await installation.mailbox.next(email)).text).toContain("geblokkeerd");
  // By a code one is in again, and reads what happened.
  await page.getByLabel("E-mailadres").fill(email);
  await page.getByRole("button", { name: "Stuur mij een code" }).click();
  await page.getByLabel("Code van zes cijfers").fill(await installation.code(email));
  await page.getByRole("button", { name: "Inloggen" }).click();
  await expect(page).toHaveURL(/\/groups\//);
  await page.goto("/settings/passkeys");
  await expect(page.locator(".passkey-rows > li")).toContainText("Geblokkeerd");
  await expectAccessible(page);
  await context.close();
});

test("a browser that does not write passkeys down by itself is helped", async ({ browser }) => {
  const older = (page: Page) =>
    page.addInitScript(() => {
      const known = PublicKeyCredential as unknown as Record<string, unknown>;
      known["parseCreationOptionsFromJSON"] = known["parseRequestOptionsFromJSON"] = known["isConditionalMediationAvailable"] = undefined;
      Object.defineProperty(PublicKeyCredential.prototype, "toJSON", { value: undefined });
    });
  const { context, page, phone, watched } = await newcomer(browser, older);
  await make(page, "Oude browser");
  await signOut(page);
  await atTheDoor(page, phone);
  // Without a network it says so, and works when the network is back.
  const question = "**/api/v1/sign-in/passkey/ceremony";
  await page.route(question, (route) => route.abort());
  await press(page, phone);
  await expect(said(page)).toContainText("Er is nu geen verbinding");
  await page.unroute(question);
  await press(page, phone);
  await expect(page).toHaveURL(/\/groups\//);
  expect(await watched.findings()).toEqual([]);
  await context.close();
});

test("where there are no passkeys nothing speaks of them, and 'not now' stays so", async ({ browser }) => {
  const none = (page: Page) => page.addInitScript(() => Reflect.deleteProperty(window, "PublicKeyCredential"));
  const without = await newcomer(browser, none);
  await without.page.goto(without.home);
  await expect(without.page.getByText("Volgende keer sneller inloggen?")).toBeHidden();
  await without.page.goto("/settings/passkeys");
  await expect(without.page.getByText("Een passkey maken kan hier niet")).toBeVisible();
  await expect(without.page.getByRole("button", { name: "Maak een passkey" })).toBeHidden();
  await expectAccessible(without.page);
  await signOut(without.page);
  await without.page.goto("/sign-in");
  await expect(without.page.getByRole("button", { name: "Log in met een passkey" })).toBeHidden();
  await without.context.close();

  const { context, home, page } = await newcomer(browser);
  await page.goto(home);
  await page.locator(".care[data-passkey-offer]").getByRole("button", { name: "Niet nu" }).click();
  await expect(page).toHaveURL(saar.url + home);
  await expect(page.locator("[data-passkey-offer]")).toHaveCount(0);
  const scriptless = await browser.newContext({ baseURL: saar.url, javaScriptEnabled: false, storageState: await context.storageState() });
  const plain = await scriptless.newPage();
  await plain.goto("/settings/passkeys");
  await expect(plain.getByText("Een passkey maken kan hier niet")).toBeVisible();
  await scriptless.close();
  await context.close();
});
