import { describe, expect, test } from 'vitest';
import {
  buildModel,
  coloring,
  details,
  difference,
  groupsAbove,
  initialViewState,
  locate,
  neighbors,
  restoreViewState,
  reveal,
  saveViewState,
  search,
  toDot,
  traceInputs,
  visibleGraph,
  withExpanded,
} from '../../../../webview/graph/model/index.ts';
import { graphOf, node } from '../random-graph.ts';

const graph = graphOf(
  node('x', 'Placeholder'),
  node('fc1/W', 'VariableV2', [], { outputs: [{ dtype: 'float32_ref', shape: [784, 10] }], device: '/cpu:0' }),
  node('fc1/W/Adam', 'VariableV2', [], { outputs: [{ dtype: 'float32_ref', shape: [784, 10] }] }),
  node('fc1/step', 'VarHandleOp', [], {
    attributes: [
      ['dtype', 'int64'],
      ['shape', '[]'],
    ],
  }),
  node('fc1/MatMul', 'MatMul', ['x', 'fc1/W'], { device: '/gpu:0', source: { file: 'm.ts', line: 3, column: 1 } }),
  node('fc1/k', 'Const'),
  node('fc1/scale', 'Mul', ['fc1/MatMul', 'fc1/k']),
  node('top', 'TopKV2', ['fc1/scale'], { controlInputs: ['other'] }),
  node('other', 'Identity', ['gone']),
  node('out', 'Pack', ['top:1', 'top']),
);
const model = buildModel(graph);
const folded = visibleGraph(model, initialViewState);
const open = visibleGraph(model, withExpanded(initialViewState, 'scope:fc1', true));

describe('details', () => {
  test('of an operation', () => {
    expect(details(model, 'op:out')).toMatchObject({
      op: 'Pack',
      scope: null,
      outputTensors: [{ dtype: 'float32', shape: '?×784' }],
      inputs: { total: 2, shown: [{ name: 'top', tensor: 'top:1', info: null }, { tensor: 'top' }] },
      outputs: { total: 0 },
    });
    expect(details(model, 'op:top')).toMatchObject({
      controlInputs: { total: 1, shown: [{ item: 'op:other', kind: 'control', info: null }] },
      outputs: { total: 2 },
    });
    expect(details(model, 'op:other')!.inputs.shown).toMatchObject([{ name: 'gone', item: null }]);
    expect(details(model, 'op:nothing')).toBeNull();
  });

  test('of a scope: what crosses its border, its variables, its first line', () => {
    expect(details(model, 'scope:fc1')).toMatchObject({
      operations: 6,
      inputs: { total: 1, shown: [{ name: 'x' }] },
      outputs: { total: 1, shown: [{ name: 'top', tensor: 'fc1/scale' }] },
      opCounts: {
        shown: [{ op: 'VariableV2', count: 2 }, { count: 1 }, { count: 1 }, { count: 1 }, { count: 1 }].slice(0, 5),
      },
      source: { file: 'm.ts', line: 3 },
      devices: [
        { device: '', count: 4 },
        { device: '/cpu:0', count: 1 },
        { device: '/gpu:0', count: 1 },
      ],
      parameters: { total: 3, count: 7841, bytes: 7840 * 4 + 8 },
    });
  });

  test('sum what a trace measured', () => {
    const stats = [
      { name: 'fc1/MatMul', device: '/gpu:0', startMicros: 0, micros: 1500, bytes: 2048 },
      { name: 'fc1/scale', device: '/gpu:0', startMicros: 5, micros: 250, bytes: 1024 },
      { name: 'unknown', device: '', startMicros: 0, micros: 9, bytes: 9 },
    ];
    expect(details(model, 'scope:fc1', stats)!.stats).toEqual({
      micros: 1750,
      bytes: 3072,
      time: '1.8 ms',
      memory: '3 KiB',
      ran: 2,
      devices: ['/gpu:0'],
    });
    expect(details(model, 'op:x', stats)!.stats).toBeNull();
    const { colors, range } = coloring(model, open, 'computeTime', stats);
    expect(colors.get('scope:fc1')).toMatchObject({ value: 1750 });
    expect(colors.get('op:fc1/MatMul')).toEqual({ kind: 'value', value: 1500, relative: 1 });
    expect(colors.get('op:x')).toEqual({ kind: 'none' });
    expect(range).toEqual({ min: '250 µs', max: '1.5 ms' });
    expect(coloring(model, folded, 'memory', stats).range).toEqual({ min: '3 KiB', max: '3 KiB' });
  });
});

test('colours by device show the shares of a scope', () => {
  const { categories, colors } = coloring(model, folded, 'device');
  expect(categories).toEqual(['/cpu:0', '/gpu:0']);
  expect(colors.get('scope:fc1')).toEqual({
    kind: 'mixed',
    shares: [
      { category: 0, share: 0.5 },
      { category: 1, share: 0.5 },
    ],
  });
  expect(coloring(model, open, 'device').colors.get('op:fc1/MatMul')).toEqual({ kind: 'category', category: 1 });
});

test('traced inputs are all that it is computed from, through control edges too', () => {
  const { nodes, edges, operations } = traceInputs(model, open, 'op:top');
  expect([...nodes].sort()).toEqual(
    ['op:fc1/MatMul', 'op:fc1/scale', 'op:fc1/W', 'op:other', 'op:top', 'op:x', 'scope:fc1', 'scope:fc1/W']
      .filter((id) => open.byId.has(id))
      .sort(),
  );
  expect(operations).toBe(6);
  expect(edges.size).toBe(open.edges.length - 1);
  expect(traceInputs(model, folded, 'op:x')).toMatchObject({ operations: 0, edges: { size: 0 } });
});

test('an edge is not traced for a constant that both of its ends read', () => {
  const shared = buildModel(
    graphOf(node('k', 'Const'), node('a', 'Add', ['k']), node('b', 'Add', ['a:1']), node('c', 'Add', ['k'])),
  );
  const visible = visibleGraph(shared, initialViewState);
  expect(traceInputs(shared, visible, 'op:c')).toMatchObject({ edges: { size: 0 }, operations: 1 });
  const ring = buildModel(
    graphOf(node('k', 'Const'), node('a', 'Add', ['k']), node('s/d', 'Add', ['k']), node('s/e', 'Add', ['a'])),
  );
  const closed = visibleGraph(ring, initialViewState);
  expect(closed.edges).toHaveLength(1);
  expect(traceInputs(ring, closed, 'op:s/d').edges.size).toBe(0);
});

test('neighbours of an open scope are outside of it', () => {
  expect(neighbors(open, 'scope:fc1')).toMatchObject({ inputs: ['op:x'], outputs: ['op:top'] });
  expect(neighbors(folded, 'scope:fc1')).toMatchObject({ inputs: ['op:x'], outputs: ['op:top'] });
});

describe('search', () => {
  const names = (query: string, regex = false) => search(model, query, { regex }).hits.map(({ id }) => id);

  test('ranks the whole last part first, then beginnings; scopes first; types and shapes last', () => {
    expect(names('w')).toEqual(['scope:fc1/W', 'op:fc1/W', 'op:fc1/W/Adam']);
    expect(names('FC1')[0]).toBe('scope:fc1');
    expect(search(model, 'pack').hits).toMatchObject([{ id: 'op:out', matched: 'op' }]);
    expect(search(model, '784×10').hits).toMatchObject([{ matched: 'shape' }, { matched: 'shape' }]);
    expect(names('  ')).toEqual([]);
  });

  test('takes regular expressions, says what is wrong with one, and is bounded', () => {
    expect(names('^fc1/(k|scale)$', true)).toEqual(['op:fc1/k', 'op:fc1/scale']);
    expect(search(model, '(', { regex: true })).toMatchObject({
      hits: [],
      error: expect.stringContaining('no regular'),
    });
    expect(search(model, 'fc1', { limit: 2 })).toMatchObject({ hits: { length: 2 }, total: 8 });
  });
});

describe('finding the way', () => {
  test('names lead to operations, scopes and outputs', () => {
    expect(['fc1', 'fc1/', 'fc1/W', 'fc1/W/', 'top:1', '^top', 'no'].map((name) => locate(model, name))).toEqual([
      'scope:fc1',
      'scope:fc1',
      'op:fc1/W',
      'scope:fc1/W',
      'op:top',
      'op:top',
      null,
    ]);
  });

  test('what is hidden is revealed; a constant at its reader', () => {
    expect(groupsAbove(model, initialViewState, 'op:fc1/W')).toEqual(['scope:fc1', 'scope:fc1/W']);
    for (const { id } of model.operations) {
      const { state, focus } = reveal(model, initialViewState, id);
      expect(visibleGraph(model, state).byId.get(focus)?.expanded).toBe(false);
      expect(focus).toBe(id === 'op:fc1/k' ? 'op:fc1/scale' : id);
    }
  });

  test('a view survives being saved', () => {
    const state = {
      ...withExpanded(initialViewState, 'scope:fc1', true),
      placements: new Map([['op:x', 'main' as const]]),
    };
    expect(restoreViewState(JSON.parse(JSON.stringify(saveViewState(state))))).toEqual(state);
  });
});

test('a difference names what changed, and nothing else', () => {
  const nodes = graph.nodes.slice(1).map((each) => (each.name === 'out' ? { ...each, inputs: ['top'] } : { ...each }));
  const { unchanged, ...rest } = difference(graph, graphOf(...nodes, node('new')));
  expect(rest).toEqual({ changed: ['out'], added: ['new'], removed: ['x'] });
  expect(unchanged).toHaveLength(8);
});

test('Graphviz text quotes names and nests what is open', () => {
  const hostile = buildModel(graphOf(node('a"];\\N', 'Add', ['b']), node('b'), node('s/c', 'Add', ['b'])));
  const dot = toDot(visibleGraph(hostile, withExpanded(initialViewState, 'scope:s', true)), 'g');
  expect(dot.split('\n')).toEqual([
    'digraph "g" {',
    '  rankdir=BT;',
    '  node [fontsize=10];',
    '  n0 [label="a\\"];\\\\N", shape=ellipse];',
    '  n1 [label="b", shape=ellipse];',
    '  subgraph cluster_2 {',
    '    label="s";',
    '    n3 [label="c", shape=ellipse];',
    '  }',
    '  n1 -> n0 [label="?×784"];',
    '  n1 -> n3 [label="?×784"];',
    '}',
    '',
  ]);
});
