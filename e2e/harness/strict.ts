import type { BrowserContext } from "@playwright/test";

/**
 * Watches every page of a context and gathers what no page may do: throw, write an error to its console, ask another host for anything,
 * or, as this is a demo, offer a number that dials (EDGES 1). `findings` waits for what is still being read. `mayDial`: pages of a real
 * installation that are there to dial.
 */
export function watch(context: BrowserContext, { mayDial }: { mayDial?: RegExp } = {}): { findings(): Promise<string[]> } {
  const found = new Set<string>();
  const reading: Promise<void>[] = [];
  context.on("weberror", (error) => found.add(`threw: ${error.error().message}`));
  context.on("console", (message) => {
    const text = message.text();
    // A status that a journey provokes, and a server that a journey stops, are logged by the browser itself, not by the page.
    if (message.type() === "error" && !text.startsWith("Failed to load resource") && !text.includes("net::ERR_")) {
      found.add(`console: ${text}`);
    }
  });
  context.on("request", (request) => {
    const { protocol, hostname, origin } = new URL(request.url());
    if (protocol.startsWith("http") && hostname !== "127.0.0.1" && hostname !== "localhost") {
      found.add(`asked ${origin}`);
    }
  });
  context.on("response", (response) => {
    if (response.headers()["content-type"]?.startsWith("text/html") === true) {
      // A redirect has no text, and a page that closes takes its text along.
      const text = response.text().catch(() => "");
      const dials = (html: string) => /href="?tel:/i.test(html) && mayDial?.test(response.url()) !== true;
      reading.push(text.then((html) => void (dials(html) && found.add(`dials: ${response.url()}`))));
    }
  });
  return {
    async findings() {
      await Promise.all(reading);
      return [...found];
    },
  };
}
