/** The first element that matches, or null. */
export function find<E extends Element = HTMLElement>(selector: string, root: ParentNode = document): E | null {
  return root.querySelector<E>(selector);
}

/** All elements that match. */
export function all<E extends Element = HTMLElement>(selector: string, root: ParentNode = document): E[] {
  return [...root.querySelectorAll<E>(selector)];
}

/** The named text with its placeholders (`%s`) filled; texts come from the page, in the reader's language. */
export function text(element: HTMLElement, name: string, values: Record<string, string> = {}): string {
  let result = element.dataset[name] ?? "";
  for (const [key, value] of Object.entries(values)) result = result.replace(`%${key}`, value);
  return result;
}
