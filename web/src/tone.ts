/** Two rising notes, three times: a group's alarm on an open page. Sightings make none (EDGES 7). Frequencies in hertz, times in seconds. */
const NOTES: [number, number][] = [[660, 0], [880, 0.18], [660, 0.5], [880, 0.68], [660, 1], [880, 1.18]];
const LENGTH = 0.16;
let context: AudioContext | null = null;

/** A browser lets a page make a sound only after somebody touched it. */
export function tone(): void {
  const ready = (): void => {
    context ??= "AudioContext" in window ? new AudioContext() : null;
    void context?.resume();
  };
  for (const gesture of ["pointerdown", "keydown"]) addEventListener(gesture, ready, { once: true, passive: true });
}

/** Sounds and shakes, where the browser lets it and somebody looks. */
export function alarmTone(): void {
  if (document.visibilityState !== "visible") return;
  // Before the first touch a browser refuses, and says so in its console.
  if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.([300, 150, 300, 150, 600]);
  if (context?.state !== "running") return;
  for (const [hertz, at] of NOTES) {
    const start = context.currentTime + at;
    const note = new OscillatorNode(context, { frequency: hertz, type: "triangle" });
    const volume = new GainNode(context, { gain: 0 });
    // A soft edge, or it clicks.
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(0.35, start + 0.02);
    volume.gain.linearRampToValueAtTime(0, start + LENGTH);
    note.connect(volume).connect(context.destination);
    note.start(start);
    note.stop(start + LENGTH);
  }
}
