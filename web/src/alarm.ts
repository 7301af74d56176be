import { all, find, text } from "./dom";
import { type CallClock, draftForm } from "./draft-form";
import { place } from "./place";

/** Without any sign of leaving the page, the first tap this long after dialling counts as coming back. */
const BACK_AFTER_MS = 2000;

/** The alarm page: prefills the call, finds the place, says what is missing. The server checks everything again. */
export function alarm(): void {
  const form = find<HTMLFormElement>("[data-alarm]");
  if (!form) return;
  const input = (name: string): HTMLInputElement => form.elements.namedItem(name) as HTMLInputElement;
  const chosen = (name: string): HTMLInputElement | null => find<HTMLInputElement>(`[name="${name}"]:checked`, form);
  const choose = (name: string, value: string): void => {
    const radio = find<HTMLInputElement>(`[name="${name}"][value="${value}"]`, form);
    if (radio) radio.checked = true;
  };

  const clock = call(form, input, chosen, choose);
  kind(form, chosen, choose);
  place(form, input, choose);
  const release = missing(form, input, chosen);
  draftForm(form, clock, release);
}

type Input = (name: string) => HTMLInputElement;
type Chosen = (name: string) => HTMLInputElement | null;
type Choose = (name: string, value: string) => void;

/** Dialling and coming back: the time is filled in, and can be changed. */
function call(form: HTMLFormElement, input: Input, chosen: Chosen, choose: Choose): CallClock {
  // A phone may throw the page away during the call; the draft's own key finds the moment back.
  const memory = `dialled:${input("draft").value}`;
  const clock = new Intl.DateTimeFormat("nl", { hour: "2-digit", minute: "2-digit", timeZone: form.dataset["zone"] });
  const called = find(".called", form);
  // After a mistake the page comes back with the seconds that were counted.
  const counted = input("called_ago_seconds").value;
  let calledMs: number | null = counted ? Date.now() - Number(counted) * 1000 : null;
  let prefilled = "";
  let dialled: { number: string; ms: number } | null = JSON.parse(sessionStorage.getItem(memory) ?? "null");

  const done = (): void => {
    if (!dialled) return;
    const { number, ms } = dialled;
    dialled = null;
    sessionStorage.removeItem(memory);
    calledMs = ms;
    if (!chosen("call") || chosen("call")?.value === "cannot_call") choose("call", "me");
    const time = clock.format(ms);
    input("called_at").value = prefilled = time;
    if (called) {
      called.textContent = text(form, "called", { n: number, t: time });
      called.hidden = false;
    }
    for (const dial of all("[data-dial]", form)) dial.classList.add("is-done");
    form.dispatchEvent(new Event("change"));
  };

  for (const dial of all(".dial", form)) {
    dial.addEventListener("click", () => {
      dialled = { number: dial.dataset["dial"] ?? "", ms: Date.now() };
      // A drill and the demo only pretend: nothing dials, so there is nothing to come back from (EDGES 1).
      if (dial instanceof HTMLButtonElement) return done();
      sessionStorage.setItem(memory, JSON.stringify(dialled));
    });
  }
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && done());
  addEventListener("pageshow", done);
  addEventListener("focus", done);
  document.addEventListener("pointerdown", () => dialled && Date.now() - dialled.ms > BACK_AFTER_MS && done());

  for (const radio of all<HTMLInputElement>('[name="call"]', form)) radio.addEventListener("change", () => (calledMs ??= Date.now()));
  input("called_at").addEventListener("input", () => {
    calledMs = null;
    if (called) called.hidden = true;
  });
  // What the script filled in is for the eyes; the stopwatch is sent, and a clock time only where a person typed it.
  form.addEventListener("formdata", ({ formData }) => {
    if (calledMs !== null && prefilled && formData.get("called_at") === prefilled) formData.set("called_at", "");
  });
  form.addEventListener("submit", () => {
    // Seconds ago, not a clock time: the phone's clock may be wrong (EDGES 8).
    input("called_ago_seconds").value = calledMs === null ? "" : String(Math.max(0, Math.round((Date.now() - calledMs) / 1000)));
  });
  return {
    // Who is still on the phone has dialled: a browser that is thrown away now must not forget it.
    calledMs: () => (chosen("call")?.value === "cannot_call" ? null : (dialled?.ms ?? calledMs)),
    restore: (ms) => {
      dialled = { ms, number: find("[data-dial].dial:not(.dial-other)", form)?.dataset["dial"] ?? "" };
      done();
    },
  };
}

/** The kind chooses the number to dial and the phrases; a phrase that is heard proposes "I hear it". */
function kind(form: HTMLFormElement, chosen: Chosen, choose: Choose): void {
  let witnessTouched = false;
  form.addEventListener("change", (event) => {
    const target = event.target;
    if (!(target instanceof HTMLInputElement)) return;
    if (target.name === "witness") witnessTouched = true;
    if (target.name === "phrase" && !witnessTouched) choose("witness", "heard" in target.dataset ? "heard" : "seen");
    if (target.name === "kind") {
      const phrase = chosen("phrase");
      if (phrase && phrase.closest<HTMLElement>("[data-kind]")?.dataset["kind"] !== target.value) phrase.checked = false;
      const number = target.dataset["number"];
      for (const dial of all(".dial", form)) dial.classList.toggle("dial-other", dial.dataset["dial"] !== number);
      find(`.phrases[data-kind="${target.value}"]`, form)?.scrollIntoView({ block: "nearest" });
    }
  });
}

/** The send button says what is missing instead of being dead. */
function missing(form: HTMLFormElement, input: Input, chosen: Chosen): () => void {
  const line = find(".send-missing", form);
  let sent = false;
  const first = (): [string, string] | null => {
    if (!chosen("call")) return ["missingCall", "call"];
    if (!chosen("kind")) return ["missingKind", "kind"];
    if (!chosen("phrase") && !input("words").value.trim()) return ["missingBehaviour", "phrase"];
    const spot = chosen("place")?.value;
    const known = spot === "street" ? find<HTMLSelectElement>("#street", form)?.value : input("lat").value;
    return known ? null : ["missingPlace", "place"];
  };
  form.addEventListener("submit", (event) => {
    const joins = event.submitter?.hasAttribute("formaction");
    const gap = joins ? null : first();
    if (gap || sent) {
      event.preventDefault();
      if (gap && line) {
        line.textContent = text(form, gap[0]);
        const step = document.getElementById(gap[1]);
        step?.scrollIntoView({ block: "center" });
        step?.querySelector<HTMLElement>("input:not([type=hidden]), select, .dial")?.focus({ preventScroll: true });
      }
      return;
    }
    // Twice tapped is once sent; the draft's key would catch it too.
    sent = true;
    form.setAttribute("aria-busy", "true");
  });
  const release = (): void => {
    sent = false;
    form.removeAttribute("aria-busy");
  };
  addEventListener("pageshow", release);
  form.addEventListener("change", () => {
    if (line?.textContent && !first()) line.textContent = "";
  });
  return release;
}
