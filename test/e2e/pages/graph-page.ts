// The graph page alone in a browser, for tests: opened with a graph, looked at and operated.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, afterEach, expect } from 'vitest';
import type { GraphData, GraphNode } from '../../../webview/protocol.ts';
import { tutorialGraph } from '../../webview/graph/engine-graph.ts';
import { waitFor } from '../harness/waiting.ts';
import { closePages, type OpenPage, openPage, type PageOptions } from './open-page.ts';

export const source = { kind: 'file', path: '/logs/mnist' };
let open: OpenPage | undefined;

/** Closes the page after each test, and fails those in which it had errors. */
export function useGraphPages(): void {
  afterEach(async () => {
    const errors = [...(open?.errors ?? []), ...((await open?.posted('fault')) ?? []).map(({ message }) => message)];
    await open?.close();
    open = undefined;
    expect(errors).toEqual([]);
  });
  afterAll(closePages);
}

/** The tutorial's graph, each operation made by a line of its own. */
export const tutorial: GraphData = (() => {
  const graph = tutorialGraph();
  const nodes = graph.nodes.map(
    (node, place): GraphNode => ({
      ...node,
      source: { file: '/project/mnist.ts', line: place + 1, column: 3 },
    }),
  );
  return { nodes, traces: ['step 100'] };
})();

export async function show(graph: GraphData = tutorial, options: Partial<PageOptions> = {}): Promise<OpenPage> {
  open = await openPage({ entry: 'webview/graph/main.ts', reducedMotion: true, ...options });
  await open.send({ type: 'init', source, title: 'mnist' });
  await open.send({ type: 'graph', graph });
  await open.page.waitForSelector('vscode-button[aria-label="Fit graph"]:not([disabled])');
  return open;
}

export interface Saved {
  readonly view: { readonly expanded: readonly string[] };
  readonly viewport: { readonly zoom: number; readonly x: number; readonly y: number };
  readonly selected: string | null;
}

export async function savedOnce({ savedState }: OpenPage, holds: (state: Saved) => boolean): Promise<Saved> {
  const what = 'the saved state';
  return (await waitFor(
    async () => {
      const state = (await savedState()) as Saved | undefined;
      return state?.view && holds(state) ? state : undefined;
    },
    { what, seconds: 10 },
  )) as Saved;
}

export const live = ({ page }: OpenPage) => page.locator('[aria-live="polite"]');
export const isExpanded = (id: string) => (state: Saved) => state.view.expanded.includes(id);

export async function press({ page }: OpenPage, ...keys: readonly string[]): Promise<void> {
  await page.locator('.stage').focus();
  for (const key of keys) await page.keyboard.press(key);
}

export async function select(page: OpenPage, name: string): Promise<void> {
  await page.send({ type: 'select', name });
  await page.page.locator('.card h2', { hasText: name.split('/').at(-1)! }).waitFor();
}

/** What the axe checker finds of the two worst kinds. */
export async function seriousViolations({ page }: OpenPage): Promise<readonly unknown[]> {
  await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  const found = (await page.evaluate(
    `axe.run().then(({ violations }) => violations.map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.map(({ target, failureSummary }) => target.join(' ') + ': ' + failureSummary) })))`,
  )) as readonly { readonly impact: string }[];
  return found.filter(({ impact }) => impact === 'serious' || impact === 'critical');
}
