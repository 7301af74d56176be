// Passkeys: signing in by one, and making one. Loaded by these two pages alone; the e-mailed code is there without any of it.
import { find } from "./dom";
import { fromCredential, toCreation, toRequest } from "./passkey-json";

/** What the server asks; the ceremony goes back as it came. */
interface Asked<Options> {
  ceremony: string;
  options: Options;
}

/** The server said no, in words of the reader's. */
class Refused extends Error {}

/** Nobody answered. */
class Offline extends Error {}

/** As long as the server takes an answer, less what it may be under way. */
const FRESH_MS = 4 * 60_000;

const able = "PublicKeyCredential" in window && "credentials" in navigator;

async function post<T>(path: string, body?: unknown): Promise<T> {
  const answer = await fetch(path, {
    body: body === undefined ? null : JSON.stringify(body),
    credentials: "same-origin",
    headers: body === undefined ? {} : { "content-type": "application/json" },
    method: "POST",
  }).catch(() => {
    throw new Offline();
  });
  if (answer.status === 204) return undefined as T;
  const said = (await answer.json()) as T & { title?: string; errors?: { detail?: string }[] };
  if (!answer.ok) throw new Refused(said.errors?.[0]?.detail ?? said.title ?? "");
  return said;
}

/** Says how it went, in the words that the page brought along. */
function sayer(root: HTMLElement): (words: string | undefined) => void {
  const line = find("[data-passkey-say]", root);
  return (words) => void (line && (line.textContent = words ?? ""));
}

/** What went wrong, in the words of the page or of the server. */
function why(error: unknown, texts: DOMStringMap): string | undefined {
  if (error instanceof Refused) return error.message;
  if (error instanceof Offline) return texts["offline"];
  const name = error instanceof DOMException ? error.name : "";
  // A browser says this for "no", for "too late" and for a phone without a passkey alike.
  if (name === "NotAllowedError" || name === "AbortError") return texts["cancelled"];
  return name === "InvalidStateError" ? texts["already"] : texts["failed"];
}

/** The form of a new passkey. */
function adding(form: HTMLFormElement): void {
  const say = sayer(form);
  const none = find("[data-passkey-none]");
  form.hidden = false;
  if (none) none.hidden = true;
  let busy = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    say(form.dataset["waiting"]);
    const name = String(new FormData(form).get("name") ?? "");
    make(name)
      .then(() => location.assign("/settings/passkeys?done=passkey-added"))
      .catch((error: unknown) => say(why(error, form.dataset)))
      .finally(() => (busy = false));
  });
}

async function make(name: string): Promise<void> {
  const { ceremony, options } = await post<Asked<PublicKeyCredentialCreationOptionsJSON>>("/api/v1/me/passkeys/ceremony");
  const made = await navigator.credentials.create({ publicKey: toCreation(options) });
  if (!(made instanceof PublicKeyCredential)) throw new DOMException("", "NotAllowedError");
  await post("/api/v1/me/passkeys", { ceremony, credential: fromCredential(made), name });
}

/** The door of the sign-in page: a button, and the browser's own list below the field of the address. */
function door(root: HTMLElement): void {
  const say = sayer(root);
  const next = root.dataset["next"] || "/";
  let waiting: AbortController | undefined;
  let since = 0;
  root.hidden = false;

  const enter = async (mediation?: CredentialMediationRequirement): Promise<void> => {
    waiting?.abort();
    const mine = (waiting = new AbortController());
    const { ceremony, options } = await post<Asked<PublicKeyCredentialRequestOptionsJSON>>("/api/v1/sign-in/passkey/ceremony");
    if (mine.signal.aborted) return;
    since = Date.now();
    const asked: CredentialRequestOptions = { publicKey: toRequest(options), signal: mine.signal };
    if (mediation) asked.mediation = mediation;
    const given = await navigator.credentials.get(asked);
    if (!(given instanceof PublicKeyCredential)) throw new DOMException("", "NotAllowedError");
    say(root.dataset["waiting"]);
    await post("/api/v1/sign-in/passkey", { ceremony, credential: fromCredential(given) });
    location.assign(next);
  };

  // The browser offers passkeys where one types one's address. Nobody asked for it: what fails is said only if the server said it.
  const offer = (): void => {
    const able = PublicKeyCredential.isConditionalMediationAvailable?.() ?? Promise.resolve(false);
    void able
      .then((can) => (can ? enter("conditional") : undefined))
      .catch((error: unknown) => {
        if (error instanceof Refused) say(error.message);
      });
  };

  find("[data-passkey-go]", root)?.addEventListener("click", () => {
    say(root.dataset["waiting"]);
    enter().catch((error: unknown) => {
      say(why(error, root.dataset));
      offer();
    });
  });
  // Who comes back to a page that waited long gets a question that is still good.
  find("#email")?.addEventListener("focus", () => {
    if (since > 0 && Date.now() - since > FRESH_MS) offer();
  });
  offer();
}

const form = find<HTMLFormElement>("[data-passkey-add]");
const entrance = find("[data-passkey-sign-in]");
if (able && form) adding(form);
if (able && entrance) door(entrance);
