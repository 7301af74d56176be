import { all, find } from "./dom";

/** A card on a quiet home, where this browser can make a passkey; never beside the other card that wants something. */
export function passkeyOffer(): void {
  if (!("PublicKeyCredential" in window) || find("[data-install]:not([hidden])")) return;
  for (const part of all("[data-passkey-offer]")) part.hidden = false;
}
