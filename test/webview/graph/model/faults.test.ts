import { expect, test } from 'vitest';
import {
  buildModel,
  details,
  difference,
  initialViewState,
  outline,
  toDot,
  visibleGraph,
} from '../../../../webview/graph/model/index.ts';
import { graphOf, node } from '../random-graph.ts';

const fault = 'Dimensions must be equal, but are 784 and 100.';
const graph = graphOf(
  node('x', 'Placeholder'),
  node('c', 'Const'),
  node('fc/w', 'VariableV2'),
  node('fc/ok', 'Relu', ['x']),
  node('fc/MatMul', 'MatMul', ['x', 'fc/w', 'c'], { outputs: [], fault }),
);
const model = buildModel(graph);
const view = (...expanded: string[]) => visibleGraph(model, { ...initialViewState, expanded: new Set(expanded) });

test('a folded scope counts what in it could not be made, and the edges to that are faulty', () => {
  const { byId, edges } = view();
  expect(byId.get('scope:fc')).toMatchObject({ faults: 1, fault: null });
  expect(edges).toMatchObject([{ source: 'op:x', target: 'scope:fc', faulty: true }]);
});

test('in an open scope the operation itself is faulty, and exactly the edges into it', () => {
  const { byId, edges } = view('scope:fc');
  expect(byId.get('scope:fc')).toMatchObject({ faults: 0 });
  expect(byId.get('op:fc/MatMul')).toMatchObject({ faults: 1, fault });
  expect(byId.get('op:fc/ok')).toMatchObject({ faults: 0, fault: null });
  expect(Object.fromEntries(edges.map(({ source, target, faulty }) => [`${source} ${target}`, faulty]))).toEqual({
    'op:x op:fc/ok': false,
    'op:x op:fc/MatMul': true,
    'op:fc/w op:fc/MatMul': true,
  });
  expect(byId.get('op:fc/MatMul')!.inputs.shown).toMatchObject([{ label: 'c', faulty: true }]);
});

test('what could not be made is never drawn as a small mark of another', () => {
  const odd = buildModel(
    graphOf(
      node('x'),
      node('c', 'Const', [], { fault }),
      node('reader', 'Add', ['x', 'c']),
      node('tags', 'Const'),
      node('Loss', 'ScalarSummary', ['tags', 'x'], { fault }),
    ),
  );
  const ids = visibleGraph(odd, initialViewState).nodes.map(({ id }) => id);
  expect(ids).toEqual(['op:x', 'op:c', 'op:reader', 'op:Loss']);
});

test('the card has the message, the scope’s card the way to it', () => {
  expect(details(model, 'op:fc/MatMul')!.faults).toEqual({
    shown: [{ name: 'fc/MatMul', item: 'op:fc/MatMul', message: fault }],
    total: 1,
  });
  expect(details(model, 'scope:fc')!.faults.shown).toMatchObject([{ item: 'op:fc/MatMul' }]);
  expect(details(model, 'op:x')!.faults.total).toBe(0);
});

test('the outline says it in words', () => {
  const texts = outline(view('scope:fc')).map(({ label, description }) => `${label}: ${description}`);
  expect(texts).toContain(`MatMul: MatMul operation, could not be made: ${fault}`);
  expect(outline(view()).map(({ description }) => description)).toContain('scope, 3 operations, 1 could not be made');
});

test('an operation that begins to fit, or fails in another way, has changed', () => {
  const nodeWith = (message?: string) => graphOf(node('a', 'Add', [], message === undefined ? {} : { fault: message }));
  expect(difference(nodeWith('one'), nodeWith())).toMatchObject({ changed: ['a'] });
  expect(difference(nodeWith('one'), nodeWith('other'))).toMatchObject({ changed: ['a'] });
  expect(difference(nodeWith('one'), nodeWith('one'))).toMatchObject({ unchanged: ['a'] });
});

test('saved as DOT, it is red and has a shape of its own', () => {
  const dot = toDot(view('scope:fc'), 'model');
  expect(dot).toMatch(/label="MatMul", shape=hexagon, color=red/);
  expect(dot).toMatch(/label="✗ \?×784", color=red, style=dashed/);
});
