// Photos with an addition: chosen, blurred and made smaller here, then sent; the form carries only the ids of what arrived.
import { blurred, draw, encoded, inFields, scaled } from "./photo-blur";
import { find } from "./dom";
import { Upload } from "./photo-upload";

interface Item {
  upload: Upload;
  stop: AbortController;
  state: "sending" | "ready" | "offline" | "refused";
  row: HTMLLIElement;
  words: HTMLElement;
  bar: HTMLProgressElement;
  retry: HTMLButtonElement;
  field: HTMLInputElement;
}

/** Files that begin so are an iPhone's own format. */
async function isHeic(file: Blob): Promise<boolean> {
  const head = new TextDecoder("latin1").decode(await file.slice(4, 40).arrayBuffer());
  return /^ftyp(?!.*avif)(?:.{0,28})(hei|hev|mif1|msf1)/s.test(head);
}

function photos(root: HTMLElement): void {
  const texts = root.dataset;
  const form = root.closest("form");
  const input = find<HTMLInputElement>("[data-photo-input]", root);
  const list = find("[data-photo-items]", root);
  const status = find("[data-photo-say]", root);
  const dialog = find<HTMLDialogElement>("[data-photo-editor]", root);
  if (!form || !input || !list || !status || !dialog) return;
  const [count, side, fields] = [Number(texts["count"]), Number(texts["side"]), Number(texts["fields"])];
  const items: Item[] = [];
  let held = false;
  const say = (words: string | undefined): void => void (status.textContent = words ?? "");
  // After a mistake the form comes back with what had arrived.
  const kept = root.querySelectorAll('input[name="photo"]').length;

  input.addEventListener("change", () => {
    const files = [...(input.files ?? [])];
    input.value = "";
    void take(files);
  });

  async function take(files: File[]): Promise<void> {
    say("");
    for (const file of files) {
      if (items.length + kept >= count) return say(texts["many"]);
      const source = await scaled(file, side).catch(() => null);
      if (!source) {
        say((await isHeic(file)) ? texts["heic"] : texts["unreadable"]);
        continue;
      }
      const boxes = fields ? [] : await draw(dialog as HTMLDialogElement, texts, source);
      if (!boxes) continue;
      const picture = fields ? inFields(source, fields) : blurred(source, boxes);
      start(picture, await encoded(picture));
    }
    input?.focus();
  }

  function start(picture: HTMLCanvasElement, file: Blob): void {
    const stop = new AbortController();
    const row = document.createElement("li");
    row.className = "photo-item";
    const shown = document.createElement("canvas");
    const scale = 96 / Math.max(picture.width, picture.height);
    shown.width = Math.round(picture.width * scale);
    shown.height = Math.round(picture.height * scale);
    shown.getContext("2d")?.drawImage(picture, 0, 0, shown.width, shown.height);
    shown.setAttribute("role", "img");
    const alt = (texts["alt"] ?? "").replace("%n", String(items.length + kept + 1));
    shown.setAttribute("aria-label", alt);
    const words = document.createElement("span");
    words.className = "photo-words";
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", alt);
    const [retry, remove] = [button(texts["retry"]), button(texts["remove"])];
    retry.hidden = true;
    remove.setAttribute("aria-label", `${texts["remove"] ?? ""}: ${alt}`);
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = "photo";
    row.append(shown, words, bar, retry, remove, field);
    list?.append(row);
    const item: Item = {
      upload: new Upload(texts["uploads"] ?? "", file, (part) => progress(item, part), stop.signal),
      stop, state: "sending", row, words, bar, retry, field,
    };
    items.push(item);
    retry.addEventListener("click", () => void send(item));
    remove.addEventListener("click", () => {
      stop.abort();
      items.splice(items.indexOf(item), 1);
      row.remove();
      void item.upload.forget();
      input?.focus();
      goOn();
    });
    void send(item);
  }

  function progress(item: Item, part: number): void {
    item.bar.value = part;
    item.words.textContent = (texts["sending"] ?? "").replace("%percent", String(Math.round(part * 100)));
  }

  async function send(item: Item): Promise<void> {
    if (item.state === "ready") return;
    item.state = "sending";
    item.retry.hidden = true;
    item.bar.hidden = false;
    progress(item, item.bar.value);
    const ended = await item.upload.send();
    if (ended.state === "aborted") return;
    item.state = ended.state;
    item.bar.hidden = ended.state !== "offline";
    item.retry.hidden = ended.state !== "offline";
    if (ended.state === "ready") {
      item.field.value = item.upload.id;
      item.words.textContent = texts["ready"] ?? "";
    } else {
      item.words.textContent = ended.state === "refused" ? ended.why : (texts["failed"] ?? "");
      say(item.words.textContent);
    }
    goOn();
  }

  // The network is back: nobody has to press anything.
  window.addEventListener("online", () => items.filter(({ state }) => state === "offline").forEach((item) => void send(item)));

  /** Sends the form that waited for its photos. */
  function goOn(): void {
    if (!held || items.some(({ state }) => state === "sending" || state === "offline")) return;
    held = false;
    form?.requestSubmit();
  }

  form.addEventListener("submit", (event) => {
    for (const { field, state } of items) field.disabled = state !== "ready";
    if (!items.some(({ state }) => state === "sending" || state === "offline")) return;
    event.preventDefault();
    held = true;
    say(texts["held"]);
  });
}

function button(words: string | undefined): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "nl-button nl-button--secondary photo-button";
  made.textContent = words ?? "";
  return made;
}

const root = find("[data-photos]");
if (root) photos(root);
