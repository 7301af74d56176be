import { find } from "./dom";

type Badging = Navigator & { setAppBadge?(count: number): Promise<void> };

/** The icon of the installed app says that something goes on: exactly, from the group's home; otherwise the worker counts what it was told. */
export function badge(): void {
  const home = find("[data-home]");
  if (home) show(home.dataset["running"]);
}

export function show(running: string | undefined): void {
  // Zero takes the badge away.
  void (navigator as Badging).setAppBadge?.(Number(running ?? 0)).catch(() => undefined);
}
