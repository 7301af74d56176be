import type { CDPSession, Page } from "@playwright/test";

interface Registration {
  registrationId: string;
  scopeURL: string;
  isDeleted: boolean;
}

/**
 * Hands push messages to the page's service worker, past the push service, which is out of reach in tests. The worker sees an ordinary
 * `push` event. Open this before the page registers its worker, or reload afterwards.
 */
export class PushDelivery {
  private readonly registrations = new Map<string, Registration>();
  /** Where the page was before it was left; none while it is open. */
  private left: string | undefined;

  private constructor(
    private readonly session: CDPSession,
    private readonly page: Page,
  ) {}

  /** Starts listening, and lets the page show notifications. */
  static async open(page: Page): Promise<PushDelivery> {
    await page.context().grantPermissions(["notifications"]);
    const delivery = new PushDelivery(await page.context().newCDPSession(page), page);
    delivery.session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      for (const registration of registrations as Registration[]) {
        if (registration.isDeleted) {
          delivery.registrations.delete(registration.registrationId);
        } else {
          delivery.registrations.set(registration.registrationId, registration);
        }
      }
    });
    await delivery.session.send("ServiceWorker.enable");
    return delivery;
  }

  /** Leaves the page: from here on no window of the site is in sight, as with a phone in a pocket. `back` opens it again. */
  async leave(): Promise<void> {
    await this.ready();
    this.left = this.page.url();
    await this.page.goto("about:blank");
  }

  /** Opens the page that was left. */
  async back(): Promise<void> {
    await this.page.goto(this.left ?? this.page.url());
    this.left = undefined;
  }

  /** Delivers one message to the worker in whose scope the page is, as soon as that worker is active. */
  async deliver(message: unknown): Promise<void> {
    if (this.left === undefined) {
      await this.ready();
    }
    const address = this.left ?? this.page.url();
    const registration = [...this.registrations.values()].find(({ scopeURL }) => address.startsWith(scopeURL));
    if (registration === undefined) {
      throw new Error(`No service worker has ${address} in its scope.`);
    }
    await this.session.send("ServiceWorker.deliverPushMessage", {
      origin: new URL(address).origin,
      registrationId: registration.registrationId,
      data: typeof message === "string" ? message : JSON.stringify(message),
    });
  }

  /** The notifications that the worker shows at this moment. */
  async shown(): Promise<{ title: string; body: string; tag: string; silent: boolean | null; data: unknown }[]> {
    // Asked of the worker itself: there may be no window.
    const [worker] = this.page.context().serviceWorkers();
    if (worker === undefined) {
      return [];
    }
    return worker.evaluate(async () => {
      const { registration } = self as unknown as { registration: ServiceWorkerRegistration };
      const notifications = await registration.getNotifications();
      return notifications.map(({ title, body, tag, silent, data }) => ({ title, body, tag, silent, data: data as unknown }));
    });
  }

  private async ready(): Promise<void> {
    await this.page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
  }
}
