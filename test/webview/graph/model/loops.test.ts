import { describe, expect, test } from 'vitest';
import {
  buildModel,
  details,
  initialViewState,
  locate,
  outline,
  reveal,
  visibleGraph,
} from '../../../../webview/graph/model/index.ts';
import type { GraphData } from '../../../../webview/protocol.ts';
import { graphOf, node } from '../random-graph.ts';

const loop = (line: number, ...nodes: string[]) => ({
  name: `loop at line ${line}`,
  nodes,
  source: { file: '/model.ts', line, column: 3 },
});

function shown(graph: GraphData, ...expanded: string[]) {
  const model = buildModel(graph);
  const visible = visibleGraph(model, { ...initialViewState, expanded: new Set(expanded) });
  return { model, visible, ids: visible.nodes.map(({ id }) => id) };
}

describe('a loop of an unknown number of passes', () => {
  const graph: GraphData = {
    ...graphOf(
      node('x', 'Placeholder'),
      node('body/a', 'MatMul', ['x']),
      node('body/b', 'Relu', ['body/a']),
      node('step', 'Add', ['body/b']),
      node('y', 'Mean', ['step']),
    ),
    loops: [loop(7, 'body/a', 'body/b', 'step')],
  };

  test('is one node', () => {
    const { visible, ids } = shown(graph);
    expect(ids).toEqual(['op:x', 'loop:body/a', 'op:y']);
    expect(visible.byId.get('loop:body/a')).toMatchObject({ kind: 'loop', label: '×? loop at line 7', operations: 3 });
    expect(visible.edges.map(({ source, target }) => `${source} ${target}`)).toEqual([
      'op:x loop:body/a',
      'loop:body/a op:y',
    ]);
  });

  test('opens like a scope, and holds whole scopes', () => {
    const { ids } = shown(graph, 'loop:body/a', 'scope:body');
    expect(ids).toEqual(['op:x', 'loop:body/a', 'scope:body', 'op:body/a', 'op:body/b', 'op:step', 'op:y']);
  });

  test('keeps its name for the page when its line moves', () => {
    expect(shown({ ...graph, loops: [loop(8, 'body/a', 'body/b', 'step')] }).ids).toContain('loop:body/a');
  });

  test('opens for what is looked for in it', () => {
    const { model } = shown(graph);
    const { state, focus } = reveal(model, initialViewState, locate(model, 'body/b')!);
    expect([...state.expanded]).toEqual(['loop:body/a', 'scope:body']);
    expect(focus).toBe('op:body/b');
  });

  test('is found by its own name, and leads to its own line', () => {
    const { model } = shown(graph);
    const id = locate(model, 'loop at line 7')!;
    expect(id).toBe('loop:body/a');
    expect(details(model, id)).toMatchObject({ kind: 'loop', operations: 3, source: { line: 7 } });
  });

  test('says in the outline what it is', () => {
    const rows = outline(shown(graph).visible);
    expect(rows.map(({ label, description }) => `${label}: ${description}`)).toContain(
      '×? loop at line 7: 3 operations, made in each pass',
    );
  });
});

test('a loop that made a part of a scope lies in that scope, and in each of several', () => {
  const graph = {
    ...graphOf(node('s/a'), node('s/b'), node('t/a'), node('t/b')),
    loops: [loop(3, 's/a', 't/b')],
  };
  const { ids } = shown(graph, 'scope:s', 'scope:t');
  expect(ids).toEqual(['scope:s', 'loop:s/a', 'op:s/b', 'scope:t', 'op:t/a', 'loop:t/b']);
});

test('a loop in a loop is a node in its node, also where that has nothing else', () => {
  const inner = loop(4, 'a', 'b');
  const both = shown(
    { ...graphOf(node('a'), node('b'), node('c'), node('d')), loops: [loop(3, 'a', 'b', 'c'), inner] },
    'loop:a',
    'loop2:a',
  );
  expect(both.ids).toEqual(['loop:a', 'loop2:a', 'op:a', 'op:b', 'op:c', 'op:d']);
  const alone = shown({ ...graphOf(node('a'), node('b'), node('d')), loops: [loop(3, 'a', 'b'), inner] }, 'loop:a');
  expect(alone.ids).toEqual(['loop:a', 'loop2:a', 'op:d']);
});

test('a loop of operations that are not there is not drawn', () => {
  expect(shown({ ...graphOf(node('a')), loops: [loop(1, 'gone'), loop(2)] }).ids).toEqual(['op:a']);
});
