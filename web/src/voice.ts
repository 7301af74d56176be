import { all, find } from "./dom";

interface Recognition extends EventTarget {
  lang: string;
  interimResults: boolean;
  start(): void;
  stop(): void;
}
interface Heard extends Event {
  results: { 0: { transcript: string }; isFinal: boolean }[];
}
type Maker = new () => Recognition;

/** That the browser's maker may hear it is said once, before the first word. */
const TOLD = "saar-voice-told";

/** Speaking instead of typing, where the browser can; elsewhere there is no button. */
export function voice(): void {
  const scope = window as unknown as { SpeechRecognition?: Maker; webkitSpeechRecognition?: Maker };
  const Recognizer = scope.SpeechRecognition ?? scope.webkitSpeechRecognition;
  if (!Recognizer) return;
  for (const button of all<HTMLButtonElement>("[data-voice]")) {
    const field = document.getElementById(button.dataset["voice"] ?? "");
    const note = find(".voice-note", button.parentElement ?? document);
    if (!(field instanceof HTMLTextAreaElement) || !note) continue;
    button.hidden = false;
    let listening: Recognition | null = null;
    button.addEventListener("click", () => {
      if (listening) return listening.stop();
      if (!localStorage.getItem(TOLD)) {
        localStorage.setItem(TOLD, "1");
        note.hidden = false;
        button.textContent = button.dataset["anyway"] ?? "";
        return;
      }
      note.hidden = true;
      listening = new Recognizer();
      listening.lang = document.documentElement.lang;
      listening.interimResults = false;
      button.textContent = button.dataset["stop"] ?? "";
      button.setAttribute("aria-pressed", "true");
      listening.addEventListener("result", (event) => {
        const heard = [...(event as Heard).results].map((result) => result[0].transcript.trim()).join(" ");
        field.value = [field.value.trim(), heard].filter(Boolean).join(" ").slice(0, field.maxLength > 0 ? field.maxLength : undefined);
        field.dispatchEvent(new Event("input", { bubbles: true }));
      });
      listening.addEventListener("end", () => {
        listening = null;
        button.textContent = button.dataset["start"] ?? "";
        button.setAttribute("aria-pressed", "false");
      });
      listening.start();
    });
  }
}
