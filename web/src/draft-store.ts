import type { Draft } from "./draft";

/** One's own drafts, in IndexedDB: they survive the browser. Where a browser keeps nothing (a private window), they live as long as the page. */
const NAME = "saar";
const STORE = "drafts";
const memory = new Map<string, Draft>();
const CHANNEL = "saar-drafts";
/** A phone's own memory that says nothing for so long keeps no alarm waiting: the draft lives in the page then, and goes out. */
const PATIENCE_MS = 1_500;

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "key" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("no store"));
  });
}

function run<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const late = new Promise<never>((_, reject) => setTimeout(() => reject(new Error("the store is silent")), PATIENCE_MS));
  return Promise.race([late, change(mode, work)]);
}

async function change<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const base = await open();
  try {
    return await new Promise<T>((resolve, reject) => {
      const step = base.transaction(STORE, mode);
      const request = work(step.objectStore(STORE));
      step.oncomplete = () => resolve(request.result);
      step.onabort = step.onerror = () => reject(step.error ?? new Error("not stored"));
    });
  } finally {
    // A newer version of the app may want to change the store: nothing of ours stands in its way.
    base.close();
  }
}

const heard = new EventTarget();

/** Tells this page, the others, and the pages of a worker, that something changed. */
function tell(): void {
  heard.dispatchEvent(new Event("change"));
  if (!("BroadcastChannel" in globalThis)) return;
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(null);
  channel.close();
}

/** Hears of changes, from wherever. */
export function onChange(work: () => void): void {
  heard.addEventListener("change", work);
  if ("BroadcastChannel" in globalThis) new BroadcastChannel(CHANNEL).addEventListener("message", work);
}

/** All drafts, the oldest first. */
export async function all(): Promise<Draft[]> {
  const stored = await run<Draft[]>("readonly", (store) => store.getAll()).catch(() => [...memory.values()]);
  return stored.sort((a, b) => a.editedMs - b.editedMs);
}

export async function put(draft: Draft): Promise<void> {
  await run("readwrite", (store) => store.put(draft)).catch(() => memory.set(draft.key, draft));
  tell();
}

export async function remove(key: string): Promise<void> {
  await run("readwrite", (store) => store.delete(key)).catch(() => memory.delete(key));
  tell();
}
