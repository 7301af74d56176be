import { all } from "./dom";

/** A place on earth, in degrees (WGS 84). */
export interface Place {
  lat: number;
  lon: number;
}

/** The drawn plan: turns degrees into its units and back, and knows the nearest street. */
export class Plan {
  private readonly latTop: number;
  private readonly lonLeft: number;
  private readonly latUnit: number;
  private readonly lonUnit: number;
  private readonly streets: { id: string; name: string; points: [number, number][] }[];

  constructor(readonly svg: SVGSVGElement) {
    const data = svg.dataset;
    this.latTop = Number(data["latTop"]);
    this.lonLeft = Number(data["lonLeft"]);
    this.latUnit = Number(data["latPerUnit"]);
    this.lonUnit = Number(data["lonPerUnit"]);
    this.streets = all<SVGPolylineElement>("[data-street]", svg).map((line) => ({
      id: line.dataset["street"] ?? "",
      name: line.dataset["name"] ?? "",
      points: (line.getAttribute("points") ?? "").trim().split(/\s+/).map((pair) => {
        const [x, y] = pair.split(",").map(Number);
        return [x ?? 0, y ?? 0];
      }),
    }));
  }

  /** The place under a tap. */
  at(event: MouseEvent): Place | null {
    const matrix = this.svg.getScreenCTM();
    if (!matrix) return null;
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
    return { lat: this.latTop - point.y * this.latUnit, lon: this.lonLeft + point.x * this.lonUnit };
  }

  /** Draws the one mark. */
  mark(place: Place): void {
    const [x, y] = this.units(place);
    let mark = this.svg.querySelector<SVGCircleElement>(".plan-mark");
    if (!mark) {
      mark = document.createElementNS("http://www.w3.org/2000/svg", "circle");
      mark.setAttribute("class", "plan-mark");
      mark.setAttribute("r", "9");
      this.svg.append(mark);
    }
    mark.setAttribute("cx", String(x));
    mark.setAttribute("cy", String(y));
  }

  /** The nearest street within `limit` metres. */
  nearest(place: Place, limit = 150): { id: string; name: string } | null {
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

  private units(place: Place): [number, number] {
    return [(place.lon - this.lonLeft) / this.lonUnit, (this.latTop - place.lat) / this.latUnit];
  }
}
