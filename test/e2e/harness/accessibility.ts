// Asks the axe checker what is wrong with a page, and walks it with the Tab key.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Frame } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly help: string;
  /** The first elements at fault, as HTML. */
  readonly elements: readonly string[];
}

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string;
    readonly help: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
  }[];
}

/** What axe finds of the two worst kinds. */
export async function seriousViolations(frame: Frame): Promise<readonly Violation[]> {
  await frame.evaluate(source);
  const { violations } = (await frame.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as AxeResults;
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, impact, help, nodes }) => ({
      id,
      impact,
      help,
      elements: nodes.slice(0, 4).map(({ html, failureSummary }) => `${html.slice(0, 200)} - ${failureSummary}`),
    }));
}

export interface Focused {
  readonly role: string;
  readonly name: string;
  readonly visibleFocus: boolean;
}

/** What has the focus in the page, looking into components; null where nothing has. */
export async function focused(frame: Frame): Promise<Focused | null> {
  return (await frame.evaluate(focusedExpression)) as Focused | null;
}

/** Text, because this program is type-checked without a browser's globals. */
const focusedExpression = `(() => {
  const host = document.activeElement;
  if (host === null || host === document.body) return null;
  const chain = [host, host.parentElement];
  while (chain[0].shadowRoot?.activeElement) chain.unshift(chain[0].shadowRoot.activeElement);
  const inner = chain[0];
  const watched = [...chain, ...(host.shadowRoot?.querySelectorAll('*') ?? []), ...host.children];
  const looks = () => watched.flatMap((element) => ['', '::before', '::after'].map((part) => {
    const style = getComputedStyle(element, part || null);
    return [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow, style.borderColor,
      style.backgroundColor, style.backgroundImage, style.opacity, style.transform].join();
  })).join('|');
  const focusedLook = looks();
  inner.blur();
  const plainLook = looks();
  inner.focus();
  const name = host.getAttribute('aria-label') ?? host.getAttribute('title') ?? host.textContent?.trim() ?? '';
  return {
    role: host.getAttribute('role') ?? host.tagName.toLowerCase(),
    name: name.slice(0, 80),
    visibleFocus: focusedLook !== plainLook,
  };
})()`;
