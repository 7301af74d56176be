import { expect, type Page } from "@playwright/test";

/** What a browser keeps for the site: every text of every cache by its address, and every row of every database. */
export interface Kept {
  caches: Record<string, Record<string, string>>;
  rows: Record<string, unknown[]>;
}

/** Reads CacheStorage and IndexedDB to the last letter. */
export async function kept(page: Page): Promise<Kept> {
  return page.evaluate(async () => {
    const found: { caches: Record<string, Record<string, string>>; rows: Record<string, unknown[]> } = { caches: {}, rows: {} };
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      const texts: Record<string, string> = (found.caches[name] = {});
      for (const request of await cache.keys()) {
        const url = new URL(request.url);
        texts[url.pathname + url.search] = await (await cache.match(request))!.text();
      }
    }
    for (const { name } of await indexedDB.databases()) {
      const base = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name!);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error!);
      });
      for (const store of base.objectStoreNames) {
        found.rows[`${name}/${store}`] = await new Promise((resolve, reject) => {
          const request = base.transaction(store).objectStore(store).getAll();
          request.onsuccess = () => resolve(request.result as unknown[]);
          request.onerror = () => reject(request.error!);
        });
      }
      base.close();
    }
    return found;
  });
}

/** Waits until the worker rules the page and the group's shell is on the phone. */
export async function shellKept(page: Page, home: string): Promise<void> {
  await expect
    .poll(
      () =>
        page.evaluate(
          async ([home]) => navigator.serviceWorker.controller !== null && (await caches.match(`${home}/offline/alarm`)) !== undefined && (await caches.match(`${home}/offline`)) !== undefined,
          [home],
        ),
      { message: "the shell is kept" },
    )
    .toBe(true);
}
