import type { APIResponse, Browser, BrowserContext, BrowserContextOptions, Page } from "@playwright/test";
import type { Saar } from "./start.ts";

/** The demo's people whom a visitor can be. The others, with ·sim behind their name, are played by the program. */
export const ALIASES = { resident: "Roodborst", neighbour: "Wilg", deputy: "Torenvalk", admin: "Grutto" } as const;

/** One of them. */
export type Persona = keyof typeof ALIASES;

/** What the API says of an incident; what journeys look at. */
export interface StoredIncident {
  id: string;
  kind: string;
  state: string;
  drill: boolean;
  street: string | null;
  reason: string | null;
  called_ms: number | null;
  witness: string;
  cannot_call: boolean;
  phrase: string | null;
  words: string | null;
  point: { lat: number; lon: number } | null;
  accuracy_m: number | null;
  outside_area: boolean;
  call_again: boolean;
  timeline: { event: string; who: string | null; what: string | null; words: string | null }[];
}

/** Somebody with a browser of their own, signed in. */
export class Person {
  private constructor(
    readonly page: Page,
    readonly context: BrowserContext,
    /** Path of their group's home. */
    readonly home: string,
    private readonly saar: Saar,
  ) {}

  /** A new browser, signed in by the demo's one-tap link, with the group's home open. */
  static async signIn(browser: Browser, saar: Saar, persona: Persona, options: BrowserContextOptions = {}): Promise<Person> {
    const context = await browser.newContext({ baseURL: saar.url, ...options });
    const page = await context.newPage();
    await page.goto(saar.signInLink(ALIASES[persona]));
    // Who founded another group in an earlier journey of this server chooses first: the village's is the one that was joined first.
    if (new URL(page.url()).pathname === "/groups") {
      await page.locator(".group-row").first().click();
      await page.waitForURL(/\/groups\/[^/]+$/);
    }
    return new Person(page, context, new URL(page.url()).pathname, saar);
  }

  /** Asks the API, as this person's browser would. */
  async ask<T>(path: string): Promise<T> {
    const answer = await this.context.request.get(`/api/v1${path}`);
    return (await this.good(answer).json()) as T;
  }

  /** Does something by the API, as this person's browser would. */
  async tell(path: string, data: unknown): Promise<void> {
    this.good(await this.context.request.post(`/api/v1${path}`, { data, headers: { origin: this.saar.url } }));
  }

  /** The incident on the page as it is stored. */
  async stored(address = this.page.url()): Promise<StoredIncident> {
    return this.ask<StoredIncident>(new URL(address, this.saar.url).pathname);
  }

  /** The incidents that run in the group. */
  async running(): Promise<{ id: string; kind: string; drill: boolean }[]> {
    return (await this.ask<{ incidents: { id: string; kind: string; drill: boolean }[] }>(`${this.home}/incidents`)).incidents;
  }

  private good(answer: APIResponse): APIResponse {
    if (!answer.ok()) {
      throw new Error(`${answer.url()} answered ${answer.status()}`);
    }
    return answer;
  }
}
