import { createServer, type Server, type Socket } from "node:net";
import type { AddressInfo } from "node:net";
import { expect } from "@playwright/test";

/** A letter as it came in: its envelope and its text, decoded. */
export interface Letter {
  to: string;
  text: string;
}

/** A mail server that takes everything and delivers nothing: the mailbox of everybody in a journey. Speaks as much SMTP as a sender needs. */
export class Mailbox {
  private readonly letters: Letter[] = [];

  private constructor(private readonly server: Server) {}

  static async open(): Promise<Mailbox> {
    const server = createServer();
    const mailbox = new Mailbox(server);
    server.on("connection", (socket) => mailbox.receive(socket));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return mailbox;
  }

  /** Where it listens, on 127.0.0.1. */
  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** The next letter to an address, taken out of the mailbox. */
  async next(to: string): Promise<Letter> {
    const mine = () => this.letters.findIndex((letter) => letter.to === to);
    await expect.poll(mine, { message: `a letter to ${to}` }).toBeGreaterThanOrEqual(0);
    return this.letters.splice(mine(), 1)[0]!;
  }

  close(): void {
    this.server.close();
  }

  private receive(socket: Socket): void {
    let waiting = "";
    let to = "";
    let inData = false;
    const say = (line: string) => socket.write(`${line}\r\n`);
    say("220 mailbox.example.org ESMTP");
    // A sender that hangs up in the middle is no trouble of ours.
    socket.on("error", () => socket.destroy());
    socket.setEncoding("latin1").on("data", (piece: string) => {
      waiting += piece;
      for (;;) {
        const end = waiting.indexOf(inData ? "\r\n.\r\n" : "\r\n");
        if (end < 0) {
          return;
        }
        const line = waiting.slice(0, end);
        waiting = waiting.slice(end + (inData ? 5 : 2));
        const verb = line.slice(0, 4).toUpperCase();
        if (inData) {
          inData = false;
          this.letters.push({ to, text: decode(line) });
          say("250 kept");
        } else if (verb === "EHLO") {
          say("250-mailbox.example.org");
          say("250 8BITMIME");
        } else if (verb === "RCPT") {
          to = /<([^>]*)>/.exec(line)?.[1] ?? "";
          say("250 ok");
        } else if (verb === "DATA") {
          inData = true;
          say("354 go on");
        } else if (verb === "QUIT") {
          say("221 bye");
          socket.end();
        } else {
          say("250 ok");
        }
      }
    });
  }
}

/** Headers and bodies as text: quoted-printable and base64 parts are decoded, each by its own header. */
function decode(raw: string): string {
  return raw
    .split(/\r\n--[^\r\n]+/)
    .map((part) => {
      const [head = "", ...rest] = part.split("\r\n\r\n");
      const body = rest.join("\r\n\r\n");
      if (/transfer-encoding: *base64/i.test(head)) {
        return `${head}\n${Buffer.from(body, "base64").toString("utf8")}`;
      }
      if (/transfer-encoding: *quoted-printable/i.test(head)) {
        const bytes = body.replaceAll("=\r\n", "").replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
        return `${head}\n${Buffer.from(bytes, "latin1").toString("utf8")}`;
      }
      return `${head}\n${Buffer.from(body, "latin1").toString("utf8")}`;
    })
    .join("\n");
}
