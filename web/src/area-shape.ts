import type { Place } from "./plan";

/** Polygons, each with its outer ring and its holes; rings are open here, and closed in GeoJSON. */
export type Shape = Place[][][];

/** Six decimals are a tenth of a metre. */
const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

type Json = { type?: unknown; features?: unknown; geometries?: unknown; geometry?: unknown; coordinates?: unknown } | null;

/** The polygons of a text of GeoJSON in degrees; none where it is not that: the server says what is wrong with it. */
export function read(text: string): Shape | null {
  try {
    const shape: Shape = [];
    gather(JSON.parse(text) as Json, shape);
    const fine = shape.every((rings) => rings.every((ring) => ring.length > 2 && ring.every(({ lat, lon }) => Math.abs(lat) <= 85 && Math.abs(lon) <= 180)));
    return fine && shape.length ? shape : null;
  } catch {
    return null;
  }
}

function gather(json: Json, shape: Shape): void {
  if (!json) return;
  if (json.type === "FeatureCollection") for (const one of json.features as Json[]) gather(one, shape);
  else if (json.type === "GeometryCollection") for (const one of json.geometries as Json[]) gather(one, shape);
  else if (json.type === "Feature") gather(json.geometry as Json, shape);
  else if (json.type === "Polygon") shape.push((json.coordinates as number[][][]).map(ring));
  else if (json.type === "MultiPolygon") for (const one of json.coordinates as number[][][][]) shape.push(one.map(ring));
}

function ring(points: number[][]): Place[] {
  const open = points.map(([lon, lat]): Place => ({ lat: Number(lat), lon: Number(lon) }));
  const [first, last] = [open[0], open[open.length - 1]];
  if (open.length > 1 && first?.lat === last?.lat && first?.lon === last?.lon) open.pop();
  return open;
}

/** The drawing as GeoJSON; what has no three corners yet is left out. */
export function write(shape: Shape): string {
  const close = (ring: Place[]): number[][] => [...ring, ring[0]!].map(({ lat, lon }) => [round(lon), round(lat)]);
  const coordinates = shape
    .map((rings) => rings.filter((ring) => ring.length > 2))
    .filter((rings) => rings.length)
    .map((rings) => rings.map(close));
  return coordinates.length ? JSON.stringify({ type: "MultiPolygon", coordinates }) : "";
}
