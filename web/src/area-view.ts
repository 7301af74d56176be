import type { Place } from "./plan";

const TILE = 256;
export const ZOOM_MIN = 6;
export const ZOOM_MAX = 19;

type Spot = [number, number];

/** A place on the square of the world in Mercator's way, as tiles have it, in pixels at a zoom. */
function world({ lat, lon }: Place, zoom: number): Spot {
  const size = TILE * 2 ** zoom;
  const up = Math.asinh(Math.tan((lat * Math.PI) / 180));
  return [((lon + 180) / 360) * size, ((1 - up / Math.PI) / 2) * size];
}

function earth([x, y]: Spot, zoom: number): Place {
  const size = TILE * 2 ** zoom;
  return { lat: (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / size))) * 180) / Math.PI, lon: (x / size) * 360 - 180 };
}

/** What is seen of the earth: a middle and a zoom, in a box of so many pixels. */
export class View {
  middle: Place = { lat: 52, lon: 5 };
  zoom = 15;

  constructor(private readonly box: HTMLElement) {}

  get width(): number {
    return this.box.clientWidth || 1;
  }

  get height(): number {
    return this.box.clientHeight || 1;
  }

  /** Where a place is in the box. */
  at(place: Place): Spot {
    const [x, y] = world(place, this.zoom);
    const [mx, my] = world(this.middle, this.zoom);
    return [x - mx + this.width / 2, y - my + this.height / 2];
  }

  /** The place at a spot of the box. */
  place([x, y]: Spot): Place {
    const [mx, my] = world(this.middle, this.zoom);
    return earth([mx + x - this.width / 2, my + y - this.height / 2], this.zoom);
  }

  /** Moves what is seen by so many pixels. */
  move(dx: number, dy: number): void {
    this.middle = this.place([this.width / 2 + dx, this.height / 2 + dy]);
  }

  step(by: number): void {
    this.zoom = Math.max(ZOOM_MIN, Math.min(ZOOM_MAX, this.zoom + by));
  }

  /** Shows all of these places, with room around them. */
  fit(places: Place[]): void {
    if (!places.length) return;
    const lats = places.map(({ lat }) => lat);
    const lons = places.map(({ lon }) => lon);
    const [south, north] = [Math.min(...lats), Math.max(...lats)];
    const [west, east] = [Math.min(...lons), Math.max(...lons)];
    this.middle = { lat: (south + north) / 2, lon: (west + east) / 2 };
    for (this.zoom = 17; this.zoom > ZOOM_MIN; this.zoom--) {
      const [left, top] = this.at({ lat: north, lon: west });
      const [right, bottom] = this.at({ lat: south, lon: east });
      if (right - left <= this.width * 0.8 && bottom - top <= this.height * 0.8) return;
    }
  }

  /** Metres of a pixel in the middle. */
  metres(): number {
    return (40_075_017 * Math.cos((this.middle.lat * Math.PI) / 180)) / (TILE * 2 ** this.zoom);
  }

  /** The tiles that cover the box, and where each stands. */
  tiles(): { x: number; y: number; left: number; top: number }[] {
    const [mx, my] = world(this.middle, this.zoom);
    const [left, top] = [mx - this.width / 2, my - this.height / 2];
    const found = [];
    for (let x = Math.floor(left / TILE); x * TILE < left + this.width; x++) {
      for (let y = Math.floor(top / TILE); y * TILE < top + this.height; y++) {
        if (x >= 0 && y >= 0 && x < 2 ** this.zoom && y < 2 ** this.zoom) found.push({ x, y, left: x * TILE - left, top: y * TILE - top });
      }
    }
    return found;
  }
}
