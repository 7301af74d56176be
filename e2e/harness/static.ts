import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Serves a few texts from memory, for tests of the harness itself. */
export class StaticSite {
  private constructor(
    private readonly server: Server,
    /** Where it answers, without a slash at the end. */
    readonly url: string,
  ) {}

  /** `files` maps a path (`/worker.js`) to its text; the ending decides the type. */
  static async start(files: Record<string, string>): Promise<StaticSite> {
    const server = createServer((request, response) => {
      const text = files[request.url ?? ""];
      const type = request.url?.endsWith(".js") === true ? "text/javascript" : "text/html";
      response.writeHead(text === undefined ? 404 : 200, { "content-type": `${type}; charset=utf-8` });
      response.end(text);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new StaticSite(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  /** Ends it, and the connections that a browser keeps open. */
  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
