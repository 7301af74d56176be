// Sends a file in pieces, and goes on where a broken connection left it.

/** Small enough that one bar of signal brings a piece over, large enough that few are needed. */
const PIECE_BYTES = 64 * 1024;
/** Waits between attempts, in milliseconds; after the last one somebody has to press "again", or the network has to return. */
const WAITS_MS = [1_000, 2_000, 4_000];

/** How an upload ended. */
export type Ended = { state: "ready" } | { state: "offline" } | { state: "refused"; why: string } | { state: "aborted" };

/** One file on its way; `send` may be called again after "offline", and goes on. */
export class Upload {
  readonly id = crypto.randomUUID();
  private offset = 0;
  private known = true;

  constructor(
    private readonly uploads: string,
    private readonly file: Blob,
    private readonly progress: (part: number) => void,
    private readonly stop: AbortSignal,
  ) {}

  async send(): Promise<Ended> {
    for (let attempt = 0; ; attempt += 1) {
      const before = this.offset;
      const ended = await this.go().catch((): Ended | null => null);
      if (ended) return ended;
      if (this.stop.aborted) return { state: "aborted" };
      // What got further was worth it: begin to count anew.
      if (this.offset > before) attempt = 0;
      const wait = WAITS_MS[attempt];
      if (wait === undefined) return { state: "offline" };
      await pause(wait);
      // The last answer may have been lost, and the piece not: ask.
      this.known = false;
    }
  }

  /** Takes back what came over. */
  async forget(): Promise<void> {
    await fetch(this.address, { credentials: "same-origin", method: "DELETE" }).catch(() => undefined);
  }

  private get address(): string {
    return `${this.uploads}/${this.id}`;
  }

  private async go(): Promise<Ended> {
    if (!this.known) await this.ask();
    for (;;) {
      const piece = await this.file.slice(this.offset, this.offset + PIECE_BYTES).arrayBuffer();
      const answer = await fetch(this.address, {
        body: piece,
        credentials: "same-origin",
        headers: {
          "accept-language": document.documentElement.lang,
          "content-type": "application/octet-stream",
          "upload-length": String(this.file.size),
          "upload-offset": String(this.offset),
        },
        method: "PUT",
        signal: this.stop,
      });
      if (answer.ok) {
        const state = (await answer.json()) as { offset: number; photo: string | null };
        this.at(state.offset);
        if (state.photo) return { state: "ready" };
      } else if (answer.status === 409 && answer.headers.has("upload-offset")) {
        const offset = Number(answer.headers.get("upload-offset"));
        // It is whole, and being worked on.
        if (offset === this.file.size) await pause(500);
        this.at(offset);
      } else if (answer.status === 503 || answer.status === 502 || answer.status === 504) {
        await pause(1000 * Number(answer.headers.get("retry-after") ?? 2));
        throw new Error("later");
      } else {
        const problem = (await answer.json().catch(() => ({}))) as { title?: string };
        return { state: "refused", why: problem.title ?? String(answer.status) };
      }
    }
  }

  /** Where it stands; nothing of it there means the beginning. */
  private async ask(): Promise<void> {
    const answer = await fetch(this.address, { credentials: "same-origin", method: "HEAD", signal: this.stop });
    this.at(answer.ok ? Number(answer.headers.get("upload-offset") ?? 0) : 0);
    this.known = true;
  }

  private at(offset: number): void {
    this.offset = offset;
    this.progress(offset / this.file.size);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => window.setTimeout(resolve, ms));
}
