/** Markdown as elements of the page. */

import { type MarkdownNode, parseMarkdown } from './markdown.ts';

export function renderMarkdown(text: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  fragment.append(...parseMarkdown(text).map(domOf));
  return fragment;
}

function domOf(node: MarkdownNode): Node {
  if (typeof node === 'string') return document.createTextNode(node);
  const element = document.createElement(node.tag);
  // VS Code opens links of its pages outside, after asking.
  if (node.href !== undefined) (element as HTMLAnchorElement).href = node.href;
  if (node.start !== undefined) (element as HTMLOListElement).start = node.start;
  if (node.align !== undefined) element.style.textAlign = node.align;
  if (node.tag === 'th') (element as HTMLTableCellElement).scope = 'col';
  element.append(...node.children.map(domOf));
  return element;
}
