// The area drawn by hand: several polygons with holes, by pointer and by keys, over the streets or over tiles. It writes GeoJSON into the form's field;
// the server decides whether it does.
import { type Shape, read, write } from "./area-shape";
import { View } from "./area-view";
import { all, find, text } from "./dom";
import { type Place, Plan } from "./plan";

/** A corner: which polygon, which of its rings, which of its corners. */
interface Corner {
  polygon: number;
  ring: number;
  at: number;
}

const SVG = "http://www.w3.org/2000/svg";
/** So much a key moves, in pixels; with Shift it is five times as much. */
const KEY_STEP = 8;
/** A finger that moved less than this tapped. */
const TAP_PIXELS = 6;
/** Beyond so many corners in sight no handles between them are drawn: the drawing would be nothing else. */
const MIDDLES_MAX = 120;
const UNDO_MAX = 100;

class Editor {
  private readonly view: View;
  private readonly stage: HTMLElement;
  private readonly svg: SVGSVGElement;
  private readonly layer: HTMLElement;
  private readonly status: HTMLElement | null;
  private shape: Shape = [];
  private undone: string[] = [];
  /** The ring that grows by each tap. */
  private drawing: { polygon: number; ring: number } | null = null;
  private chosen: Corner | null = null;
  /** The corner that keys moved last. */
  private nudged: Corner | null = null;
  private readonly streets: { name: string; line: Place[] }[];
  private tiled = false;

  constructor(
    private readonly root: HTMLElement,
    private readonly field: HTMLTextAreaElement,
  ) {
    this.stage = find("[data-area-stage]", root)!;
    this.status = find("[data-area-status]", root);
    this.view = new View(this.stage);
    this.layer = document.createElement("div");
    this.layer.className = "area-tiles";
    this.svg = document.createElementNS(SVG, "svg");
    this.svg.setAttribute("aria-hidden", "true");
    this.stage.append(this.layer, this.svg);
    const plan = find<SVGSVGElement>(".plan", root);
    const drawn = plan && new Plan(plan);
    this.streets = drawn ? drawn.lines() : [];
    root.classList.add("is-drawn");
    this.shape = read(field.value) ?? [];
    this.begin();
    this.wire();
    this.draw();
  }

  private begin(): void {
    const corners = this.shape.flat(2);
    const lines = this.streets.flatMap(({ line }) => line);
    const [south = 0, west = 0, north = 0, east = 0] = (this.root.dataset["country"] ?? "").split(",").map(Number);
    const country = [{ lat: south, lon: west }, { lat: north, lon: east }];
    this.view.fit(corners.length ? corners : lines.length ? lines : country);
  }

  private wire(): void {
    const on = (name: string, act: () => void): void => find(`[data-area-${name}]`, this.root)?.addEventListener("click", act);
    on("new", () => this.start());
    on("hole", () => this.startHole());
    on("done", () => this.finish());
    on("remove", () => this.removeCorner());
    on("remove-area", () => this.removePolygon());
    on("undo", () => this.undo());
    on("next", () => this.step(1));
    on("in", () => this.zoom(1));
    on("out", () => this.zoom(-1));
    on("here", () => this.goHere());
    on("tiles", () => this.showTiles());
    this.stage.addEventListener("keydown", (event) => this.key(event));
    this.stage.addEventListener("pointerdown", (event) => this.press(event));
    new ResizeObserver(() => this.draw()).observe(this.stage);
    this.field.addEventListener("input", () => {
      const typed = read(this.field.value);
      if (!typed) return;
      this.keep();
      this.shape = typed;
      [this.drawing, this.chosen] = [null, null];
      this.begin();
      this.draw();
    });
  }

  private say(name: string, values: Record<string, string> = {}): void {
    if (this.status) this.status.textContent = text(this.root, name, values);
  }

  /** Remembers how it is, before it changes. */
  private keep(): void {
    this.nudged = null;
    this.undone.push(JSON.stringify(this.shape));
    if (this.undone.length > UNDO_MAX) this.undone.shift();
  }

  private changed(): void {
    this.field.value = write(this.shape);
    this.draw();
  }

  private start(): void {
    this.finish(true);
    this.keep();
    this.shape.push([[]]);
    this.drawing = { polygon: this.shape.length - 1, ring: 0 };
    this.chosen = null;
    this.say("sayNew");
    this.stage.focus();
    this.draw();
  }

  private startHole(): void {
    this.finish(true);
    const polygon = this.chosen?.polygon ?? (this.shape.length === 1 ? 0 : -1);
    const rings = this.shape[polygon];
    if (!rings) return this.say("sayChoose");
    this.keep();
    rings.push([]);
    this.drawing = { polygon, ring: rings.length - 1 };
    this.chosen = null;
    this.say("sayHole");
    this.stage.focus();
    this.draw();
  }

  private finish(quietly = false): void {
    if (!this.drawing) return;
    const corners = this.shape[this.drawing.polygon]?.[this.drawing.ring] ?? [];
    if (corners.length < 3) {
      if (!quietly) return this.say("sayFew");
      this.shape[this.drawing.polygon]?.splice(this.drawing.ring, 1);
      this.shape = this.shape.filter((rings) => rings.length);
    }
    this.drawing = null;
    if (!quietly) this.say("sayDone", { s: String(corners.length) });
    this.changed();
  }

  private ringOf(corner: Corner | null): Place[] | undefined {
    return corner ? this.shape[corner.polygon]?.[corner.ring] : undefined;
  }

  private add(place: Place): void {
    if (!this.drawing) return;
    const ring = this.shape[this.drawing.polygon]?.[this.drawing.ring];
    if (!ring) return;
    this.keep();
    ring.push(place);
    this.say("sayCorner", { s: String(ring.length) });
    this.changed();
  }

  private insertAfter(corner: Corner, place: Place): Corner {
    this.keep();
    this.ringOf(corner)?.splice(corner.at + 1, 0, place);
    this.chosen = { ...corner, at: corner.at + 1 };
    this.say("sayInserted");
    this.changed();
    return this.chosen;
  }

  private removeCorner(): void {
    const [corner, ring] = [this.chosen, this.ringOf(this.chosen)];
    if (!corner || !ring) return this.say("sayChoose");
    this.keep();
    ring.splice(corner.at, 1);
    if (ring.length < 3 && !this.drawing) {
      // Without its outer ring an area is none; without a hole it is whole.
      if (corner.ring === 0) this.shape.splice(corner.polygon, 1);
      else this.shape[corner.polygon]?.splice(corner.ring, 1);
    }
    this.chosen = null;
    this.say("sayRemoved");
    this.changed();
  }

  private removePolygon(): void {
    const polygon = this.chosen?.polygon ?? (this.shape.length === 1 ? 0 : -1);
    if (!this.shape[polygon]) return this.say("sayChoose");
    this.keep();
    this.shape.splice(polygon, 1);
    [this.chosen, this.drawing] = [null, null];
    this.say("sayAreaRemoved");
    this.changed();
  }

  private undo(): void {
    const before = this.undone.pop();
    if (before === undefined) return this.say("sayNothing");
    this.shape = JSON.parse(before) as Shape;
    this.chosen = null;
    if (this.drawing && !this.shape[this.drawing.polygon]?.[this.drawing.ring]) this.drawing = null;
    this.say("sayUndone");
    this.changed();
  }

  /** The next corner of all, in turn, is chosen and in the middle. */
  private step(by: number): void {
    const corners = this.shape.flatMap((rings, polygon) => rings.flatMap((ring, r) => ring.map((_, at): Corner => ({ polygon, ring: r, at }))));
    if (!corners.length) return this.say("sayNone");
    const now = corners.findIndex((corner) => same(corner, this.chosen));
    const next = (now + by + corners.length) % corners.length;
    this.chosen = corners[next]!;
    this.view.middle = this.ringOf(this.chosen)![this.chosen.at]!;
    this.say("sayAt", { s: String(next + 1), n: String(corners.length) });
    this.stage.focus();
    this.draw();
  }

  private zoom(by: number): void {
    this.view.step(by);
    this.draw();
  }

  private goHere(): void {
    navigator.geolocation?.getCurrentPosition(
      ({ coords }) => {
        this.view.middle = { lat: coords.latitude, lon: coords.longitude };
        this.view.zoom = 16;
        this.draw();
      },
      () => this.say("sayNowhere"),
      { timeout: 10_000, maximumAge: 60_000 },
    );
  }

  private showTiles(): void {
    this.tiled = true;
    this.root.classList.add("has-tiles");
    this.draw();
    this.stage.focus();
  }

  private key(event: KeyboardEvent): void {
    if (event.target !== this.stage) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") {
      event.preventDefault();
      return this.undo();
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const ways: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const way = ways[event.key];
    if (way) {
      const far = KEY_STEP * (event.shiftKey ? 5 : 1);
      const [dx, dy] = [way[0] * far, way[1] * far];
      const ring = this.ringOf(this.chosen);
      if (this.chosen && ring) {
        const [x, y] = this.view.at(ring[this.chosen.at]!);
        // A walk of one corner is undone as one.
        if (!same(this.chosen, this.nudged)) this.keep();
        this.nudged = this.chosen;
        ring[this.chosen.at] = this.view.place([x + dx, y + dy]);
        this.changed();
      } else {
        this.view.move(dx, dy);
        this.draw();
      }
    } else if (event.key === "Enter" || event.key === " ") {
      if (this.drawing) this.add(this.view.middle);
      else this.insertBeside();
    } else if (event.key === "Delete" || event.key === "Backspace") this.removeCorner();
    else if (event.key === "+" || event.key === "=") this.zoom(1);
    else if (event.key === "-") this.zoom(-1);
    else if (event.key === "PageDown" || event.key === "PageUp") this.step(event.key === "PageDown" ? 1 : -1);
    else if (event.key === "Escape" && this.chosen) {
      this.chosen = null;
      this.draw();
    } else return;
    event.preventDefault();
  }

  /** One more corner, half way to the next one. */
  private insertBeside(): void {
    const ring = this.ringOf(this.chosen);
    if (!this.chosen || !ring) return this.say("sayChoose");
    this.insertAfter(this.chosen, between(ring[this.chosen.at]!, ring[(this.chosen.at + 1) % ring.length]!));
  }

  private press(event: PointerEvent): void {
    if (event.button !== 0) return;
    event.preventDefault();
    this.stage.focus({ preventScroll: true });
    const box = this.stage.getBoundingClientRect();
    const spot = (one: PointerEvent): [number, number] => [one.clientX - box.left, one.clientY - box.top];
    const from = spot(event);
    let last = from;
    let moved = false;
    const handle = event.target instanceof Element ? event.target.closest<SVGElement>("[data-corner]") : null;
    const [polygon = 0, ring = 0, at = 0] = (handle?.dataset["corner"] ?? "").split(",").map(Number);
    let corner: Corner | null = handle ? { polygon, ring, at } : null;
    let fresh = handle?.dataset["between"] !== undefined;
    let kept = false;
    const move = (one: PointerEvent): void => {
      const now = spot(one);
      if (!moved && Math.hypot(now[0] - from[0], now[1] - from[1]) < TAP_PIXELS) return;
      moved = true;
      if (!corner) {
        this.view.move(last[0] - now[0], last[1] - now[1]);
        this.draw();
      } else {
        if (fresh) {
          corner = this.insertAfter(corner, this.view.place(now));
          [fresh, kept] = [false, true];
        }
        if (!kept) this.keep();
        kept = true;
        this.chosen = corner;
        const line = this.ringOf(corner);
        if (line) line[corner.at] = this.view.place(now);
        this.changed();
      }
      last = now;
    };
    const end = (one: PointerEvent): void => {
      this.stage.removeEventListener("pointermove", move);
      this.stage.removeEventListener("pointerup", end);
      this.stage.removeEventListener("pointercancel", end);
      if (moved || one.type === "pointercancel") return;
      if (corner && fresh) this.insertAfter(corner, this.view.place(from));
      else if (corner) {
        // The first corner of a ring that is being drawn closes it.
        const closes = this.drawing && corner.polygon === this.drawing.polygon && corner.ring === this.drawing.ring && corner.at === 0;
        if (closes) return this.finish();
        this.chosen = corner;
        this.say("sayChosen");
        this.draw();
      } else if (this.drawing) this.add(this.view.place(from));
      else {
        this.chosen = null;
        this.draw();
      }
    };
    this.stage.setPointerCapture(event.pointerId);
    this.stage.addEventListener("pointermove", move);
    this.stage.addEventListener("pointerup", end);
    this.stage.addEventListener("pointercancel", end);
  }

  private draw(): void {
    const { svg, view } = this;
    svg.setAttribute("viewBox", `0 0 ${view.width} ${view.height}`);
    svg.replaceChildren();
    const put = (name: string, attributes: Record<string, string>, inside: SVGElement = svg): SVGElement => {
      const element = document.createElementNS(SVG, name);
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
      inside.append(element);
      return element;
    };
    const points = (line: Place[]): string => line.map((place) => view.at(place).map((number) => number.toFixed(1)).join(",")).join(" ");
    for (const { line } of this.streets) put("polyline", { class: "area-street", points: points(line) });
    this.shape.forEach((rings, polygon) => {
      const open = (ring: number): boolean => this.drawing?.polygon === polygon && this.drawing.ring === ring;
      const closed = rings.filter((ring, at) => ring.length > 2 && !open(at));
      put("path", { class: "area-ground", "fill-rule": "evenodd", d: closed.map((ring) => `M${points(ring)}Z`).join("") });
      rings.forEach((ring, at) => open(at) && put("polyline", { class: "area-line", points: points(ring) }));
    });
    this.drawHandles(put);
    const middle = [view.width / 2, view.height / 2];
    if (!this.chosen) put("path", { class: "area-cross", d: `M${middle[0]! - 12} ${middle[1]}h24M${middle[0]} ${middle[1]! - 12}v24` });
    this.drawTiles();
    this.drawScale();
    const pressed = Boolean(this.drawing);
    for (const name of ["new", "hole"]) find(`[data-area-${name}]`, this.root)?.toggleAttribute("hidden", pressed);
    find("[data-area-done]", this.root)?.toggleAttribute("hidden", !pressed);
  }

  private drawHandles(put: (name: string, attributes: Record<string, string>, inside?: SVGElement) => SVGElement): void {
    const { view } = this;
    const seen = ([x, y]: [number, number]): boolean => x > -20 && y > -20 && x < view.width + 20 && y < view.height + 20;
    const inSight = this.shape.flat(2).filter((place) => seen(view.at(place))).length;
    const handle = (corner: Corner, place: Place, half: boolean): void => {
      const [x, y] = view.at(place);
      if (!seen([x, y])) return;
      const name = half ? "area-half" : same(corner, this.chosen) ? "area-corner is-chosen" : "area-corner";
      const group = put("g", { class: name, transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})`, "data-corner": `${corner.polygon},${corner.ring},${corner.at}`, ...(half ? { "data-between": "" } : {}) });
      put("circle", { class: "area-touch", r: half ? "14" : "22" }, group);
      put("circle", { r: half ? "4" : "8" }, group);
    };
    // Handles of corners lie above those between them: where fingers are thick, the corner is meant.
    for (const half of [true, false]) {
      if (half && inSight > MIDDLES_MAX) continue;
      this.shape.forEach((rings, polygon) =>
        rings.forEach((ring, r) =>
          ring.forEach((place, at) => {
            const corner = { polygon, ring: r, at };
            const open = this.drawing?.polygon === polygon && this.drawing.ring === r;
            if (!half) handle(corner, place, false);
            else if (!open && ring.length > 2) handle(corner, between(place, ring[(at + 1) % ring.length]!), true);
          }),
        ),
      );
    }
  }

  /** Tiles behind it, once somebody asked for them. */
  private drawTiles(): void {
    if (!this.tiled) return;
    const { tiles = "", referrer = "no-referrer" } = this.root.dataset;
    const known = new Map(all<HTMLImageElement>("img", this.layer).map((picture) => [picture.src, picture]));
    for (const { x, y, left, top } of this.view.tiles()) {
      const address = tiles.replace("{z}", String(this.view.zoom)).replace("{x}", String(x)).replace("{y}", String(y));
      const whole = new URL(address, location.href).href;
      let picture = known.get(whole);
      known.delete(whole);
      if (!picture) {
        picture = document.createElement("img");
        picture.alt = "";
        picture.referrerPolicy = referrer;
        picture.draggable = false;
        picture.addEventListener("error", () => this.say("sayTilesGone"), { once: true });
        picture.src = address;
        this.layer.append(picture);
      }
      picture.style.transform = `translate(${left}px, ${top}px)`;
    }
    for (const picture of known.values()) picture.remove();
  }

  /** How long a piece of it is, in round metres. */
  private drawScale(): void {
    const line = find("[data-area-scale]", this.root);
    if (!line) return;
    const most = this.view.metres() * 110;
    const ten = 10 ** Math.floor(Math.log10(most));
    const metres = ([5, 2, 1].find((many) => many * ten <= most) ?? 1) * ten;
    line.style.inlineSize = `${metres / this.view.metres()}px`;
    line.textContent = metres < 1000 ? `${metres} m` : `${metres / 1000} km`;
  }
}

const same = (one: Corner, other: Corner | null): boolean => one.polygon === other?.polygon && one.ring === other.ring && one.at === other.at;

const between = (one: Place, other: Place): Place => ({ lat: (one.lat + other.lat) / 2, lon: (one.lon + other.lon) / 2 });

const root = find("[data-area]");
const field = find<HTMLTextAreaElement>("#geojson");
if (root && field) {
  new Editor(root, field);
  find<HTMLInputElement>("[data-area-file]")?.addEventListener("change", async (event) => {
    const file = (event.currentTarget as HTMLInputElement).files?.[0];
    if (!file) return;
    field.value = await file.text();
    field.dispatchEvent(new Event("input"));
  });
}
