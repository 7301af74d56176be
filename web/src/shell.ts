// What opens without a network: of each group the alarm page and the numbers, with the style and script that they name. Runs in the worker.

/** Changes with each build of the front end, so that a new version brings a cache of its own. */
declare const BUILD: string;
const PREFIX = "saar-shell-";
const CACHE = PREFIX + BUILD;
/** Each visit refreshes, but a page that is opened ten times in a minute does so once. */
const FRESH_MS = 60_000;
/** An alarm page that is not there by then is taken from the cache. */
const SLOW_MS = 4_000;

const pages = (group: string): string[] => [`${group}/offline`, `${group}/offline/alarm`];

async function shells(): Promise<string[]> {
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX));
}

/** The newest copy of a page or a file, from whichever version has it. */
async function kept(path: string): Promise<Response | undefined> {
  const names = (await shells()).sort((a, b) => Number(b === CACHE) - Number(a === CACHE));
  for (const name of names) {
    const found = await (await caches.open(name)).match(path);
    if (found) return found;
  }
  return undefined;
}

/** Groups with a shell, the last visited first. */
async function groups(): Promise<string[]> {
  const found = new Map<string, number>();
  for (const name of await shells()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const group = /^(\/groups\/[^/]+)\/offline$/.exec(new URL(request.url).pathname)?.[1];
      const at = group ? Date.parse((await cache.match(request))?.headers.get("date") ?? "") || 0 : 0;
      if (group) found.set(group, Math.max(at, found.get(group) ?? 0));
    }
  }
  return [...found].sort(([, a], [, b]) => b - a).map(([group]) => group);
}

/** Fetches a group's shell anew. Who is signed out, or no longer in the group, keeps nothing of it. */
export async function refresh(group: string, force = false): Promise<boolean> {
  const cache = await caches.open(CACHE);
  const known = await cache.match(`${group}/offline`);
  if (!force && known && Date.now() - (Date.parse(known.headers.get("date") ?? "") || 0) < FRESH_MS) return true;
  const found: [string, Response][] = [];
  for (const path of pages(group)) {
    const answer = await fetch(path, { cache: "no-store", credentials: "same-origin" }).catch(() => null);
    if (answer && (answer.redirected || [401, 403, 404, 410].includes(answer.status))) {
      await forget(group);
      return true;
    }
    if (!answer?.ok) return false;
    found.push([path, answer]);
  }
  // First what the pages name, then the pages: a shell is whole or is not there.
  const named = new Set<string>();
  for (const [, page] of found) for (const [, path] of (await page.clone().text()).matchAll(/(?:src|href)="(\/assets\/[^"]+\.(?:css|js|svg)[^"]*)"/g)) named.add(path!);
  for (const path of named) {
    if (await cache.match(path)) continue;
    const file = await fetch(path).catch(() => null);
    if (!file?.ok) return false;
    if (path.includes(".css")) {
      for (const [, font] of (await file.clone().text()).matchAll(/url\("?\.?\/?([^)"]+\.woff2)"?\)/g)) await cache.add(`/assets/${font}`).catch(() => undefined);
    }
    await cache.put(path, file);
  }
  for (const [path, page] of found) await cache.put(path, page);
  return true;
}

async function forget(group: string): Promise<void> {
  for (const name of await shells()) {
    const cache = await caches.open(name);
    for (const path of pages(group)) await cache.delete(path);
  }
}

/** After signing out nothing of any group stays. */
export async function forgetAll(): Promise<void> {
  for (const name of await shells()) await caches.delete(name);
}

/** A new version fetches its own copies; until it has them, the old ones serve. */
export async function takeOver(): Promise<void> {
  const all = await groups();
  const done = await Promise.all(all.map((group) => refresh(group, true)));
  if (done.every(Boolean)) for (const name of await shells()) if (name !== CACHE) await caches.delete(name);
}

/** A page, from the network where there is one. */
export async function navigate(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const [, group, rest] = /^(\/groups\/[^/]+)(.*)$/.exec(pathname) ?? [];
  const isAlarm = request.method === "GET" && (rest === "/alarm" || pathname === "/alarm");
  const shell = async (): Promise<Response | undefined> => {
    const home = group ?? (await groups())[0];
    return home ? kept(`${home}/offline${isAlarm ? "/alarm" : ""}`) : undefined;
  };
  try {
    // Nobody waits for the alarm page, and nobody gets half of it. What a form sends is never given up for slowness.
    const slow = isAlarm && (await shell());
    const network = slow ? fetch(request).then(whole) : fetch(request);
    const answer = slow ? await Promise.race([network, later(SLOW_MS)]) : await network;
    if (answer && ![502, 503, 504].includes(answer.status)) return answer;
    if (!answer) network.catch(() => undefined);
    return (await shell()) ?? answer ?? (await network);
  } catch {
    return (await shell()) ?? Response.error();
  }
}

/** An answer with its body, which has crossed to the end. A redirect has none that may be read here: the browser follows it. */
async function whole(answer: Response): Promise<Response> {
  if (!answer.body || answer.redirected || answer.type === "opaqueredirect") return answer;
  const { headers, status, statusText } = answer;
  return new Response(await answer.arrayBuffer(), { headers, status, statusText });
}

const later = (ms: number): Promise<undefined> => new Promise((resolve) => setTimeout(() => resolve(undefined), ms));

/** A file of the shell: its address carries a hash, so a copy is as good as the original. */
export async function file(request: Request): Promise<Response> {
  const url = new URL(request.url);
  return (await kept(url.pathname + url.search)) ?? fetch(request);
}
