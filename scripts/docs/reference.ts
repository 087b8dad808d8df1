// All pages of docs/reference, made anew from the sources and the examples.

import { apiPage } from './api-page.ts';
import { indexPage } from './index-page.ts';
import type { Knowledge } from './knowledge.ts';
import { gradientMap, operationPage } from './operation-page.ts';
import { apiPages, Places } from './places.ts';

/** Texts by path under docs/reference. */
export function referencePages(knowledge: Knowledge): Map<string, string> {
  const places = new Places(knowledge.names);
  const gradients = gradientMap(knowledge);
  return new Map([
    ['README.md', indexPage(knowledge, places)],
    ...apiPages.map((page): [string, string] => [`api/${page.file}.md`, apiPage(page, knowledge, places)]),
    ...knowledge.types.map((type): [string, string] => [
      `ops/${type}.md`,
      operationPage(type, knowledge, places, gradients),
    ]),
  ]);
}
