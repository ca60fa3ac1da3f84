/** The few things the player does to the document. */

type Child = Node | string | null | false;

/** Makes an element. Values are set as attributes, so nothing that a learner or author wrote is ever read as markup. */
export function make<Name extends keyof HTMLElementTagNameMap>(name: Name, attributes: Record<string, string>, ...children: Child[]): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const key of Object.keys(attributes)) element.setAttribute(key, attributes[key] as string);
  for (const child of children) if (child) element.append(child);
  return element;
}

export const find = (root: ParentNode, selector: string): HTMLElement | null => root.querySelector<HTMLElement>(selector);

export const findAll = (root: ParentNode, selector: string): HTMLElement[] => Array.from(root.querySelectorAll<HTMLElement>(selector));

/** The shell's box `data-<name>`. */
export const box = (name: string): HTMLElement | null => find(document, `[data-${name}]`);

/** The first control of an action. */
export const act = (name: string): HTMLElement | null => find(document, `[data-action="${name}"]`);

/** Fills every slot of a name; an empty filling hides it where it is a box of its own. */
export function fill(name: string, ...content: Child[]): void {
  for (const slot of findAll(document, `[data-slot="${name}"]`)) {
    slot.textContent = "";
    for (const child of content) if (child) slot.append(child);
    slot.hidden = !slot.hasChildNodes();
  }
}

export function show(element: HTMLElement | null, visible: boolean): void {
  if (element) element.hidden = !visible;
}

/** Focus for readers of any kind: the element is brought into view and read out. */
export function focus(element: HTMLElement | null): void {
  if (!element) return;
  if (element.tabIndex < 0 && !element.hasAttribute("tabindex")) element.setAttribute("tabindex", "-1");
  element.focus();
}
