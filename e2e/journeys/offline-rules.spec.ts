// What a phone may do by itself with a draft, as a table: the pure decisions of `web/src/draft.ts` (EDGES 8, 9, 21). No browser is needed.
import { type Draft, body, next, resumes } from "../../web/src/draft.ts";
import { expect, test } from "@playwright/test";

const NOW = 1_795_214_700_000;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const draft = (change: Partial<Draft> = {}): Draft => ({
  calledMs: NOW - 12 * MINUTE,
  drill: false,
  editedMs: NOW - 10 * MINUTE,
  fields: [["kind", "burglary"], ["called_ago_seconds", "3"], ["unattended", "1"], ["draft", "old"]],
  group: "/groups/g1",
  key: "k1",
  number: "112",
  sent: null,
  tappedMs: NOW - 10 * MINUTE,
  title: "Inbraak · Lindelaan",
  told: { joined: "", sent: "" },
  why: null,
  ...change,
});

test("a quarter of an hour from the tap it sends by itself, then it asks, after a day it is forgotten", () => {
  for (const [what, expected] of [
    [{}, "send"],
    [{ why: "network" }, "send"],
    [{ why: "signed_out" }, "send"],
    [{ tappedMs: NOW - 15 * MINUTE }, "send"],
    [{ tappedMs: NOW - 15 * MINUTE - 1 }, "ask"],
    // The phone's clock was set back meanwhile.
    [{ tappedMs: NOW + 16 * MINUTE }, "ask"],
    [{ why: "asks" }, "ask"],
    [{ why: "left" }, "ask"],
    [{ tappedMs: null }, "wait"],
    [{ tappedMs: null, editedMs: NOW - DAY }, "wait"],
    [{ tappedMs: null, editedMs: NOW - DAY - 1 }, "forget"],
    [{ editedMs: NOW - DAY - 1 }, "forget"],
    [{ sent: { atMs: NOW - 60 * MINUTE, joined: false, path: "/" } }, "told"],
    [{ sent: { atMs: NOW - 61 * MINUTE, joined: false, path: "/" } }, "forget"],
  ] as [Partial<Draft>, string][]) {
    expect(next(draft(what), NOW), JSON.stringify(what)).toBe(expected);
  }
});

test("what was being written a moment ago comes back; an old call does not slip into a new alarm", () => {
  expect(resumes(draft({ editedMs: NOW - 15 * MINUTE, tappedMs: null }), NOW)).toBe(true);
  expect(resumes(draft({ editedMs: NOW - 16 * MINUTE, tappedMs: null }), NOW)).toBe(false);
  expect(resumes(draft(), NOW), "what waits to be sent is not written any more").toBe(false);
});

test("times are sent as seconds ago, counted at the moment of sending, whatever stood in the form", () => {
  const fields = new Map(body(draft(), false, NOW));
  expect(Object.fromEntries(fields)).toEqual({ called_ago_seconds: "720", draft: "k1", drill: "", kind: "burglary", tapped_seconds_ago: "600", unattended: "1" });
  expect(new Map(body(draft(), true, NOW)).has("unattended")).toBe(false);
  expect(new Map(body(draft({ calledMs: null }), true, NOW)).has("called_ago_seconds")).toBe(false);
  // A clock that was set back does not call in the future.
  expect(new Map(body(draft({ calledMs: NOW + MINUTE }), true, NOW)).get("called_ago_seconds")).toBe("0");
});
