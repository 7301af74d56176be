import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { settle } from "./village.ts";

/** How long the demo's village may take to be ready, in milliseconds, on a machine that is also compiling. */
const READY_MILLIS_MAX = 60_000;

/** How long the server may take to drain after SIGTERM, in milliseconds, before it is killed. */
const DRAIN_MILLIS_MAX = 15_000;

/** How to start the server; the one place that knows its flags. */
export interface StartOptions {
  /** The command and its flags, without the data folder and the address. `{url}` becomes where it will answer. */
  arguments?: string[];
  /** Variables of the environment to add. */
  environment?: Record<string, string>;
  /** The name by which browsers find it, instead of the number: passkeys belong to a name. */
  host?: "localhost";
}

/** Flags that make the invented neighbours react in moments instead of minutes. */
export const DEMO = ["demo", "--fast"];

/** The real program on a free port, with a data folder of its own that goes with it. */
export class Saar {
  private child: ChildProcess | undefined;
  private written = "";

  private constructor(
    /** Where it answers, without a slash at the end. */
    readonly url: string,
    /** Where it keeps everything. */
    readonly dataFolder: string,
    private readonly options: StartOptions,
  ) {}

  /** Starts the server and waits until it says that it is ready. */
  static async start(options: StartOptions = {}): Promise<Saar> {
    const dataFolder = await mkdtemp(join(tmpdir(), "saar-e2e-"));
    if (options.arguments === undefined || options.arguments[0] === "demo") {
      await settle(dataFolder);
    }
    const saar = new Saar(`http://${options.host ?? "127.0.0.1"}:${await freePort()}`, dataFolder, options);
    await saar.resume();
    return saar;
  }

  /** Everything that it wrote so far, of both outputs. */
  get output(): string {
    return this.written;
  }

  /** The one-tap sign-in link of one of the demo's people, by the name on screen. */
  signInLink(alias: string): string {
    const link = new RegExp(`^\\s*${alias}\\s.*?(https?://\\S+)`, "m").exec(this.written)?.[1];
    if (link === undefined) {
      throw new Error(`The demo printed no link for ${alias}.\n${this.written}`);
    }
    return link;
  }

  /** Runs a command of the program on this server's data (`token`, `backup` …) and gives what it wrote to its standard output. */
  async command(...words: string[]): Promise<string> {
    const { stdout } = await promisify(execFile)(programPath(), [...words, "--data-dir", this.dataFolder]);
    return stdout.trim();
  }

  /** Starts it again after `pause` or `kill`: same address, same data. */
  async resume(): Promise<void> {
    const flags = (this.options.arguments ?? DEMO).map((flag) => flag.replace("{url}", this.url));
    const begin = this.written.length;
    // The demo has no desk for operators: it is ready when its screen is complete.
    const ready = async () => (flags[0] === "demo" ? this.written.includes("Ctrl+C", begin) : answers(`${this.url}/readyz`));
    const child = spawn(programPath(), [...flags, "--data-dir", this.dataFolder, "--listen", `127.0.0.1:${new URL(this.url).port}`], {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, NO_COLOR: "1", ...this.options.environment },
    });
    this.child = child;
    let spawnError = "";
    child.on("error", (error) => (spawnError = error.message));
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => (this.written += text));
    }
    // If the tests end without saying goodbye, the server does not stay behind.
    process.once("exit", () => child.kill("SIGKILL"));
    const giveUpAt = Date.now() + READY_MILLIS_MAX;
    while (!(await ready())) {
      if (spawnError !== "" || child.exitCode !== null || child.signalCode !== null || Date.now() > giveUpAt) {
        child.kill("SIGKILL");
        throw new Error(`saar ${flags.join(" ")} did not become ready. ${spawnError}\n${this.written}`);
      }
      await sleep(50);
    }
  }

  /** Ends it as an installation would (SIGTERM, drain) and keeps the data. This is also how a journey takes the network away. */
  async pause(): Promise<void> {
    await this.end("SIGTERM");
  }

  /** Ends it as a power cut would, and keeps the data. */
  async kill(): Promise<void> {
    await this.end("SIGKILL");
  }

  /** Ends it and removes the data. */
  async stop(): Promise<void> {
    await this.end("SIGTERM");
    await rm(this.dataFolder, { recursive: true, force: true });
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) {
      return;
    }
    const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    child.kill(signal);
    const late = setTimeout(() => child.kill("SIGKILL"), DRAIN_MILLIS_MAX);
    await ended;
    clearTimeout(late);
  }
}

/** The program under test: what `cargo verify e2e` built, or what cargo builds by default. */
export function programPath(): string {
  return process.env.SAAR_BIN ?? fileURLToPath(new URL("../../target/debug/saar", import.meta.url));
}

/** A port that nobody used a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") {
    throw new Error("The system gave no port.");
  }
  return address.port;
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}
