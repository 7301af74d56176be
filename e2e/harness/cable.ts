import { connect, createServer, type Server, type Socket } from "node:net";
import type { AddressInfo } from "node:net";

/** The wire between one browser and the server: it can be cut and mended, and what crosses it is read. */
export class Cable {
  private readonly sockets = new Set<Socket>();
  private isCut = false;
  /** What the browser sent, as it crossed the wire. */
  sent = "";
  /** What it was sent. */
  received = "";

  private constructor(private readonly server: Server) {}

  /** Lays a cable to a server at `http://127.0.0.1:port`. */
  static async lay(target: string): Promise<Cable> {
    const server = createServer();
    const cable = new Cable(server);
    server.on("connection", (near) => cable.join(near, Number(new URL(target).port)));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return cable;
  }

  /** Where the browser finds the server through it. */
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Nothing crosses until it is mended. */
  cut(): void {
    this.isCut = true;
    this.sockets.forEach((socket) => socket.destroy());
  }

  mend(): void {
    this.isCut = false;
  }

  remove(): void {
    this.cut();
    this.server.close();
  }

  private join(near: Socket, port: number): void {
    if (this.isCut) {
      near.destroy();
      return;
    }
    const far = connect(port, "127.0.0.1");
    const ends = [near, far];
    for (const end of ends) {
      this.sockets.add(end);
      // Whatever ends one end, ends the other.
      end.on("error", () => end.destroy());
      end.on("close", () => ends.forEach((other) => this.sockets.delete(other) && other.destroy()));
    }
    near.on("data", (piece) => (this.sent += piece.toString("latin1")));
    far.on("data", (piece) => (this.received += piece.toString("latin1")));
    near.pipe(far).pipe(near);
  }
}
