/** A report on its way out of this phone. Lives in this browser alone, until it is sent or a day old (EDGES 9, 21). */
export interface Draft {
  /** The idempotency key, made with the draft: however often it is sent, it is one alarm. */
  key: string;
  /** Path of the group. */
  group: string;
  drill: boolean;
  /** The emergency number for it. */
  number: string;
  /** What it is, in the words on screen: "Inbraak · Klepperlaan". */
  title: string;
  /** The form's fields as they were. Times are not among them: they run on. */
  fields: [string, string][];
  /** When the police were called, by this phone's clock; null when nobody called, or when a time was typed. */
  calledMs: number | null;
  editedMs: number;
  /** The tap on "send"; null while it is being written. */
  tappedMs: number | null;
  /** Why it is not sent, after a try. */
  why: Why | null;
  /** What became of it; then there are no fields any more. */
  sent: Sent | null;
  /** Words for a notification when it was sent while nobody looked. */
  told: { sent: string; joined: string };
}

/** `network`: no answer, or none that can be read. `signed_out`: somebody has to sign in. `asks`: the server wants an answer from a person. */
export type Why = "network" | "signed_out" | "asks" | "left";

export interface Sent {
  path: string;
  atMs: number;
  /** It became a sighting of what somebody else had reported. */
  joined: boolean;
}

/** A draft is forgotten after a day. */
export const LIFE_MS = 24 * 3_600_000;
/** So long after the tap on "send" the phone sends by itself; later it asks, for the world has gone on (EDGES 9; `limits::UNATTENDED_SPAN`). */
export const UNATTENDED_MS = 15 * 60_000;
/** What was being written so recently is simply there again; later it is offered, for an old call must not slip into a new alarm. */
export const RESUME_MS = 15 * 60_000;
/** "Sent" is told for so long to who was not there when it happened. */
export const TOLD_MS = 3_600_000;

/** What to do with a draft now, without anybody there. */
export type Next = "forget" | "send" | "ask" | "wait" | "told";

export function next(draft: Draft, nowMs: number): Next {
  if (draft.sent) return nowMs - draft.sent.atMs > TOLD_MS ? "forget" : "told";
  if (nowMs - draft.editedMs > LIFE_MS) return "forget";
  if (draft.tappedMs === null) return "wait";
  if (draft.why === "asks" || draft.why === "left") return "ask";
  // A clock that was set back must not make it send for ever.
  const age = Math.abs(nowMs - draft.tappedMs);
  return age <= UNATTENDED_MS ? "send" : "ask";
}

/** Whether what was being written comes back by itself. */
export function resumes(draft: Draft, nowMs: number): boolean {
  return draft.tappedMs === null && draft.sent === null && nowMs - draft.editedMs <= RESUME_MS;
}

/** The form as it is sent now: seconds ago instead of clock times (EDGES 8). */
export function body(draft: Draft, attended: boolean, nowMs: number): [string, string][] {
  const ours = ["draft", "called_ago_seconds", "tapped_seconds_ago", "unattended", "drill"];
  const fields = draft.fields.filter(([name]) => !ours.includes(name));
  const ago = (ms: number): string => String(Math.max(0, Math.round((nowMs - ms) / 1000)));
  fields.push(["draft", draft.key], ["drill", draft.drill ? "1" : ""]);
  if (draft.calledMs !== null) fields.push(["called_ago_seconds", ago(draft.calledMs)]);
  if (draft.tappedMs !== null) fields.push(["tapped_seconds_ago", ago(draft.tappedMs)]);
  if (!attended) fields.push(["unattended", "1"]);
  return fields;
}

/** A key for a draft that begins on this phone. */
export function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
