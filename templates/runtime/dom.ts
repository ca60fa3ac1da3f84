/** The few things the player does to the document. */

type Child = Node | string | null | false;

/** Makes an element. Values are set as attributes, so nothing that a learner or author wrote is ever read as markup. */
export function make<Name extends keyof HTMLElementTagNameMap>(name: Name, attributes: Record<string, string>, ...children: Child[]): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const key of Object.keys(attributes)) element.setAttribute(key, attributes[key] as string);
  appendTo(element, children);
  return element;
}

/** A bulleted list. */
export const makeBullets = (attributes: { class?: string }, ...items: HTMLLIElement[]): HTMLUListElement => (
  make("ul", { class: `nhsuk-list nhsuk-list--bullet ${attributes.class || ""}`.trim() }, ...items)
);

function appendTo(element: HTMLElement, children: Child[]): void {
  for (const child of children) if (child) element.append(child);
}

export const find = (root: ParentNode, selector: string): HTMLElement | null => root.querySelector<HTMLElement>(selector);

export const findAll = (root: ParentNode, selector: string): HTMLElement[] => Array.from(root.querySelectorAll<HTMLElement>(selector));

/** The shell's box `data-<name>`. */
export const box = (name: string): HTMLElement | null => find(document, `[data-${name}]`);

/** The first control of an action. */
export const act = (name: string): HTMLElement | null => find(document, `[data-action="${name}"]`);

/** Puts this in place of what an element holds. */
export function refill(element: HTMLElement, ...content: Child[]): void {
  element.textContent = "";
  appendTo(element, content);
}

/** Fills every slot of a name; an empty filling hides it where it is a box of its own. */
export function fill(name: string, ...content: Child[]): void {
  for (const slot of findAll(document, `[data-slot="${name}"]`)) {
    refill(slot, ...content);
    slot.hidden = !slot.hasChildNodes();
  }
}

export function show(element: HTMLElement | null, visible: boolean): void {
  if (element) element.hidden = !visible;
}

/** Shows or hides every element of a selector, by a rule of its own. */
export function showAll(root: ParentNode, selector: string, isVisible: (element: HTMLElement) => boolean): void {
  for (const element of findAll(root, selector)) element.hidden = !isVisible(element);
}

/** Sets an attribute; an empty text takes it away. */
export function setOrRemove(element: Element, name: string, value: string): void {
  if (value) element.setAttribute(name, value);
  else element.removeAttribute(name);
}

/** What an element says, in one line. */
export const textOf = (element: Element | null | undefined): string => ((element && element.textContent) || "").trim().replace(/\s+/g, " ");

/** Focus for readers of any kind: the element is brought into view and read out. */
export function focus(element: HTMLElement | null): void {
  if (!element) return;
  if (element.tabIndex < 0 && !element.hasAttribute("tabindex")) element.setAttribute("tabindex", "-1");
  element.focus();
}
