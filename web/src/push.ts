import { all, find, text } from "./dom";

/** Turns notifications on for this device, and keeps the server's idea of the subscription fresh. */
export function push(): void {
  const area = find("[data-push-key]");
  const able = "serviceWorker" in navigator && "PushManager" in window;
  if (able) void resync();
  for (const button of all<HTMLElement>("[data-push-enable]")) {
    button.hidden = false;
    const key = area?.dataset["pushKey"];
    if (!key) continue;
    button.addEventListener("click", (event) => {
      event.preventDefault();
      // An iPhone has no push outside the home screen: say how to get there.
      if (!able) return say("homeScreen");
      void enable(key).then(say, () => say("failed"));
    });
  }
}

function say(name: string): void {
  const line = find(".push-result");
  if (line) line.textContent = text(line, name);
}

async function enable(key: string): Promise<string> {
  if ((await Notification.requestPermission()) !== "granted") return "denied";
  const registration = await navigator.serviceWorker.register("/sw.js");
  await navigator.serviceWorker.ready;
  const known = await registration.pushManager.getSubscription();
  const subscription = known ?? (await registration.pushManager.subscribe({ applicationServerKey: key, userVisibleOnly: true }));
  return (await send(subscription)) ? "on" : "failed";
}

/** Once a session: browsers change a subscription silently, and iPhones stop without a word. */
async function resync(): Promise<void> {
  // Signed out: the server has forgotten this browser, and has to be told again after the next sign-in.
  if (find('.top-nav [href="/sign-in"]')) return sessionStorage.removeItem("push-synced");
  const registration = await navigator.serviceWorker.getRegistration("/");
  if (!registration) return;
  const subscription = await registration.pushManager.getSubscription();
  if (!subscription || sessionStorage.getItem("push-synced")) return;
  if (await send(subscription)) sessionStorage.setItem("push-synced", "1");
}

async function send(subscription: PushSubscription): Promise<boolean> {
  const answer = await fetch("/settings/push", {
    body: JSON.stringify(subscription.toJSON()),
    credentials: "same-origin",
    headers: { "content-type": "application/json" },
    method: "POST",
  });
  return answer.ok;
}
