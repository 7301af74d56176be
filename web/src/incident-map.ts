import { find } from "./dom";
import { MapFrame } from "./map-frame";
import type { SeenPlace } from "./map";
import { Plan } from "./plan";

/** The map of an incident: the place with its uncertainty, and what others saw. It stays open when there is news, and goes when the place goes. */
export function incidentMap(): void {
  const root = find("#incident");
  const box = root && find(".incident-plan", root);
  const svg = box && find<SVGSVGElement>(".plan", box);
  if (!root || !box || !svg || !find("[data-map]", box)) return;
  const frame = new MapFrame(box, new Plan(svg));
  let shown = box;
  tell(frame, box);
  new MutationObserver(() => {
    const fresh = find(".incident-plan", root);
    if (fresh === shown) return;
    // Taken back: nothing of the place stays on the page.
    if (!fresh || !find("[data-map]", fresh)) return frame.close(false);
    tell(frame, fresh);
    frame.move(fresh);
    shown = fresh;
  }).observe(root, { childList: true, subtree: true });
}

/** What the page says of the place. */
function tell(frame: MapFrame, box: HTMLElement): void {
  const { lat, lon, accuracy, seen } = find("[data-map]", box)?.dataset ?? {};
  if (lat && lon) frame.mark({ lat: Number(lat), lon: Number(lon) }, accuracy ? Number(accuracy) : null);
  const places = (seen ?? "").split(" ").filter(Boolean);
  frame.seen(
    places.map((one): SeenPlace => {
      const [lat, lon, heading] = one.split(",");
      return { lat: Number(lat), lon: Number(lon), heading: heading ? Number(heading) : null };
    }),
  );
}
