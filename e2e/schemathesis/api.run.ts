import { spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Saar } from "../harness/start.ts";
import { expect, test } from "../harness/test.ts";

/** Where the server has its OpenAPI document. */
const DOCUMENT = "/api/v1/openapi.json";

/** It would end what the other requests need: the membership, and the session. */
const LEFT_OUT = ["/api/v1/groups/{group}/leave", "/api/v1/me/devices/{device}"];

/** A session of the demo's admin, who may everything: its cookie, and the group. */
async function signedIn(saar: Saar): Promise<{ cookie: string; group: string }> {
  // It is ready a moment before it has printed them.
  await expect.poll(() => saar.signInLinks.length, { message: "the demo prints sign-in links" }).toBeGreaterThan(0);
  const link = saar.signInLinks.at(-1);
  const answer = await fetch(link ?? "", { redirect: "manual" });
  const cookie = (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  const groups = await fetch(`${saar.url}/api/v1/groups`, { headers: { cookie } });
  const [first] = (await groups.json()) as { id: string }[];
  return { cookie, group: first?.id ?? "" };
}

/** The settings, with the id of a group that there is: made-up ids alone would only ever be answered with 404. */
async function settingsFor(saar: Saar, group: string): Promise<string> {
  const settings = await readFile(fileURLToPath(new URL("schemathesis.toml", import.meta.url)), "utf8");
  const path = join(saar.dataFolder, "schemathesis.toml");
  await writeFile(path, `${settings}\n[parameters]\n"path.group" = "${group}"\n`);
  return path;
}

test("schemathesis finds nothing", async ({ saar }) => {
  const program = process.env.SAAR_SCHEMATHESIS ?? "schemathesis";
  const { cookie, group } = await signedIn(saar);
  const flags = ["--config-file", await settingsFor(saar, group), "run"];
  // The cookie goes by the command line of a process of ours to a server of ours; neither outlives this run.
  flags.push("--header", `Cookie: ${cookie}`, "--header", "Sec-Fetch-Site: same-origin");
  flags.push(...LEFT_OUT.flatMap((path) => ["--exclude-path", path]));
  // It leaves its notes in the folder that it runs in.
  const child = spawn(program, [...flags, saar.url + DOCUMENT], { stdio: "inherit", cwd: saar.dataFolder });
  const code = await new Promise<number | null>((resolve, reject) => child.once("exit", resolve).once("error", reject));
  expect(code, "schemathesis found something: see above").toBe(0);
});
