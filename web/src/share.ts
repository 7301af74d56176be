import { all } from "./dom";

/** Share sheet, copy and print: buttons that only make sense with a script are shown by it. */
export function share(): void {
  for (const button of all<HTMLButtonElement>("[data-share]")) {
    if (!navigator.share) continue;
    button.hidden = false;
    button.addEventListener("click", () => void navigator.share({ text: words(button.dataset["share"]) }).catch(() => undefined));
  }
  for (const button of all<HTMLButtonElement>("[data-copy]")) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      void navigator.clipboard.writeText(words(button.dataset["copy"])).then(() => (button.textContent = button.dataset["copied"] ?? ""));
    });
  }
  for (const button of all<HTMLButtonElement>("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
}

function words(id: string | undefined): string {
  return document.getElementById(id ?? "")?.textContent?.trim() ?? "";
}
