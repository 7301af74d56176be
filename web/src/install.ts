import { find } from "./dom";

interface InstallEvent extends Event {
  prompt(): Promise<void>;
  userChoice: Promise<{ outcome: "accepted" | "dismissed" }>;
}

const DISMISSED = "saar-install-dismissed";
const MOMENT = "saar-install-moment";

/** Whether SAAR was opened from the home screen. */
function installed(): boolean {
  return matchMedia("(display-mode: standalone)").matches || (navigator as Navigator & { standalone?: boolean }).standalone === true;
}

/** Says why SAAR belongs on the home screen, when that makes sense: after joining, or after the first alarm was seen. Once dismissed, never again. */
export function install(): void {
  // The reader has just joined, or sees an alarm: on the next quiet home it is said.
  if (new URLSearchParams(location.search).get("done") === "welcome" || find("[data-incident]")) localStorage.setItem(MOMENT, "1");
  const hint = find("[data-install]");
  if (!hint || installed() || localStorage.getItem(DISMISSED) || !localStorage.getItem(MOMENT)) return;
  // A Mac knows of no home screen, and has nothing to touch.
  const isIphone = "standalone" in navigator && navigator.maxTouchPoints > 0;
  const show = (): void => {
    hint.hidden = false;
    const steps = find("[data-install-steps]", hint);
    if (steps) steps.hidden = !isIphone;
    const why = find("[data-install-iphone]", hint);
    if (why) why.hidden = !isIphone;
  };
  const gone = (): void => {
    localStorage.setItem(DISMISSED, "1");
    hint.hidden = true;
  };
  find("[data-install-later]", hint)?.addEventListener("click", gone);
  addEventListener("appinstalled", gone);
  if (isIphone) return show();
  addEventListener("beforeinstallprompt", (event) => {
    // The browser's own bar comes at no moment that makes sense.
    event.preventDefault();
    const offer = event as InstallEvent;
    const button = find<HTMLButtonElement>("[data-install-now]", hint);
    if (button) {
      button.hidden = false;
      button.onclick = () => void offer.prompt().then(() => offer.userChoice).then(gone);
    }
    show();
  });
}
