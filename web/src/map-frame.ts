import { find } from "./dom";
import type { OpenMap, SeenPlace } from "./map";
import type { Place, Plan } from "./plan";

/** The map in place of the drawn plan, where one is configured: fetched when it is opened. Where it does not come, the plan is back, with a sentence. */
export class MapFrame {
  private map: OpenMap | null = null;
  private opening = false;
  private marked: [Place, number | null] | null = null;
  private others: SeenPlace[] = [];

  /** `box` holds the plan and the frame of the map; `pick` hears of a place that somebody chooses. */
  constructor(
    private box: HTMLElement,
    private readonly plan: Plan,
    private readonly pick?: (place: Place) => void,
  ) {
    this.wireBox();
    this.wireFrame();
  }

  private wireBox(): void {
    find("[data-map-show]", this.box)?.addEventListener("click", () => void this.open().then(() => this.focus()));
  }

  private wireFrame(): void {
    find("[data-map-here]", this.box)?.addEventListener("click", () => this.map && this.pick?.(this.map.middle()));
    find("[data-map-hide]", this.box)?.addEventListener("click", () => {
      this.close(false);
      find("[data-map-show]", this.box)?.focus();
    });
  }

  private get frame(): HTMLElement | null {
    return find("[data-map]", this.box);
  }

  private focus(): void {
    if (this.map) find(".map", this.box)?.focus({ preventScroll: true });
  }

  /** Fetches the map and shows it. */
  async open(): Promise<void> {
    const { frame } = this;
    if (!frame || this.map || this.opening) return;
    this.opening = true;
    this.said(false);
    const { script = "", sheet = "", tiles = "", referrer = "", zoomIn = "", zoomOut = "" } = frame.dataset;
    try {
      const [module] = await Promise.all([import(script) as Promise<typeof import("./map")>, style(sheet)]);
      // News may have made the page anew meanwhile, or have taken the place away.
      const canvas = this.frame && find(".map", this.frame);
      if (!canvas) return;
      this.box.classList.add("has-map");
      this.map = module.openMap(canvas, {
        tiles,
        referrer,
        zoomIn,
        zoomOut,
        bounds: this.plan.bounds(),
        areas: this.plan.rings(),
        pick: this.pick,
        moved: (place) => this.middle(place),
        tilesCame: (came) => came || this.close(true),
      });
      this.middle(this.map.middle());
      if (this.marked) this.map.mark(...this.marked);
      this.map.seen(this.others);
    } catch {
      this.close(true);
    } finally {
      this.opening = false;
    }
  }

  /** The plan is back; said, where it was not the reader who wanted it. */
  close(said: boolean): void {
    this.map?.close();
    this.map = null;
    const frame = this.frame;
    const canvas = frame && find(".map", frame);
    // Leaflet leaves its classes and what it listened to: a fresh box for the next time.
    if (canvas) {
      for (const button of frame.querySelectorAll(".map-zoom")) button.remove();
      const fresh = document.createElement("div");
      fresh.className = "map";
      for (const name of ["role", "aria-label", "aria-describedby"]) fresh.setAttribute(name, canvas.getAttribute(name) ?? "");
      canvas.replaceWith(fresh);
    }
    this.box.classList.remove("has-map");
    this.said(said);
  }

  /** Marks a place, on the map that is open or will be. */
  mark(place: Place, accuracy: number | null): void {
    this.marked = [place, accuracy];
    this.map?.mark(place, accuracy);
  }

  /** What others saw. */
  seen(places: SeenPlace[]): void {
    this.others = places;
    this.map?.seen(places);
  }

  /** The page around it was made anew: the open map moves into the new box, as it stands. */
  move(box: HTMLElement): void {
    const [frame, fresh] = [this.frame, find("[data-map]", box)];
    this.box = box;
    if (this.map && frame && fresh) {
      fresh.replaceWith(frame);
      box.classList.add("has-map");
      this.map.settle();
    } else {
      this.wireFrame();
    }
    this.wireBox();
  }

  private middle(place: Place): void {
    const line = this.frame && find(".map-middle", this.frame);
    if (!line || !this.frame) return;
    const near = this.plan.nearest(place)?.name;
    const words = near ? (this.frame.dataset["near"] ?? "").replace("%s", near) : (this.frame.dataset["nowhere"] ?? "");
    if (line.textContent !== words) line.textContent = words;
  }

  private said(gone: boolean): void {
    const line = find(".map-gone", this.box);
    if (!line) return;
    line.textContent = gone ? (this.frame?.dataset["gone"] ?? "") : "";
    line.hidden = !gone;
  }
}

/** Adds a style sheet, once. */
function style(href: string): Promise<void> {
  if (find(`link[href="${CSS.escape(href)}"]`)) return Promise.resolve();
  return new Promise((done, failed) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = href;
    link.addEventListener("load", () => done());
    link.addEventListener("error", () => {
      link.remove();
      failed(new Error(href));
    });
    document.head.append(link);
  });
}
