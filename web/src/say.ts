/** Changes that come close together are said as one. */
const TOGETHER_MS = 1_500;
let waiting = 0;

/** Says something to who does not see it. `now` interrupts: an alarm, its end, a recall; everything else waits its turn and is said once. */
export function say(words: string, now = false): void {
  window.clearTimeout(waiting);
  const speak = (): void => {
    const region = document.getElementById(now ? "announce-now" : "announce");
    if (region && region.textContent !== words) region.textContent = words;
  };
  if (now) return speak();
  waiting = window.setTimeout(speak, TOGETHER_MS);
}
