// Into a group and out again, with a real mail server in between: the program as an installation runs it, not the demo.
import type { BrowserContext, Page } from "@playwright/test";
import { expectAccessible } from "../harness/axe.ts";
import { Installation } from "../harness/installation.ts";
import type { Saar } from "../harness/start.ts";
import { watch } from "../harness/strict.ts";
import { expect, test } from "../harness/test.ts";

let installation: Installation;
let saar: Saar;

test.beforeAll(async () => {
  installation = await Installation.start();
  ({ saar } = installation);
});
test.afterAll(() => installation.stop());

test("an admin invites, a newcomer joins by a code, signs in again by the letter's button, and leaves", async ({ browser }) => {
  const first = await installation.found("Lindehof");
  const open = async (): Promise<[BrowserContext, Page]> => {
    const context = await browser.newContext({ baseURL: saar.url });
    return [context, await context.newPage()];
  };
  const [adminContext, admin] = await open();
  const [newContext, newcomer] = await open();
  // What a phone keeps for when there is no network dials, for this is no demo.
  const watched = [adminContext, newContext].map((context) => watch(context, { mayDial: /\/offline(\/alarm)?$/ }));
  await installation.join(admin, first, "Merel", "merel@example.org");
  await expect(admin.getByText("Welkom. U krijgt vanaf nu de alarmen van deze groep.")).toBeVisible();
  const home = new URL(admin.url()).pathname;

  await admin.goto(`${home}/admin`);
  await expectAccessible(admin);
  await admin.getByLabel("Voor hoeveel buren?").fill("0");
  await admin.getByRole("button", { name: "Maak uitnodiging" }).click();
  await expect(admin.locator("#mistakes")).toBeFocused();
  await admin.getByLabel("Voor hoeveel buren?").fill("1");
  await admin.getByRole("button", { name: "Maak uitnodiging" }).click();
  await expect(admin.getByRole("img", { name: "QR-code van de uitnodiging" }).locator("svg")).toBeVisible();
  await expectAccessible(admin);
  const link = (await admin.locator("#invite-url").textContent())!.trim();
  expect(link.startsWith(`${saar.url}/join/`)).toBe(true);

  // A mistake first: nothing that was typed is lost.
  await newcomer.goto(link);
  await expect(newcomer.getByRole("heading", { name: "Lindehof", level: 1 })).toBeVisible();
  await expectAccessible(newcomer);
  await newcomer.getByLabel("Uw naam in de groep").fill("Vink");
  await newcomer.getByLabel("E-mailadres").fill("vink.example.org");
  await newcomer.getByRole("button", { name: "Doe mee" }).click();
  await expect(newcomer.locator("#mistakes")).toBeFocused();
  await expect(newcomer.getByLabel("Uw naam in de groep")).toHaveValue("Vink");
  await expectAccessible(newcomer);
  await newcomer.getByLabel("E-mailadres").fill("vink@example.org");
  await newcomer.getByRole("checkbox", { name: /18 jaar of ouder/ }).check();
  await newcomer.getByRole("checkbox", { name: "Ik houd mij aan deze spelregels" }).check();
  await newcomer.getByRole("button", { name: "Doe mee" }).click();
  const code = await installation.code("vink@example.org");
  await newcomer.getByLabel("Code van zes cijfers").fill(code === "111111" ? "222222" : "111111");
  await newcomer.getByRole("button", { name: "Inloggen" }).click();
  await expect(newcomer.locator("#mistakes")).toContainText("Deze code klopt niet.");
  await expectAccessible(newcomer);
  await newcomer.getByLabel("Code van zes cijfers").fill(code);
  await newcomer.getByRole("button", { name: "Inloggen" }).click();
  await expect(newcomer.getByText("Welkom. U krijgt vanaf nu de alarmen van deze groep.")).toBeVisible();
  await expect(newcomer.getByText("1 buur kijkt mee")).toBeVisible();
  await expectAccessible(newcomer);

  // The invite was for one neighbour: it is used up, and says so kindly.
  const late = await newContext.browser()!.newPage({ baseURL: saar.url });
  await late.goto(link);
  await expect(late.getByText("Deze uitnodiging is op")).toBeVisible();
  await expectAccessible(late);
  await late.close();

  // Out, and in again by the button behind the letter's link; a scanner that only opens the link signs nobody in.
  await newcomer.goto("/settings");
  await newcomer.getByRole("button", { name: "Log uit op dit toestel" }).click();
  await expect(newcomer.getByText("U bent uitgelogd op dit toestel.")).toBeVisible();
  await newcomer.goto(home);
  await expect(newcomer.getByLabel("E-mailadres")).toBeVisible();
  await newcomer.goto("/sign-in");
  await newcomer.getByLabel("E-mailadres").fill("vink@example.org");
  await newcomer.getByRole("button", { name: "Stuur mij een code" }).click();
  const letter = (await installation.mailbox.next("vink@example.org")).text;
  const signIn = /https?:\/\/\S+\/sign-in\/link#[\w.~-]+/.exec(letter)![0];
  await newcomer.goto(signIn);
  await expect(newcomer).toHaveURL(`${saar.url}/sign-in/link`);
  await expectAccessible(newcomer);
  await newcomer.getByRole("button", { name: "Log in op dit toestel" }).click();
  await newcomer.waitForURL(saar.url + home);

  // Leaving, in one press; the group is no longer there for them.
  await newcomer.goto("/settings");
  await expectAccessible(newcomer);
  await newcomer.locator(".leave button").click();
  await expect(newcomer.getByText(/U heeft de groep verlaten/)).toBeVisible();
  const gone = await newcomer.goto(home);
  expect(gone!.status()).toBe(404);
  await expectAccessible(newcomer);
  for (const { findings } of watched) {
    expect(await findings()).toEqual([]);
  }
  await adminContext.close();
  await newContext.close();
});
