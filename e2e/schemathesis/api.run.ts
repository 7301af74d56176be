import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Saar } from "../harness/start.ts";
import { expect, test } from "../harness/test.ts";

/** Where the server has its OpenAPI document. */
const DOCUMENT = "/api/v1/openapi.json";

/** A token of a member who may do everything a member may; it lives as long as the demo's data. */
async function token(saar: Saar): Promise<string> {
  return process.env.SAAR_API_TOKEN ?? (await saar.command("token", "create", "--demo"));
}

test("schemathesis finds nothing", async ({ saar }) => {
  const program = process.env.SAAR_SCHEMATHESIS ?? "schemathesis";
  const settings = fileURLToPath(new URL("schemathesis.toml", import.meta.url));
  // The token goes by the environment of a process of ours to a server of ours; neither outlives this run.
  const flags = ["--config-file", settings, "run", "--header", `Authorization: Bearer ${await token(saar)}`];
  // It leaves its notes in the folder that it runs in.
  const child = spawn(program, [...flags, saar.url + DOCUMENT], { stdio: "inherit", cwd: saar.dataFolder });
  const code = await new Promise<number | null>((resolve, reject) => child.once("exit", resolve).once("error", reject));
  expect(code, "schemathesis found something: see above").toBe(0);
});
