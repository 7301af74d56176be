import { find, text } from "./dom";
import { driving } from "./driving";
import { MapFrame } from "./map-frame";
import { type Place, Plan } from "./plan";

/** A position vaguer than this does not choose the place by itself, and is said to be vague. */
const VAGUE_M = 200;
/** A position vaguer than this is none: the server refuses it too (`ACCURACY_METRES_MAX`). */
const ACCURACY_MAX_M = 5000;

type Input = (name: string) => HTMLInputElement;
type Choose = (name: string, value: string) => void;

/** Where: the phone's position, a street, or a tap on the plan; never silently the centre. */
export function place(form: HTMLFormElement, input: Input, choose: Choose): void {
  const svg = find<SVGSVGElement>("[data-plan-pick] .plan", form);
  const plan = svg && new Plan(svg);
  const street = find<HTMLSelectElement>("#street", form);
  const placed = find(".placed", form);
  const shown = placed && find("span", placed);
  const picker = find("[data-plan-pick]", form);
  const map = plan && picker && new MapFrame(picker, plan, (spot) => pick(spot));
  let touched = false;
  let watching = false;
  let latest: GeolocationCoordinates | null = null;
  const drives = driving(form);

  // The place stands beside the send button too: nobody sends a place that was never seen.
  const where = (words: string): void => {
    const line = find(".send-where", form);
    if (line) line.textContent = words;
  };
  const chosen = (source: string): boolean => find(`[name="place"][value="${source}"]:checked`, form) !== null;

  /** What is odd about a place: said, and never in the way. */
  const note = (name: "vague" | "outside", words: string): void => {
    const line = find(`.place-${name}`, form);
    const said = line && find("span", line);
    if (!line || !said) return;
    if (said.textContent !== words) said.textContent = words;
    line.hidden = !words;
  };
  const forget = (): void => {
    for (const name of ["lat", "lon", "accuracy_m"]) input(name).value = "";
    if (placed) placed.hidden = true;
    note("vague", "");
    note("outside", "");
    where("");
  };

  const put = (spot: Place, accuracy: number | null): void => {
    const metres = accuracy === null ? "" : String(Math.round(accuracy));
    input("lat").value = spot.lat.toFixed(6);
    input("lon").value = spot.lon.toFixed(6);
    input("accuracy_m").value = metres;
    const near = plan?.nearest(spot);
    if (near && street) street.value = near.id;
    plan?.mark(spot, accuracy);
    map?.mark(spot, accuracy);
    const words = accuracy === null ? text(form, near ? "tapped" : "tappedFar") : text(form, near ? "near" : "here", { m: metres });
    if (placed && shown) {
      shown.textContent = words.replace("%s", near?.name ?? "");
      placed.hidden = false;
      where(shown.textContent);
    }
    note("vague", accuracy !== null && accuracy > VAGUE_M ? text(form, "vague", { m: metres }) : "");
    note("outside", plan?.outside(spot) ? text(form, "outside") : "");
    form.dispatchEvent(new Event("change"));
  };

  const take = (coords: GeolocationCoordinates): void => {
    // A vague one is taken only from who asked for it.
    if (touched || (coords.accuracy > VAGUE_M && !chosen("position"))) return;
    if (coords.accuracy > ACCURACY_MAX_M) {
      forget();
      note("vague", text(form, "vague", { m: String(Math.round(coords.accuracy)) }));
      return;
    }
    choose("place", "position");
    put({ lat: coords.latitude, lon: coords.longitude }, coords.accuracy);
  };

  const watch = (): void => {
    if (watching || !("geolocation" in navigator)) return;
    watching = true;
    navigator.geolocation.watchPosition(
      ({ coords }) => {
        drives(coords.speed);
        latest = coords;
        take(coords);
      },
      () => {
        watching = false;
        latest = null;
        if (chosen("position")) choose("place", "street");
      },
      { enableHighAccuracy: true, maximumAge: 20_000, timeout: 15_000 },
    );
  };

  // Asked at once only when it was allowed before; otherwise with the first choice, so that no question stands before the call.
  navigator.permissions?.query({ name: "geolocation" }).then(
    (permission) => permission.state === "granted" && watch(),
    () => undefined,
  );
  form.addEventListener("change", (event) => {
    const target = event.target;
    if (target instanceof HTMLInputElement && target.name === "kind") watch();
    if (target instanceof HTMLInputElement && target.name === "place") {
      touched = target.value !== "position";
      if (target.value === "plan") void map?.open();
      if (target.value !== "position") forget();
      else if (latest) take(latest);
      else watch();
    }
    if (target === street) {
      touched = true;
      choose("place", "street");
      note("vague", "");
      note("outside", "");
      where(street?.value ? (street.selectedOptions[0]?.textContent ?? "") : "");
    }
  });
  find("[data-choose-street]", form)?.addEventListener("click", () => {
    touched = true;
    choose("place", "street");
    forget();
    street?.focus();
  });
  const pick = (spot: Place): void => {
    touched = true;
    choose("place", "plan");
    put(spot, null);
  };
  svg?.addEventListener("click", (event) => {
    const spot = plan?.at(event);
    if (spot) pick(spot);
  });
}
