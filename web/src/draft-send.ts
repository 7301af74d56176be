import { type Draft, type Sent, body, next } from "./draft";
import { all, put, remove } from "./draft-store";

/** A network that says nothing for so long is none; what did arrive is not sent twice, for the key is the same. */
const PATIENCE_MS = 30_000;

/** What came of one try. */
export type Result = Sent | "network" | "signed_out" | "asks" | "left";

/** Tries once. `attended`: somebody is there to answer a question. */
export async function attempt(draft: Draft, attended: boolean): Promise<Result> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    const answer = await fetch(`${draft.group}/drafts`, {
      body: new URLSearchParams(body(draft, attended, Date.now())),
      credentials: "same-origin",
      method: "POST",
      signal: patience.signal,
    });
    if (answer.ok) {
      // Half an answer is none: it is read whole before it counts.
      const { path, outcome } = (await answer.json()) as { path: string; outcome: string };
      return { atMs: Date.now(), joined: outcome === "joined", path };
    }
    if (answer.status === 401) return "signed_out";
    if (answer.status === 404 || answer.status === 410) return "left";
    // Trouble of the server, or of a proxy before it, passes; everything else wants a person.
    return answer.status >= 500 || answer.status === 429 || answer.status === 408 ? "network" : "asks";
  } catch {
    return "network";
  } finally {
    clearTimeout(timer);
  }
}

/** Writes down what came of a try. Of what was sent nothing is kept but that it was. */
export async function settle(draft: Draft, result: Result): Promise<void> {
  if (typeof result === "string") await put({ ...draft, why: result });
  else await put({ ...draft, fields: [], sent: result, why: null });
}

/** Sends what may be sent without anybody there, and forgets what is old. Says whether all is done: a failure is worth another try. */
export async function flush(sent: (draft: Draft, result: Sent) => Promise<void> = async () => undefined): Promise<boolean> {
  let done = true;
  for (const { key } of await all()) {
    // What another page or the worker sends at this moment is in good hands.
    await alone(key, true, async () => {
      const draft = await find(key);
      const todo = draft && next(draft, Date.now());
      if (todo === "forget") await remove(key);
      if (todo !== "send") return;
      const result = await attempt(draft!, false);
      // Meanwhile somebody may have opened it to change it, or thrown it away; only that it went out counts then.
      const now = await find(key);
      if (!now || (now.tappedMs === null && typeof result === "string")) return;
      await settle(now, result);
      if (typeof result !== "string") await sent(now, result);
      else done &&= result !== "network";
    });
  }
  return done;
}

const find = async (key: string): Promise<Draft | undefined> => (await all()).find((draft) => draft.key === key);

/** One draft is sent by one page or worker at a time. A lock for each: an alarm that somebody sends now never waits behind an older one. */
export async function alone<T>(key: string, orNot: boolean, work: () => Promise<T>): Promise<T | undefined> {
  if (!("locks" in navigator)) return work();
  return navigator.locks.request(`saar-draft-${key}`, { ifAvailable: orNot }, (lock) => (lock ? work() : undefined)) as Promise<T | undefined>;
}
