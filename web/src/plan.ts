import { all } from "./dom";

/** A place on earth, in degrees (WGS 84). */
export interface Place {
  lat: number;
  lon: number;
}

const METRES_PER_DEGREE = 111_195;
/** As far from all streets as a place is still called near one: `NEAR_STREET_METRES` of the server. */
const NEAR_STREET_METRES = 250;

/** The corners of a drawn line. */
function pairs(line: SVGElement): [number, number][] {
  return (line.getAttribute("points") ?? "").trim().split(/\s+/).map((pair) => {
    const [x, y] = pair.split(",").map(Number);
    return [x ?? 0, y ?? 0];
  });
}

/** Ray casting: an odd number of edges to the right means inside. */
function contains(ring: [number, number][], x: number, y: number): boolean {
  let inside = false;
  ring.forEach(([ax, ay], i) => {
    const [bx, by] = ring[(i + 1) % ring.length]!;
    if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
  });
  return inside;
}

/** The drawn plan: turns degrees into its units and back, and knows the nearest street. */
export class Plan {
  private readonly latTop: number;
  private readonly lonLeft: number;
  private readonly latUnit: number;
  private readonly lonUnit: number;
  private readonly streets: { id: string; name: string; points: [number, number][] }[];
  /** Rings of the area, holes too, in units. */
  private readonly areas: [number, number][][];

  constructor(readonly svg: SVGSVGElement) {
    const data = svg.dataset;
    this.latTop = Number(data["latTop"]);
    this.lonLeft = Number(data["lonLeft"]);
    this.latUnit = Number(data["latPerUnit"]);
    this.lonUnit = Number(data["lonPerUnit"]);
    this.streets = all<SVGPolylineElement>("[data-street]", svg).map((line) => ({
      id: line.dataset["street"] ?? "",
      name: line.dataset["name"] ?? "",
      points: pairs(line),
    }));
    this.areas = all<SVGPolygonElement>(".plan-area", svg).map(pairs);
  }

  /** The place under a tap. */
  at(event: MouseEvent): Place | null {
    const matrix = this.svg.getScreenCTM();
    if (!matrix) return null;
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
    return this.place(point.x, point.y);
  }

  /** South-west and north-east of the drawing. */
  bounds(): [Place, Place] {
    const { width, height } = this.svg.viewBox.baseVal;
    return [this.place(0, height), this.place(width, 0)];
  }

  /** The rings of the area, on earth. */
  rings(): Place[][] {
    return this.areas.map((ring) => ring.map(([x, y]) => this.place(x, y)));
  }

  /** The streets, on earth. */
  lines(): { name: string; line: Place[] }[] {
    return this.streets.map(({ name, points }) => ({ name, line: points.map(([x, y]) => this.place(x, y)) }));
  }

  /** Draws the one mark, and around it how unsure a phone is, in metres. */
  mark(place: Place, accuracy: number | null): void {
    const [x, y] = this.units(place);
    const circle = (name: string, radius: number): void => {
      let mark = this.svg.querySelector<SVGCircleElement>(`.${name}`);
      if (!mark) {
        mark = document.createElementNS("http://www.w3.org/2000/svg", "circle");
        mark.setAttribute("class", name);
        this.svg.append(mark);
      }
      mark.setAttribute("cx", String(x));
      mark.setAttribute("cy", String(y));
      mark.setAttribute("r", String(radius));
    };
    circle("plan-unsure", (accuracy ?? 0) / (this.latUnit * METRES_PER_DEGREE));
    circle("plan-mark", 9);
  }

  /** Whether a place lies outside the ground of the group: as the server will say of it (`Place::lies_outside`). */
  outside(place: Place): boolean {
    const [x, y] = this.units(place);
    if (this.areas.length) return this.areas.filter((ring) => contains(ring, x, y)).length % 2 === 0;
    const points = this.streets.flatMap((street) => street.points);
    if (!points.length) return false;
    const room = NEAR_STREET_METRES / (this.latUnit * METRES_PER_DEGREE);
    const beyond = (at: number, all: number[]): boolean => at < Math.min(...all) - room || at > Math.max(...all) + room;
    return beyond(x, points.map(([px]) => px)) || beyond(y, points.map(([, py]) => py));
  }

  /** The nearest street within `limit` metres. */
  nearest(place: Place, limit = NEAR_STREET_METRES): { id: string; name: string } | null {
    const metresX = this.lonUnit * 111_320 * Math.cos((place.lat * Math.PI) / 180);
    const metresY = this.latUnit * 110_540;
    const [x, y] = this.units(place);
    let best: { id: string; name: string } | null = null;
    let distance = limit;
    for (const street of this.streets) {
      for (let i = 0; i + 1 < street.points.length; i++) {
        const [ax, ay] = street.points[i]!;
        const [bx, by] = street.points[i + 1]!;
        const dx = (bx - ax) * metresX, dy = (by - ay) * metresY;
        const px = (x - ax) * metresX, py = (y - ay) * metresY;
        const t = Math.max(0, Math.min(1, (px * dx + py * dy) / (dx * dx + dy * dy || 1)));
        const away = Math.hypot(px - t * dx, py - t * dy);
        if (away < distance) {
          distance = away;
          best = street;
        }
      }
    }
    return best;
  }

  private place(x: number, y: number): Place {
    return { lat: this.latTop - y * this.latUnit, lon: this.lonLeft + x * this.lonUnit };
  }

  private units(place: Place): [number, number] {
    return [(place.lon - this.lonLeft) / this.lonUnit, (this.latTop - place.lat) / this.latUnit];
  }
}
