import { find } from "./dom";

/** 15 km/h in metres a second: above it somebody is driving (EDGES 6). */
const DRIVING_SPEED = 15 / 3.6;

/** While the phone drives, the page is one line and the dial button. The speed is compared, and kept nowhere. */
export function driving(form: HTMLFormElement): (speed: number | null) => void {
  const line = find(".driving", form);
  let isPassenger = false;
  const show = (isDriving: boolean): void => {
    document.body.classList.toggle("is-driving", isDriving);
    if (line) line.hidden = !isDriving;
  };
  find("[data-passenger]", form)?.addEventListener("click", () => {
    // For this page only: the next trip may be behind the wheel.
    isPassenger = true;
    show(false);
    find<HTMLElement>(".dial", form)?.focus();
  });
  return (speed) => show((speed ?? 0) > DRIVING_SPEED && !isPassenger);
}
