import type { BrowserContext } from "@playwright/test";

/** What a person did since the last reset: touches or clicks, and keys pressed. */
export interface Effort {
  taps: number;
  keys: number;
}

/**
 * Counts what a person does on every page of the context, across navigations. Touches are counted where they begin, so that a label
 * and its checkbox are one tap, and a script's `click()` is none.
 *
 *     const effort = await countEffort(context);
 *     …
 *     expect(effort).toMatchObject({ taps: 5, keys: 0 });
 */
export async function countEffort(context: BrowserContext): Promise<Effort> {
  const effort: Effort = { taps: 0, keys: 0 };
  await context.exposeBinding("saarCountEffort", (_source, kind: keyof Effort) => {
    effort[kind] += 1;
  });
  const listen = () => {
    const count = (kind: string) => (event: Event) => {
      if (event.isTrusted) {
        (window as unknown as { saarCountEffort(kind: string): void }).saarCountEffort(kind);
      }
    };
    window.addEventListener("pointerdown", count("taps"), { capture: true });
    window.addEventListener("keydown", count("keys"), { capture: true });
  };
  await context.addInitScript(listen);
  // Pages that are already open get it now.
  await Promise.all(context.pages().map((page) => page.evaluate(listen)));
  return effort;
}
