/** Building DOM from data: everything that comes from outside becomes text or an attribute's value, never markup. */

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** `text` is the element's text; `true` and `false` set and leave out an attribute; other entries are attributes. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes?: Attributes,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K];
export function element<E extends HTMLElement = HTMLElement>(
  name: string,
  attributes?: Attributes,
  ...children: readonly (Node | string)[]
): E;
export function element(
  name: string,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElement {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (key === 'text') made.textContent = String(value);
    else made.setAttribute(key, value === true ? '' : String(value));
  }
  made.append(...children);
  return made;
}

/** Makes `nodes` the children of `parent`, in order, moving as few as possible so that focus and scrolling stay. */
export function arrange(parent: Element, nodes: readonly Node[]): void {
  const wanted = new Set(nodes);
  for (const child of [...parent.childNodes]) {
    if (!wanted.has(child)) child.remove();
  }
  nodes.forEach((node, index) => {
    const there = parent.childNodes[index];
    if (there !== node) parent.insertBefore(node, there ?? null);
  });
}

/** Writes only what differs: the layout of a page that is updated ten times a second depends on it. */
export function setText(target: Element, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}

let ids = 0;

/** An id that no other element of the page has. */
export function uniqueId(prefix: string): string {
  ids += 1;
  return `${prefix}-${ids}`;
}
