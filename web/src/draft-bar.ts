import { type Draft, next } from "./draft";
import { attempt, alone, flush, settle } from "./draft-send";
import { all as stored, onChange, put, remove } from "./draft-store";
import { find, text } from "./dom";

/** While somebody looks, the phone tries again by itself: first soon, then less often. */
const AGAIN_FIRST_MS = 5_000;
const AGAIN_MOST_MS = 60_000;
/** The draft about which the server asks on a page of its own. */
export const ASKED = "saar-asked";

/** What is sent and what is not, at the top of each page, in plain words; and the place where waiting drafts are sent from. */
export function bar(): void {
  const root = find("#drafts");
  if (!root) return;
  const draw = (): void => void render(root);
  onChange(draw);
  let pause = AGAIN_FIRST_MS;
  let timer = 0;
  const soon = (): void => {
    pause = AGAIN_FIRST_MS;
    window.clearTimeout(timer);
    void again();
  };
  const again = async (): Promise<void> => {
    await flush();
    await render(root);
    timer = window.setTimeout(() => document.visibilityState === "visible" && void again(), pause);
    pause = Math.min(AGAIN_MOST_MS, pause * 1.5);
  };
  addEventListener("online", soon);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && soon());
  soon();
}

/** Asks the browser to send when there is a network, also when no page is open. Where it cannot, the next opening does. */
export async function askForSync(): Promise<void> {
  const registration = (await navigator.serviceWorker?.getRegistration("/").catch(() => undefined)) as
    | (ServiceWorkerRegistration & { sync?: { register(tag: string): Promise<void> } })
    | undefined;
  await registration?.sync?.register("drafts").catch(() => undefined);
}

/** Draws it as things are now. */
export async function render(root: HTMLElement): Promise<void> {
  const list = find("ul", root);
  if (!list) return;
  // What is being written on this very page is not news.
  const writing = document.body.classList.contains("is-waiting") ? "" : (find<HTMLInputElement>('[data-alarm] [name="draft"]')?.value ?? "");
  const drafts = (await stored()).filter((draft) => (draft.key !== writing || draft.sent) && next(draft, Date.now()) !== "forget");
  const focused = (document.activeElement as HTMLElement | null)?.dataset["of"];
  list.replaceChildren(...drafts.map((draft) => item(root, draft)));
  root.hidden = drafts.length === 0;
  if (focused) find(`[data-of="${focused}"]`, list)?.focus();
  // Said once for each change, not once for each try.
  const status = find('[role="status"]', root);
  const words = drafts.map((draft) => `${draft.title}. ${state(root, draft)}`).join(" ");
  if (status && status.textContent !== words) status.textContent = words;
}

const clock = (root: HTMLElement, ms: number): string =>
  new Intl.DateTimeFormat("nl", { hour: "2-digit", minute: "2-digit", timeZone: root.dataset["zone"] || undefined }).format(ms);

/** Sent or not, and why not, in one sentence. */
function state(root: HTMLElement, draft: Draft): string {
  const say = (name: string): string => text(root, name, { n: draft.number, s: clock(root, draft.sent?.atMs ?? 0), t: clock(root, draft.tappedMs ?? draft.editedMs) });
  if (draft.sent) return say(draft.sent.joined ? "joined" : "sent");
  if (draft.tappedMs === null) return say("open");
  if (draft.why === "signed_out") return say("signedOut");
  if (draft.why === "left") return say("left");
  if (draft.why === "asks") return say("asks");
  if (next(draft, Date.now()) === "ask") return say("late");
  return say(draft.why === "network" ? "network" : "sending");
}

function item(root: HTMLElement, draft: Draft): HTMLLIElement {
  const row = document.createElement("li");
  row.className = draft.sent ? "draft is-sent" : "draft";
  const line = (tag: string, words: string): void => void row.appendChild(document.createElement(tag)).append(words);
  line("strong", draft.title);
  line("p", state(root, draft));
  if (draft.calledMs !== null) line("p", text(root, "called", { n: draft.number, t: clock(root, draft.calledMs) }));
  const todo = next(draft, Date.now());
  if (todo === "send" && draft.why === "network") line("p", text(root, "bySelf", { t: clock(root, (draft.tappedMs ?? 0) + 15 * 60_000) }));
  const actions = row.appendChild(document.createElement("div"));
  actions.className = "actions";
  const button = (name: string, work: () => unknown, strong = false): void => {
    const one = actions.appendChild(document.createElement("button"));
    one.type = "button";
    one.className = `nl-button nl-button--${strong ? "primary" : "secondary"}`;
    one.dataset["of"] = `${draft.key}-${name}`;
    one.append(text(root, name));
    one.addEventListener("click", () => void work());
  };
  const link = (name: string, path: string): void => {
    const one = actions.appendChild(document.createElement("a"));
    one.className = "nl-button nl-button--secondary";
    one.href = path;
    one.append(text(root, name));
  };
  const form = `${draft.group}/${draft.drill ? "drill" : "alarm"}#draft-${draft.key}`;
  if (draft.sent) {
    link("look", draft.sent.path);
    button("close", () => remove(draft.key));
    return row;
  }
  if (draft.tappedMs === null) button("goOn", () => edit(draft, form), true);
  else if (draft.why === "signed_out") link("signIn", `/sign-in?next=${encodeURIComponent(location.pathname)}`);
  else if (draft.why !== "left") button("now", () => send(root, draft, form), true);
  if (draft.tappedMs !== null && draft.why !== "left") button("edit", () => edit(draft, form));
  button("discard", () => confirm(text(root, "sure")) && remove(draft.key));
  return row;
}

/** Back to the form: while somebody changes it, it does not send itself. */
async function edit(draft: Draft, form: string): Promise<void> {
  await put({ ...draft, editedMs: Date.now(), tappedMs: null, why: null });
  go(form);
}

function go(path: string): void {
  const here = location.pathname === new URL(path, location.origin).pathname;
  location.assign(path);
  // The same page with another fragment would not be loaded again.
  if (here) location.reload();
}

/** Somebody pressed "send now": they are there to answer a question. */
async function send(root: HTMLElement, draft: Draft, form: string): Promise<void> {
  const status = find('[role="status"]', root);
  if (status) status.textContent = text(root, "sending");
  await put({ ...draft, why: null });
  const result = (await alone(draft.key, false, () => attempt(draft, true))) ?? "network";
  if (result === "asks") return edit(draft, form);
  if (typeof result === "string") return settle(draft, result);
  await remove(draft.key);
  location.assign(`${result.path}?done=${result.joined ? "joined-running" : draft.drill ? "drill-sent" : "sent"}`);
}

/** On the page of an incident: what the server asked about is answered, and its draft goes. */
export function answered(): void {
  const key = sessionStorage.getItem(ASKED);
  const done = new URLSearchParams(location.search).get("done") ?? "";
  if (!key || !["sent", "drill-sent", "joined-running", "sighting"].includes(done)) return;
  sessionStorage.removeItem(ASKED);
  void remove(key);
}
