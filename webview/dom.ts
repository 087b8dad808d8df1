/** Builds elements without HTML strings: what comes from a file is set as text and can never become markup. */

export type Child = Node | string | null | undefined | false;

export interface ElementOptions {
  readonly class?: string;
  readonly title?: string;
  readonly id?: string;
  readonly tabIndex?: number;
  readonly hidden?: boolean;
  /** Set as attributes; null and false leave one out, true sets it empty. */
  readonly attributes?: Readonly<Record<string, string | number | boolean | null | undefined>>;
  readonly on?: { readonly [Type in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[Type]) => void };
}

export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  options?: ElementOptions,
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag];
/** A custom element, as ui.ts defines them. */
export function element<T extends HTMLElement>(
  tag: `vscode-${string}`,
  options?: ElementOptions,
  ...children: readonly Child[]
): T;
export function element(tag: string, options: ElementOptions = {}, ...children: readonly Child[]): HTMLElement {
  const made = document.createElement(tag);
  if (options.class !== undefined) made.className = options.class;
  if (options.title !== undefined) made.title = options.title;
  if (options.id !== undefined) made.id = options.id;
  if (options.tabIndex !== undefined) made.tabIndex = options.tabIndex;
  if (options.hidden !== undefined) made.hidden = options.hidden;
  setAttributes(made, options.attributes ?? {});
  for (const [type, handler] of Object.entries(options.on ?? {})) {
    made.addEventListener(type, handler as (event: Event) => void);
  }
  made.append(...children.filter((child): child is Node | string => child != null && child !== false));
  return made;
}

export function setAttributes(target: Element, attributes: NonNullable<ElementOptions['attributes']>): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) target.removeAttribute(name);
    else target.setAttribute(name, value === true ? '' : String(value));
  }
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
