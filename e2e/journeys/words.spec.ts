// The words of an alarm: asked about once, and never stopped.
import { choice, fill, onIncident, send } from "../harness/alarm.ts";
import { expectAccessible } from "../harness/axe.ts";
import { expect, test } from "../harness/test.ts";

const CRUEL = "Die klootzak voelt aan deuren";
const KIND = "Een man voelt aan deuren en kijkt met een lampje naar binnen";

for (const javaScriptEnabled of [true, false]) {
  test(`asked once, changed and sent ${javaScriptEnabled ? "with" : "without"} scripts`, async ({ meet }) => {
    const person = await meet("resident", { javaScriptEnabled });
    const { page, home } = person;
    await page.goto(`${home}/alarm`);
    if (javaScriptEnabled) {
      await fill(page);
    } else {
      await page.getByRole("radio", { name: "Ik heb zogenaamd gebeld" }).check();
      await choice(page, "Inbraak").check();
      await page.getByLabel("Straat", { exact: true }).selectOption({ label: "Klepperlaan" });
    }
    await page.getByText("Of in uw eigen woorden").click();
    await page.getByLabel("Wat ziet of hoort u?").fill(CRUEL);
    await send(page).click();

    await expect(page.getByRole("heading", { name: "Wilt u dit zo versturen?" })).toBeVisible();
    await expect(page.locator("q")).toHaveText(["klootzak"]);
    await expect(page.getByLabel("Uw tekst")).toHaveValue(CRUEL);
    if (javaScriptEnabled) {
      await expectAccessible(page);
    }
    await page.getByLabel("Uw tekst").fill(KIND);
    await page.getByRole("button", { name: /^Toch versturen naar/ }).click();
    await onIncident(page);
    expect(await person.stored()).toMatchObject({ kind: "burglary", street: "Klepperlaan", words: KIND, state: "alerted" });
  });
}

test("sent all the same it goes, and who runs the group sees that there is something to look at", async ({ meet }) => {
  const person = await meet("resident");
  const { page, home } = person;
  await page.goto(`${home}/alarm`);
  await fill(page, { kind: "Diefstal", phrase: "Neemt een fiets mee", street: "Tollenpad" });
  await page.getByText("Of in uw eigen woorden").click();
  await page.getByLabel("Wat ziet of hoort u?").fill(CRUEL);
  await send(page).click();
  await page.getByRole("button", { name: /^Toch versturen naar/ }).click();
  await onIncident(page);
  const path = new URL(page.url()).pathname;
  expect(await person.stored()).toMatchObject({ words: CRUEL, state: "alerted" });
  await expect(page.getByText("iets in staat om naar te kijken")).toHaveCount(0);

  const admin = await meet("admin");
  await admin.page.goto(`${admin.home}/admin`);
  await admin.page.getByRole("link", { name: /om naar te kijken/ }).click();
  await expect(admin.page.locator(`a[href^="${path}#"]`).first()).toBeVisible();
  await expectAccessible(admin.page);
});
