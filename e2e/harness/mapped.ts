// A demo whose map has tiles, and the server that gives them.
import { Saar } from "./start.ts";
import { test as base } from "./test.ts";
import { TileServer } from "./tiles.ts";

export const test = base.extend<object, { tiles: TileServer; saar: Saar }>({
  tiles: [
    async ({}, use) => {
      const tiles = await TileServer.start();
      await use(tiles);
      await tiles.stop();
    },
    { scope: "worker" },
  ],
  saar: [
    async ({ tiles }, use) => {
      const saar = await Saar.start({ arguments: ["demo", "--fast", "--map-background", tiles.template] });
      await use(saar);
      await saar.stop();
    },
    { scope: "worker", timeout: 90_000 },
  ],
});
