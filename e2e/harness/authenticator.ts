import type { CDPSession, Page } from "@playwright/test";

/** A phone's own keeper of passkeys, in software inside the browser: it asks for no finger unless told to. */
export class Authenticator {
  private constructor(
    private readonly cdp: CDPSession,
    private readonly id: string,
  ) {}

  /** Puts one into a page's browser. It says yes by itself. */
  static async of(page: Page): Promise<Authenticator> {
    const cdp = await page.context().newCDPSession(page);
    await cdp.send("WebAuthn.enable", { enableUI: false });
    const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
      options: { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
    });
    return new Authenticator(cdp, authenticatorId);
  }

  /** Whether somebody touches the phone when it asks. */
  async present(enabled: boolean): Promise<void> {
    await this.cdp.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId: this.id, enabled });
  }

  /** Whether the phone knows its owner's finger. */
  async knows(isUserVerified: boolean): Promise<void> {
    await this.cdp.send("WebAuthn.setUserVerified", { authenticatorId: this.id, isUserVerified });
  }

  /** How often each passkey was used, by the phone's own count. */
  async counts(): Promise<number[]> {
    return (await this.credentials()).map(({ signCount }) => signCount);
  }

  /** Sets the count of its only passkey, as a copy of it on another phone would have it. */
  async count(signCount: number): Promise<void> {
    const [credential] = await this.credentials();
    await this.cdp.send("WebAuthn.removeCredential", { authenticatorId: this.id, credentialId: credential!.credentialId });
    await this.cdp.send("WebAuthn.addCredential", { authenticatorId: this.id, credential: { ...credential!, signCount } });
  }

  private async credentials() {
    return (await this.cdp.send("WebAuthn.getCredentials", { authenticatorId: this.id })).credentials;
  }
}
