// Makes parts of a picture unrecognisable on the phone. What leaves it is a new picture, encoded from these pixels: no metadata, and nothing under the boxes.
import { find } from "./dom";

/** A box in pixels of the picture. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Blocks along the longer side of a box: a face has no features at this size. */
const BLOCKS = 4;
/** Steps of colour that remain in a box. */
const STEP = 32;
/** How much of a block's own colour remains; the rest is the mean of the whole box, which says nothing about where. */
const OWN = 0.5;
/** Steps of colour where the whole picture becomes fields; the server does the same again. */
const FIELD_STEP = 85;
/** JPEG's own scale. */
const QUALITY = 0.82;
/** A box that is drawn smaller than this, in parts of the picture, was a slip. */
const SMALLEST = 0.02;

/** Reads a file, upright and with its longer side at most `side`; fails where the browser cannot decode it. */
export async function scaled(file: Blob, side: number): Promise<HTMLCanvasElement> {
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas");
  // What shines through is white.
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas;
}

/** The picture with its boxes made unrecognisable; the original stays as it is. */
export function blurred(source: HTMLCanvasElement, boxes: Box[]): HTMLCanvasElement {
  const result = document.createElement("canvas");
  result.width = source.width;
  result.height = source.height;
  const context = result.getContext("2d");
  if (!context) throw new Error("no canvas");
  context.drawImage(source, 0, 0);
  for (const box of boxes) cover(context, box, BLOCKS, OWN, STEP);
  return result;
}

/** The whole picture as a handful of flat fields. */
export function inFields(source: HTMLCanvasElement, fields: number): HTMLCanvasElement {
  const result = blurred(source, []);
  const context = result.getContext("2d");
  if (context) cover(context, { x: 0, y: 0, width: result.width, height: result.height }, fields, 1, FIELD_STEP);
  return result;
}

type Colour = [number, number, number];

/** Replaces a box by a few blocks of one colour each: from the mean of what was there, mixed with the mean of the whole box, in coarse steps. */
function cover(context: CanvasRenderingContext2D, box: Box, blocks: number, own: number, step: number): void {
  const { canvas } = context;
  const left = Math.max(0, Math.floor(box.x));
  const top = Math.max(0, Math.floor(box.y));
  const width = Math.min(canvas.width, Math.ceil(box.x + box.width)) - left;
  const height = Math.min(canvas.height, Math.ceil(box.y + box.height)) - top;
  if (width < 1 || height < 1) return;
  const side = Math.max(1, Math.ceil(Math.max(width, height) / blocks));
  const whole = mean(context, left, top, width, height);
  const fills: [number, number, number, number, Colour][] = [];
  for (let y = top; y < top + height; y += side) {
    for (let x = left; x < left + width; x += side) {
      const across = Math.min(side, left + width - x);
      const down = Math.min(side, top + height - y);
      fills.push([x, y, across, down, mean(context, x, y, across, down)]);
    }
  }
  for (const [x, y, across, down, colour] of fills) {
    const mixed = colour.map((value, at) => Math.min(255, Math.round((value * own + (whole[at] ?? 0) * (1 - own)) / step) * step));
    context.fillStyle = `rgb(${mixed.join(",")})`;
    context.fillRect(x, y, across, down);
  }
}

function mean(context: CanvasRenderingContext2D, x: number, y: number, width: number, height: number): Colour {
  const { data } = context.getImageData(x, y, width, height);
  const sum: Colour = [0, 0, 0];
  for (let at = 0; at < data.length; at += 4) for (const part of [0, 1, 2] as const) sum[part] += data[at + part] ?? 0;
  const count = Math.max(1, data.length / 4);
  return [sum[0] / count, sum[1] / count, sum[2] / count];
}

/** A new file from the pixels alone. */
export function encoded(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("not encoded"))), "image/jpeg", QUALITY));
}

/** Lets somebody draw boxes, with one finger or by keyboard; null when they would rather not send the picture. */
export function draw(dialog: HTMLDialogElement, texts: DOMStringMap, source: HTMLCanvasElement): Promise<Box[] | null> {
  const canvas = find<HTMLCanvasElement>("[data-photo-canvas]", dialog);
  const context = canvas?.getContext("2d");
  if (!canvas || !context) return Promise.resolve([]);
  canvas.width = source.width;
  canvas.height = source.height;
  const boxes: Box[] = [];
  const ended = new AbortController();
  let drawn: { x: number; y: number } | null = null;

  const show = (): void => {
    context.drawImage(blurred(source, boxes), 0, 0);
    context.lineWidth = Math.max(2, canvas.width / 300);
    boxes.forEach((box, at) => {
      // Two lines, dark and light: one of them is seen on any picture.
      for (const [colour, dash] of [["#000", []], ["#fff", [context.lineWidth * 4, context.lineWidth * 3]]] as const) {
        context.strokeStyle = colour;
        context.setLineDash(at === boxes.length - 1 || colour === "#000" ? [] : [...dash]);
        context.strokeRect(box.x, box.y, box.width, box.height);
      }
    });
  };
  const say = (): void => {
    const status = find("[data-photo-boxes]", dialog);
    const box = boxes[boxes.length - 1];
    const percent = (part: number, of: number): string => String(Math.round((100 * part) / of));
    if (!status) return;
    status.textContent = box
      ? (texts["box"] ?? "")
          .replace("%n", String(boxes.length))
          .replace("%count", String(boxes.length))
          .replace("%left", percent(box.x, canvas.width))
          .replace("%top", percent(box.y, canvas.height))
      : (texts["boxes"] ?? "").replace("%n", "0");
  };
  const changed = (): void => {
    show();
    say();
  };
  const point = (event: PointerEvent): { x: number; y: number } => {
    const on = canvas.getBoundingClientRect();
    const within = (value: number, most: number): number => Math.min(most, Math.max(0, value));
    return {
      x: within(((event.clientX - on.left) / on.width) * canvas.width, canvas.width),
      y: within(((event.clientY - on.top) / on.height) * canvas.height, canvas.height),
    };
  };
  const put = (): void => {
    const side = Math.min(canvas.width, canvas.height) / 4;
    boxes.push({ x: (canvas.width - side) / 2, y: (canvas.height - side) / 2, width: side, height: side });
    changed();
    canvas.focus();
  };
  const takeBack = (): void => {
    boxes.pop();
    changed();
  };
  const listen = { signal: ended.signal };

  canvas.addEventListener("pointerdown", (event) => {
    if (drawn || !event.isPrimary) return;
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    drawn = point(event);
    boxes.push({ ...drawn, width: 0, height: 0 });
  }, listen);
  canvas.addEventListener("pointermove", (event) => {
    if (!drawn || !event.isPrimary) return;
    const { x, y } = point(event);
    boxes[boxes.length - 1] = { x: Math.min(x, drawn.x), y: Math.min(y, drawn.y), width: Math.abs(x - drawn.x), height: Math.abs(y - drawn.y) };
    show();
  }, listen);
  const lifted = (event: PointerEvent): void => {
    if (!drawn || !event.isPrimary) return;
    drawn = null;
    const box = boxes[boxes.length - 1];
    // A tap puts a box of its own where the finger was.
    if (box && (box.width < canvas.width * SMALLEST || box.height < canvas.height * SMALLEST)) {
      const side = Math.min(canvas.width, canvas.height) / 6;
      boxes[boxes.length - 1] = fitted({ x: box.x - side / 2, y: box.y - side / 2, width: side, height: side }, canvas);
    }
    changed();
  };
  canvas.addEventListener("pointerup", lifted, listen);
  canvas.addEventListener("pointercancel", lifted, listen);
  canvas.addEventListener("keydown", (event) => {
    const step = Math.max(4, Math.min(canvas.width, canvas.height) / 40);
    const ways: Record<string, [number, number]> = { ArrowDown: [0, step], ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step] };
    const way = ways[event.key];
    const box = boxes[boxes.length - 1];
    if (event.key === "Enter" || event.key === " ") put();
    else if (event.key === "Delete" || event.key === "Backspace") takeBack();
    else if (way && box) {
      const [right, down] = way;
      const moved = event.shiftKey ? { ...box, width: box.width + right, height: box.height + down } : { ...box, x: box.x + right, y: box.y + down };
      boxes[boxes.length - 1] = fitted(moved, canvas);
      changed();
    } else return;
    event.preventDefault();
  }, listen);
  find("[data-photo-add]", dialog)?.addEventListener("click", put, listen);
  find("[data-photo-undo]", dialog)?.addEventListener("click", takeBack, listen);

  return new Promise((resolve) => {
    const end = (result: Box[] | null): void => {
      ended.abort();
      // The picture does not stay on the page.
      canvas.width = canvas.height = 1;
      if (dialog.open) dialog.close();
      resolve(result);
    };
    find("[data-photo-use]", dialog)?.addEventListener("click", () => end(boxes), listen);
    find("[data-photo-cancel]", dialog)?.addEventListener("click", () => end(null), listen);
    dialog.addEventListener("close", () => end(null), listen);
    dialog.showModal();
    changed();
  });
}

/** The box, moved and cut so that it lies on the picture. */
function fitted(box: Box, canvas: HTMLCanvasElement): Box {
  const least = Math.min(canvas.width, canvas.height) * SMALLEST;
  const width = Math.min(Math.max(box.width, least), canvas.width);
  const height = Math.min(Math.max(box.height, least), canvas.height);
  return { x: Math.min(Math.max(0, box.x), canvas.width - width), y: Math.min(Math.max(0, box.y), canvas.height - height), width, height };
}
