import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { crc32, deflateSync } from "node:zlib";

/** One request for a tile. */
export interface TileRequest {
  /** `/z/x/y.png`. */
  path: string;
  /** What it was told of the page that asked. */
  referrer: string | undefined;
  cookie: string | undefined;
}

/** A tile server of one's own: real pictures for every address, and a list of who asked what (EDGES 30: nothing from the internet). */
export class TileServer {
  /** Everything that was asked so far. */
  readonly asked: TileRequest[] = [];
  /** Answers 503 from now on. */
  broken = false;

  private constructor(
    private readonly server: Server,
    /** Where it answers, without a slash at the end. */
    readonly origin: string,
  ) {}

  static async start(): Promise<TileServer> {
    const picture = tile();
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    // Another name than the program's: a cookie does not tell ports apart.
    const tiles = new TileServer(server, `http://localhost:${(server.address() as AddressInfo).port}`);
    server.on("request", (request, response) => {
      tiles.asked.push({ path: request.url ?? "", referrer: request.headers.referer, cookie: request.headers.cookie });
      if (tiles.broken) {
        response.writeHead(503).end();
      } else {
        // A browser that keeps tiles asks once: here every test counts for itself.
        response.writeHead(200, { "content-type": "image/png", "cache-control": "no-store" }).end(picture);
      }
    });
    return tiles;
  }

  /** The setting that names it. */
  get template(): string {
    return `${this.origin}/{z}/{x}/{y}.png`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** A tile of invented streets: light ground, white roads, a strip of water. */
function tile(): Buffer {
  const size = 256;
  const rows = Buffer.alloc(size * (size * 3 + 1));
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const road = (x + 40) % 128 < 12 || (y + 20) % 96 < 10;
      const water = Math.abs(x + y - 300) < 14;
      const [red, green, blue] = water ? [170, 206, 230] : road ? [255, 255, 255] : [232, 228, 216];
      rows.set([red!, green!, blue!], y * (size * 3 + 1) + 1 + x * 3);
    }
  }
  const chunk = (kind: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(kind, "ascii"), data]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}
