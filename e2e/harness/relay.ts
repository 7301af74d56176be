import { Agent, createServer, request as ask, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** What the relay does with an answer on its way back. */
export interface Weather {
  /** Which requests it is about: a method and the beginning of the path's end, such as `POST /drafts`. */
  of: (request: IncomingMessage) => boolean;
  /** The answer is held back for so long, in milliseconds; the request has arrived by then. */
  holdMillis?: number;
  /** Only half of the answer crosses, then the connection is cut. */
  isHalf?: boolean;
  /** Another text instead. */
  rewrite?: (text: string) => string;
}

/**
 * A bad network between one browser and the server, that speaks HTTP: it can hold answers back, cut them in the middle, or bring other
 * files, as a new version of the app would. Its port is taken on trust by the server, which compares Origin with Host.
 */
export class Relay {
  /** What happens at the moment. */
  weather: Weather[] = [];
  /** Methods and paths of what crossed, in order. */
  readonly asked: string[] = [];
  /** Bytes of bodies that went to the browser. */
  bytes = 0;
  private readonly sockets = new Set<Socket>();
  private readonly agent = new Agent({ keepAlive: false });

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
  ) {}

  /** Stands before a server at `http://127.0.0.1:port`. */
  static async before(target: string): Promise<Relay> {
    const server = createServer();
    const relay = new Relay(server, new URL(target));
    server.on("request", (near, answer) => relay.pass(near, answer));
    server.on("connection", (socket) => {
      relay.sockets.add(socket);
      socket.on("close", () => relay.sockets.delete(socket));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return relay;
  }

  /** Where the browser finds the server through it. */
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  remove(): void {
    this.sockets.forEach((socket) => socket.destroy());
    this.server.close();
  }

  private pass(near: IncomingMessage, answer: ServerResponse): void {
    this.asked.push(`${near.method} ${near.url}`);
    const weather = this.weather.find(({ of }) => of(near));
    // What is to be rewritten or halved has to be readable.
    const headers = weather === undefined ? near.headers : { ...near.headers, "accept-encoding": "identity" };
    if (weather !== undefined) delete headers["if-none-match"];
    const { hostname, port } = this.target;
    const far = ask({ agent: this.agent, headers, hostname, method: near.method, path: near.url, port }, (reply) => {
      if (weather === undefined) {
        answer.writeHead(reply.statusCode ?? 502, reply.headers);
        reply.on("data", (piece: Buffer) => (this.bytes += piece.length));
        reply.pipe(answer);
        reply.on("error", () => answer.destroy());
        return;
      }
      const pieces: Buffer[] = [];
      reply.on("data", (piece: Buffer) => pieces.push(piece));
      reply.on("end", () => setTimeout(() => this.deliver(reply, Buffer.concat(pieces), weather, answer), weather.holdMillis ?? 0));
    });
    // No server, no answer: as a network that is away.
    far.on("error", () => near.socket.destroy());
    answer.on("close", () => answer.writableFinished || far.destroy());
    near.pipe(far);
  }

  private deliver(reply: IncomingMessage, body: Buffer, weather: Weather, answer: ServerResponse): void {
    const whole = weather.rewrite ? Buffer.from(weather.rewrite(body.toString("utf8"))) : body;
    const headers = { ...reply.headers, "content-length": String(whole.length) };
    delete headers["transfer-encoding"];
    answer.writeHead(reply.statusCode ?? 502, headers);
    if (weather.isHalf !== true) {
      this.bytes += whole.length;
      answer.end(whole);
      return;
    }
    answer.write(whole.subarray(0, Math.floor(whole.length / 2)), () => answer.socket?.destroy());
  }
}
