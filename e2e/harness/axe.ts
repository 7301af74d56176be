import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Page, expect } from "@playwright/test";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The rules of WCAG 2.2 AA and below, and axe's best practices. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

interface Violation {
  id: string;
  help: string;
  nodes: { target: unknown[]; failureSummary?: string }[];
}

/** Those that depend on colours: the others found in light what they would find in dark. */
const COLOURS = ["color-contrast", "link-in-text-block"];

/**
 * Expects axe to find nothing on the page as it is now, in light and in dark. `except` names places that are not ours
 * (`[".leaflet-container"]`), never rules.
 */
export async function expectAccessible(page: Page, except: string[] = []): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const findings = await violations(page, except, colorScheme === "light" ? { type: "tag", values: RULES } : { type: "rule", values: COLOURS });
    expect(findings, `axe on ${page.url()}, ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null });
}

async function violations(page: Page, except: string[], runOnly: { type: "tag" | "rule"; values: string[] }): Promise<string[]> {
  // Evaluated by the debugger, so the page's own content security policy stays as strict as it is; half a megabyte, so once a page.
  if (!(await page.evaluate(() => "axe" in window))) {
    await page.evaluate(axeSource);
  }
  const found = await page.evaluate(
    async ({ except, runOnly }) => {
      const axe = (window as unknown as { axe: { run(context: unknown, options: unknown): Promise<{ violations: Violation[] }> } }).axe;
      const context = { exclude: except.map((selector) => [selector]) };
      return (await axe.run(context, { runOnly, resultTypes: ["violations"] })).violations;
    },
    { except, runOnly },
  );
  return found.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id} at ${node.target.join(" ")}: ${help}. ${node.failureSummary ?? ""}`));
}
