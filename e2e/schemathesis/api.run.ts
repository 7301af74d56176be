import { spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ALIASES, type Persona } from "../harness/people.ts";
import { DEMO, Saar } from "../harness/start.ts";
import { expect, test } from "../harness/test.ts";

/** Where the server has its OpenAPI document. */
const DOCUMENT = "/api/v1/openapi.json";

/** They would end what the other requests need: the membership, the session, the street, the umbrella's coordinator. */
const ENDING = [
  "POST /api/v1/groups/{group}/leave",
  "DELETE /api/v1/me/devices/{device}",
  "DELETE /api/v1/groups/{group}/streets/{street}",
  "POST /api/v1/umbrellas/{umbrella}/step-down",
];

/** It answers for as long as somebody listens: every try of it would last until the tool gives up. */
const ENDLESS = "GET /api/v1/groups/{group}/live";

/** They end what other operations need, and get one of their own for that. */
const LAST = {
  incident: "POST /api/v1/groups/{group}/incidents/{incident}/close",
  drill: "DELETE /api/v1/groups/{group}/drills/{drill}",
  turn: "DELETE /api/v1/groups/{group}/turns/{turn}",
  liaison: "DELETE /api/v1/groups/{group}/liaisons/{liaison}",
} as const;

/** A session of one of the demo's people: its cookie. */
async function signedIn(saar: Saar, persona: Persona): Promise<string> {
  const answer = await fetch(saar.signInLink(ALIASES[persona]), { redirect: "manual" });
  return (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
}

/** Asks the API, as the browser of a session would; with a body it posts. */
async function ask<T>(saar: Saar, cookie: string, path: string, body?: unknown): Promise<T> {
  const headers = { cookie, "content-type": "application/json", "sec-fetch-site": "same-origin" };
  const request = body === undefined ? { headers } : { headers, method: "POST", body: JSON.stringify(body) };
  const answer = await fetch(`${saar.url}/api/v1${path}`, request);
  const text = await answer.text();
  expect(answer.ok, `${path} answered ${answer.status}: ${text}`).toBe(true);
  return (text === "" ? undefined : JSON.parse(text)) as T;
}

/** What there is, by the name of the parameter that takes its id. */
type Named = "group" | "incident" | "member" | "street" | "invite" | "word" | "drill" | "token" | "letter" | "turn" | "liaison" | "flag" | "umbrella";
type Ids = Record<Named, string>;

/** One more of what an operation ends. */
type Ended = Record<keyof typeof LAST, string>;

/** One of everything in the group, and another of what is ended. */
async function oneOfEach(saar: Saar, admin: string): Promise<{ ids: Ids; ended: Ended }> {
  const [first] = await ask<{ id: string }[]>(saar, admin, "/groups");
  const group = first?.id ?? "";
  const home = `/groups/${group}`;
  // Of the program's neighbours: whoever changes here, the demo's people stay who they are.
  const members = await ask<{ id: string; alias: string; role: string }[]>(saar, admin, `${home}/members`);
  const member = members.find(({ alias, role }) => role === "member" && alias.endsWith("·sim"))?.id ?? "";
  expect(member, "the demo has simulated neighbours").not.toBe("");
  const { streets } = await ask<{ streets: { id: string }[] }>(saar, admin, home);
  const [at] = streets;
  // A street and an invite that nothing else hangs on.
  const street = await ask<{ id: string }>(saar, admin, `${home}/streets`, { street_name: "Proeflaan" });
  const invite = await ask<{ id: string }>(saar, admin, `${home}/invites`, { uses_max: 5, days: 7 });
  const word = await ask<{ id: string }>(saar, admin, `${home}/own-words`, { word: "Proefwoord", verdict: "fine" });
  const nextWeek = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
  const plan = (time: string) => ask<{ id: string }>(saar, admin, `${home}/drills`, { drill_day: nextWeek, drill_time: time });
  const [drill, drillToEnd] = [await plan("19:30"), await plan("20:30")];
  const token = await ask<{ id: string }>(saar, admin, "/me/tokens", { name: "Proef", scopes: ["read"], days: 7 });
  const letter = await ask<{ id: string }>(saar, admin, `${home}/letters`, { letter_street: at?.id, first_number: 1, last_number: 9, side: "odd", days: 14 });
  const invited = (liaison_kind: string, email: string) =>
    ask<{ id: string }>(saar, admin, `${home}/liaisons`, { liaison_kind, office: "Proefkantoor", email, liaison_view: "counts", liaison_until: nextWeek });
  const liaison = await invited("police", "wijkagent@example.org");
  const liaisonToEnd = await invited("municipality", "gemeente@example.org");
  const onCall = async (part: string) => {
    await ask(saar, admin, `${home}/roster`, { part, day: nextWeek });
    const { turns } = await ask<{ turns: { id: string; day: string | null; part: string }[] }>(saar, admin, `${home}/roster`);
    return turns.find((turn) => turn.day === nextWeek && turn.part === part);
  };
  const [turn, turnToEnd] = [await onCall("evening"), await onCall("night")];
  // The demo's admin looks after its umbrella too.
  const [umbrella] = await ask<{ id: string }[]>(saar, admin, "/me/umbrellas");
  // By somebody else: the admin then answers it as a neighbour does.
  const resident = await signedIn(saar, "resident");
  const report = { kind: "burglary", witness: "seen", call: { by: "me", seconds_ago: 30 }, behaviour: { phrase: "tries_doors" }, place: { street: at?.id } };
  const incident = await ask<{ id: string }>(saar, resident, `${home}/incidents`, report);
  const toClose = await ask<{ id: string }>(saar, resident, `${home}/incidents`, { ...report, not_the_same_as: [incident.id] });
  expect(toClose.id, "two incidents").not.toBe(incident.id);
  const neighbour = await signedIn(saar, "neighbour");
  await ask(saar, neighbour, `${home}/incidents/${incident.id}/flags`, { seq: 1, rule: "only_real_alarms", words: "Dit was de postbode." });
  const [flag] = await ask<{ id: string }[]>(saar, admin, `${home}/flags`);
  const ids: Ids = {
    group,
    member,
    incident: incident.id,
    street: street.id,
    invite: invite.id,
    word: word.id,
    drill: drill.id,
    token: token.id,
    letter: letter.id,
    liaison: liaison.id,
    turn: turn?.id ?? "",
    umbrella: umbrella?.id ?? "",
    flag: flag?.id ?? "",
  };
  const ended: Ended = { incident: toClose.id, drill: drillToEnd.id, liaison: liaisonToEnd.id, turn: turnToEnd?.id ?? "" };
  expect([...Object.values(ids), ...Object.values(ended)], "there is one of everything").not.toContain("");
  return { ids, ended };
}

/** The settings, with the ids of what there is: made-up ids alone would only ever be answered with 404. */
async function settingsFor(saar: Saar, ids: Ids, ended: Ended): Promise<string> {
  const settings = await readFile(fileURLToPath(new URL("schemathesis.toml", import.meta.url)), "utf8");
  const path = join(saar.dataFolder, "schemathesis.toml");
  const supplied = Object.entries(ids).map(([name, id]) => `"path.${name}" = "${id}"`);
  const last = Object.entries(LAST).flatMap(([name, operation]) => [
    "[[operations]]",
    `include-name = "${operation}"`,
    `parameters = { "path.${name}" = "${ended[name as keyof Ended]}" }`,
  ]);
  await writeFile(path, [settings, "[parameters]", ...supplied, "", ...last, ""].join("\n"));
  return path;
}

/** Runs it against a server; its exit status. */
async function run(saar: Saar): Promise<number | null> {
  const program = process.env.SAAR_SCHEMATHESIS ?? "schemathesis";
  const cookie = await signedIn(saar, "admin");
  const { ids, ended } = await oneOfEach(saar, cookie);
  const flags = ["--config-file", await settingsFor(saar, ids, ended), "run"];
  // The cookie goes by the command line of a process of ours to a server of ours; neither outlives this run.
  flags.push("--header", `Cookie: ${cookie}`, "--header", "Sec-Fetch-Site: same-origin");
  flags.push(...[...ENDING, ENDLESS].flatMap((name) => ["--exclude-name", name]));
  // It leaves its notes in the folder that it runs in.
  const child = spawn(program, [...flags, saar.url + DOCUMENT], { stdio: "inherit", cwd: saar.dataFolder });
  return new Promise((resolve, reject) => child.once("exit", resolve).once("error", reject));
}

test("schemathesis finds nothing", async () => {
  // Where writes are counted, nearly all of a run's are answered with 429: which of them come through would be the machine's luck.
  const saar = await Saar.start({ arguments: [...DEMO, "--uncounted"] });
  try {
    expect(await run(saar), "schemathesis found something: see above").toBe(0);
  } finally {
    await saar.stop();
  }
});
