import type { Page } from "@playwright/test";

/** What a visit cost: requests, and bytes as they crossed the wire, headers and compression included. */
export interface Wire {
  requests: { url: string; bytes: number }[];
  bytes: number;
}

/**
 * Opens a page with an empty cache and counts what crossed the wire. Streams (the live page) count what they sent until then. The size of a page is a
 * promise of the product; its speed is never asserted (EDGES 30).
 */
export async function weigh(page: Page, url: string): Promise<Wire> {
  const session = await page.context().newCDPSession(page);
  const urls = new Map<string, string>();
  const bytes = new Map<string, number>();
  session.on("Network.requestWillBeSent", ({ requestId, request }) => void urls.set(requestId, request.url));
  session.on("Network.dataReceived", ({ requestId, encodedDataLength }) => {
    bytes.set(requestId, (bytes.get(requestId) ?? 0) + encodedDataLength);
  });
  // The final word on a finished request, with its headers.
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => void bytes.set(requestId, encodedDataLength));
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  await page.goto(url, { waitUntil: "load" });
  await page.waitForTimeout(500);
  await session.detach();
  const requests = [...urls]
    .filter(([, address]) => address.startsWith("http"))
    .map(([id, address]) => ({ url: address, bytes: bytes.get(id) ?? 0 }));
  return { requests, bytes: requests.reduce((sum, request) => sum + request.bytes, 0) };
}
