/** Builds elements without HTML strings: what comes from a file is set as text and can never become markup. */

export type Child = Node | string | null | undefined | false;

export type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Attributes, see `setAttributes`, and `text`, the element's text. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes?: Attributes,
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag];
/** A custom element, as ui.ts defines them. */
export function element<T extends HTMLElement>(
  tag: `vscode-${string}`,
  attributes?: Attributes,
  ...children: readonly Child[]
): T;
export function element(tag: string, attributes: Attributes = {}, ...children: readonly Child[]): HTMLElement {
  const made = document.createElement(tag);
  const { text, ...others } = attributes;
  setAttributes(made, others);
  if (text != null && text !== false) made.textContent = String(text);
  made.append(...children.filter((child): child is Node | string => child != null && child !== false));
  return made;
}

/** `true` sets an attribute empty; null, undefined and false take it away. */
export function setAttributes(target: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) target.removeAttribute(name);
    else target.setAttribute(name, value === true ? '' : String(value));
  }
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

const svgNamespace = 'http://www.w3.org/2000/svg';

/** A drawing of 16 by 16 units in the text's colour, hidden from screen readers: the control around it has the name. */
export function icon(path: string): SVGSVGElement {
  const svg = document.createElementNS(svgNamespace, 'svg');
  setAttributes(svg, { viewBox: '0 0 16 16', width: 16, height: 16, fill: 'none', 'aria-hidden': 'true' });
  setAttributes(svg, { stroke: 'currentColor', 'stroke-width': 1.2, 'stroke-linecap': 'round' });
  setAttributes(svg, { 'stroke-linejoin': 'round' });
  const drawing = document.createElementNS(svgNamespace, 'path');
  drawing.setAttribute('d', path);
  svg.append(drawing);
  return svg;
}
