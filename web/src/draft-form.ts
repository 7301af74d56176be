import { type Draft, newKey, resumes } from "./draft";
import { ASKED, askForSync, render } from "./draft-bar";
import { alone, attempt, settle } from "./draft-send";
import { all as stored, onChange, put, remove } from "./draft-store";
import { all, find, text } from "./dom";

/** After this long somebody wants to know that the network is slow, and that nothing is sent yet. */
const SLOW_MS = 8_000;

/** What the alarm page knows of the call, which is not in a field. */
export interface CallClock {
  calledMs(): number | null;
  restore(ms: number): void;
}

/** Keeps what is written on the alarm page, and sends it: what a network does, a draft survives (EDGES 9). */
export function draftForm(form: HTMLFormElement, call: CallClock, release: () => void): void {
  const key = form.elements.namedItem("draft") as HTMLInputElement;
  // A page from the cache has no key of its own: it would be the same for every alarm.
  key.value ||= newKey();
  const bar = find("#drafts") ?? form;
  const group = form.dataset["group"] ?? "";
  const drill = "drill" in form.dataset;

  const collect = (tappedMs: number | null): Draft => {
    const kind = find<HTMLInputElement>('[name="kind"]:checked', form);
    const words = [kind?.closest("label")?.textContent?.trim(), find(".send-where", form)?.textContent?.trim()].filter(Boolean);
    const fields = [...new FormData(form)].filter((entry): entry is [string, string] => typeof entry[1] === "string");
    return {
      calledMs: call.calledMs(),
      drill,
      editedMs: Date.now(),
      fields,
      group,
      key: key.value,
      number: kind?.dataset["number"] ?? form.dataset["number"] ?? "",
      sent: null,
      tappedMs,
      title: words.join(" · ") || text(bar, "untitled"),
      told: { joined: text(bar, "joinedNotice"), sent: text(bar, "sentNotice") },
      why: null,
    };
  };

  let sending = false;
  const begun = (): boolean =>
    call.calledMs() !== null || find('[name="call"]:checked, [name="kind"]:checked', form) !== null || (find<HTMLTextAreaElement>("#words", form)?.value ?? "") !== "";
  const save = (): void => {
    if (!sending && begun()) void put(collect(null));
  };
  form.addEventListener("change", save);
  form.addEventListener("input", save);
  for (const dial of all(".dial", form)) dial.addEventListener("click", save);

  if (!find("#mistakes")) void restore(form, key, call, group, drill);

  const say = (name: string): void => {
    const line = find(".send-state", form);
    if (line) line.textContent = text(bar, name, { n: collect(null).number });
  };
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    // "It is this one" goes to that incident, by the browser's own way; what comes back says what became of it.
    if (event.submitter?.hasAttribute("formaction")) return sessionStorage.setItem(ASKED, key.value);
    event.preventDefault();
    void send();
  });

  const send = async (): Promise<void> => {
    sending = true;
    const draft = collect(Date.now());
    // First on this phone, then on its way: who closes the browser now has still sent it.
    await put(draft);
    say("sending");
    const slow = window.setTimeout(() => say("slow"), SLOW_MS);
    const result = (await alone(draft.key, false, () => attempt(draft, true))) ?? "network";
    window.clearTimeout(slow);
    say("");
    if (typeof result !== "string") {
      await remove(draft.key);
      return location.assign(`${result.path}?done=${result.joined ? "joined-running" : drill ? "drill-sent" : "sent"}`);
    }
    if (result === "asks") {
      // The server's own page asks, or says what is wrong; the draft stays until that is answered.
      await put({ ...draft, tappedMs: null });
      sessionStorage.setItem(ASKED, draft.key);
      return form.submit();
    }
    await settle(draft, result);
    void askForSync();
    release();
    sending = false;
    await wait();
  };

  // Not sent: the bar says so and the dial button stays; the form is there again with "change".
  const wait = async (): Promise<void> => {
    document.body.classList.add("is-waiting");
    await render(bar);
    bar.scrollIntoView({ block: "start" });
    bar.focus({ preventScroll: true });
    // When it goes out by itself while one looks, one sees what came of it.
    onChange(() => {
      void stored().then((drafts) => {
        const mine = drafts.find((draft) => draft.key === key.value);
        if (!mine?.sent) return;
        void remove(mine.key);
        location.assign(`${mine.sent.path}?done=${mine.sent.joined ? "joined-running" : drill ? "drill-sent" : "sent"}`);
      });
    });
  };
}

/** What was being written comes back: the one that was asked for, or the last one when that was a moment ago. */
async function restore(form: HTMLFormElement, key: HTMLInputElement, call: CallClock, group: string, drill: boolean): Promise<void> {
  const wanted = location.hash.startsWith("#draft-") ? location.hash.slice(7) : null;
  const mine = (await stored()).filter((draft) => draft.group === group && draft.drill === drill && !draft.sent).reverse();
  const draft = mine.find((one) => (wanted ? one.key === wanted : resumes(one, Date.now())));
  if (!draft) return;
  if (wanted) history.replaceState(null, "", location.pathname);
  key.value = draft.key;
  // Whose page this is, and what runs now, the page knows better.
  const own = ["draft", "owner", "seen_incidents", "called_ago_seconds"];
  const given = new Map<string, string[]>();
  for (const [name, value] of draft.fields) given.set(name, [...(given.get(name) ?? []), value]);
  const kind = given.get("kind")?.[0];
  const fill = (field: HTMLInputElement): void => {
    if (!field.name || own.includes(field.name)) return;
    // The same phrase may stand under two kinds.
    const under = field.closest<HTMLElement>("[data-kind]")?.dataset["kind"];
    if (under !== undefined && under !== kind) return;
    const values = given.get(field.name) ?? [];
    if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
    else field.value = values.shift() ?? "";
  };
  all<HTMLInputElement>("input, select, textarea", form).forEach(fill);
  for (const fold of all<HTMLDetailsElement>("details", form)) {
    fold.open ||= all<HTMLTextAreaElement>("textarea", fold).some(({ value }) => value !== "");
  }
  if (draft.calledMs !== null) call.restore(draft.calledMs);
  // The page follows what was chosen, as if it had been tapped now; a point on the plan is given back after that.
  const place = find<HTMLInputElement>('[name="place"]:checked', form);
  const changed = [find('[name="kind"]:checked', form), place?.value === "street" ? find<HTMLSelectElement>("#street", form) : place];
  for (const field of changed) field?.dispatchEvent(new Event("change", { bubbles: true }));
  for (const name of ["lat", "lon", "accuracy_m"]) (form.elements.namedItem(name) as HTMLInputElement).value = draft.fields.find(([known]) => known === name)?.[1] ?? "";
  const where = find(".send-where", form);
  if (where && place?.value !== "street") where.textContent = draft.title.split(" · ")[1] ?? "";
  const line = find(".send-state", form);
  if (line) line.textContent = text(find("#drafts") ?? form, "restored");
}
