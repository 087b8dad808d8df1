import { expect, test } from 'vitest';
import { childrenAtOnce, limitChildren, limitsShowing } from '../../../webview/graph/limit-children.ts';
import {
  buildModel,
  initialViewState,
  traceInputs,
  visibleGraph,
  withExpanded,
} from '../../../webview/graph/model/index.ts';
import { wideGraph } from '../../e2e/pages/synthetic-graph.ts';

const model = buildModel(wideGraph(2500));
const open = visibleGraph(model, withExpanded(initialViewState, 'scope:wide', true));

test('a graph of few nodes is drawn as it is', () => {
  const visible = visibleGraph(model, initialViewState);
  expect(limitChildren(visible, new Map()).visible).toBe(visible);
});

test('the first thousand of a wide scope are drawn, and the rest is counted', () => {
  const { visible, hidden } = limitChildren(open, new Map());
  expect(visible.nodes.filter(({ parent }) => parent === 'scope:wide')).toHaveLength(childrenAtOnce);
  expect([...hidden]).toEqual([['scope:wide', 1500]]);
  for (const { source, target } of visible.edges) {
    expect(visible.byId.has(source) && visible.byId.has(target)).toBe(true);
  }
});

test('what each operation is shown by is still right', () => {
  const { visible } = limitChildren(open, new Map());
  for (const { node, id } of model.operations) {
    const place = visible.shownBy[node]!;
    expect(visible.nodes[place]?.id).toBe(visible.byId.has(id) ? id : undefined);
  }
  expect(traceInputs(model, visible, 'op:wide/n9q').nodes.size).toBeGreaterThan(9);
});

test('a node that is left out is shown once it is gone to', () => {
  const limits = limitsShowing(open, new Map(), 'op:wide/n2200q');
  expect(limitChildren(open, limits).visible.byId.has('op:wide/n2200q')).toBe(true);
  expect(limitsShowing(open, limits, 'op:wide/n3q')).toEqual(limits);
});

test('with a scope that is left out goes all that is in it', () => {
  const visible = visibleGraph(model, withExpanded(initialViewState, 'scope:wide', true));
  const { visible: limited } = limitChildren(visible, new Map([['', 0]]));
  expect(limited.nodes).toEqual([]);
  expect(limited.edges).toEqual([]);
});
