// The map with tiles: a file of its own, fetched only when somebody opens it. Leaflet sets its styles by the CSSOM, which our policy allows.
import { Circle, CircleMarker, type LatLngBoundsExpression, Map as LeafletMap, type LatLng, Marker, DivIcon, Polygon, TileLayer } from "leaflet/dist/leaflet-src.esm.js";
import type { Place } from "./plan";

/** What a map is made of; words are in the reader's language. */
export interface MapOptions {
  /** Address of tiles with `{z}`, `{x}` and `{y}`. */
  tiles: string;
  /** What the tile server learns of the page, as `referrerpolicy` writes it. */
  referrer: string;
  zoomIn: string;
  zoomOut: string;
  /** South-west and north-east of what is shown at first. */
  bounds: [Place, Place];
  /** Rings of the group's area. */
  areas: Place[][];
  /** Somebody chose a place: by a tap, or by Enter for the middle. */
  pick: ((place: Place) => void) | undefined;
  /** The middle of the map is another place now. */
  moved: (place: Place) => void;
  /** Tiles came, or none did. */
  tilesCame: (came: boolean) => void;
}

/** Where somebody saw something later on, and which way it went, in degrees from north. */
export interface SeenPlace extends Place {
  heading: number | null;
}

/** A map that is open. */
export interface OpenMap {
  mark(place: Place, accuracy: number | null): void;
  seen(places: SeenPlace[]): void;
  middle(): Place;
  /** Its box has another size, or is in another place of the page. */
  settle(): void;
  close(): void;
}

/** So many tiles fail before none is expected any more. */
const FAILURES = 3;
/** So long a first tile may take, in milliseconds, on a bad network. */
const FIRST_TILE_MS = 10_000;
/** So close that two places are one, as far as six decimals tell: a tenth of a metre. */
const SAME_DEGREES = 0.000_001;
/** Whole streets, and their houses. */
const STREET_ZOOM = 17;

/** Opens a map in a box. */
export function openMap(box: HTMLElement, options: MapOptions): OpenMap {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = new LeafletMap(box, {
    attributionControl: false,
    fadeAnimation: !still,
    inertia: !still,
    markerZoomAnimation: !still,
    maxZoom: 19,
    minZoom: 8,
    zoomAnimation: !still,
    zoomControl: false,
  });
  map.fitBounds(options.bounds.map(({ lat, lon }) => [lat, lon]) as LatLngBoundsExpression, { animate: false });

  let came = false;
  let failures = 0;
  const late = window.setTimeout(() => !came && options.tilesCame(false), FIRST_TILE_MS);
  // No address of the page in the request, unless the server asks for the site's name; never anything that was chosen.
  const layer = new TileLayer(options.tiles, { maxZoom: 19, referrerPolicy: options.referrer as "no-referrer" | "strict-origin" });
  layer.on("tileload", () => {
    if (!came) options.tilesCame(true);
    came = true;
  });
  layer.on("tileerror", () => {
    failures += 1;
    if (!came && failures === FAILURES) options.tilesCame(false);
  });
  layer.addTo(map);
  for (const area of options.areas) {
    new Polygon(area.map(({ lat, lon }): [number, number] => [lat, lon]), { className: "map-area", interactive: false }).addTo(map);
  }
  const zoom = (name: string, words: string, sign: string, step: number): HTMLButtonElement => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = `map-zoom ${name}`;
    button.setAttribute("aria-label", words);
    button.textContent = sign;
    button.addEventListener("click", () => map.setZoom(map.getZoom() + step));
    return button;
  };
  box.after(zoom("map-in", options.zoomIn, "+", 1), zoom("map-out", options.zoomOut, "−", -1));

  const place = ({ lat, lng }: LatLng): Place => ({ lat, lon: lng });
  map.on("click", (event) => options.pick?.(place(event.latlng)));
  map.on("moveend", () => options.moved(place(map.getCenter())));
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target !== box) return;
    event.preventDefault();
    options.pick?.(place(map.getCenter()));
  });

  const unsure = new Circle([0, 0], { className: "map-unsure", interactive: false, radius: 0 });
  const dot = new CircleMarker([0, 0], { className: "map-mark", interactive: false, radius: 9 });
  const others: (CircleMarker | Marker)[] = [];
  return {
    mark(spot, accuracy) {
      const at: [number, number] = [spot.lat, spot.lon];
      unsure.setLatLng(at).setRadius(accuracy ?? 0);
      dot.setLatLng(at);
      const first = !map.hasLayer(dot);
      unsure.addTo(map);
      dot.addTo(map);
      if (first || !map.getBounds().contains(at)) {
        if (accuracy) map.fitBounds(unsure.getBounds(), { animate: false, maxZoom: STREET_ZOOM });
        else if (!map.getBounds().contains(at)) map.setView(at, map.getZoom(), { animate: false });
      }
    },
    seen(places) {
      for (const layer of others.splice(0)) layer.remove();
      for (const { lat, lon, heading } of places) {
        // At the very place of the incident there is a mark already: only the way is drawn, around it.
        const { lat: markLat, lng: markLon } = dot.getLatLng();
        const here = map.hasLayer(dot) && Math.abs(lat - markLat) < SAME_DEGREES && Math.abs(lon - markLon) < SAME_DEGREES;
        if (!here) others.push(new CircleMarker([lat, lon], { className: "map-seen", interactive: false, radius: 7 }).addTo(map));
        if (heading === null) continue;
        const icon = new DivIcon({ className: "map-way", iconSize: [72, 72] });
        const arrow = new Marker([lat, lon], { icon, interactive: false, keyboard: false }).addTo(map);
        arrow.getElement()?.append(arrowPicture(heading, here));
        others.push(arrow);
      }
    },
    middle: () => place(map.getCenter()),
    settle: () => void map.invalidateSize({ animate: false }),
    close() {
      window.clearTimeout(late);
      map.remove();
    },
  };
}

/** A triangle that points where somebody went, as on the plan. */
function arrowPicture(heading: number, here: boolean): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "-36 -36 72 72");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", here ? "M0-32 9-16H-9Z" : "M0-26 8-11H-8Z");
  path.setAttribute("transform", `rotate(${heading})`);
  svg.append(path);
  return svg;
}
