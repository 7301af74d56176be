import { type Page } from "@playwright/test";
import { Mailbox } from "./smtp.ts";
import { Saar } from "./start.ts";

/** The program as an installation runs it, not the demo: without anybody in it yet, and with a real mail server. */
export class Installation {
  private constructor(
    readonly saar: Saar,
    readonly mailbox: Mailbox,
  ) {}

  /** Starts both; `host` as for any server. */
  static async start(host?: "localhost"): Promise<Installation> {
    const mailbox = await Mailbox.open();
    const smtp = ["--smtp-host", "127.0.0.1", "--smtp-port", String(mailbox.port), "--smtp-tls", "none", "--smtp-from", "SAAR <saar@example.org>"];
    const saar = await Saar.start({ arguments: ["serve", "--public-url", "{url}", ...smtp], ...(host && { host }) });
    return new Installation(saar, mailbox);
  }

  /** Ends both. */
  async stop(): Promise<void> {
    await this.saar.stop();
    this.mailbox.close();
  }

  /** Makes a group of one street, and gives the link for its first admin. */
  async found(name: string): Promise<string> {
    const printed = await this.saar.command("group", "create", "--name", name, "--municipality", "Voorbeeldstad", "--street", "Lindelaan", "--no-qr");
    return this.saar.url + new URL(/https?:\/\/\S+/.exec(printed)![0]).pathname;
  }

  /** Joins by a link, with the code that is mailed. */
  async join(page: Page, link: string, alias: string, email: string): Promise<void> {
    await page.goto(link);
    await page.getByLabel("Uw naam in de groep").fill(alias);
    await page.getByLabel("E-mailadres").fill(email);
    await page.getByRole("checkbox", { name: /18 jaar of ouder/ }).check();
    await page.getByRole("checkbox", { name: "Ik houd mij aan deze spelregels" }).check();
    await page.getByRole("button", { name: "Doe mee" }).click();
    await page.getByLabel("Code van zes cijfers").fill(await this.code(email));
    await page.getByRole("button", { name: "Inloggen" }).click();
  }

  /** The six digits of the next letter to an address. */
  async code(email: string): Promise<string> {
    const { text } = await this.mailbox.next(email);
    return /\b(\d{3}) ?(\d{3})\b/.exec(text.slice(text.search(/code voor SAAR is/i)))!.slice(1).join("");
  }
}
