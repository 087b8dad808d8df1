import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  buildModel,
  expandAll,
  initialViewState,
  outline,
  visibleGraph,
  withExpanded,
  withPlacement,
  withSeriesGrouped,
} from '../../../../webview/graph/model/index.ts';
import { edgeWidth } from '../../../../webview/graph/model/shapes.ts';
import { anyGraph, graphOf, node, opened } from '../random-graph.ts';

const groupIds = (model: ReturnType<typeof buildModel>) =>
  [...model.items.values()].filter(({ kind, id }) => kind !== 'operation' && id !== 'root:').map(({ id }) => id);

describe('bundled edges', () => {
  const model = buildModel(
    graphOf(
      node('x', 'Placeholder'),
      node('s/a', 'Split', ['x', 'x']),
      node('t/b', 'Add', ['s/a', 's/a:1', 's/a'], { controlInputs: ['s/a'] }),
      node('v', 'VariableV2', [], { outputs: [{ dtype: 'float32', shape: [] }] }),
      node('w', 'Assign', ['v', 'x']),
      node('after', 'Identity', [], { controlInputs: ['w'] }),
    ),
  );
  const { edges } = visibleGraph(model, initialViewState);
  const between = (source: string, target: string) =>
    edges.find((edge) => edge.source === source && edge.target === target);

  test('count tensors once and edges each', () => {
    expect(between('op:x', 'scope:s')).toMatchObject({ kind: 'data', tensors: 1, label: '?×784', size: 784 });
    expect(between('scope:s', 'scope:t')).toMatchObject({
      kind: 'data',
      counts: { data: 3, reference: 0, control: 1 },
      tensors: 2,
      label: '2 tensors',
    });
    expect(between('scope:s', 'scope:t')!.edges).toHaveLength(4);
  });

  test('tell references and control edges', () => {
    expect(between('op:v', 'op:w')).toMatchObject({ kind: 'reference', label: 'scalar', width: 0.75 });
    expect(between('op:w', 'op:after')).toMatchObject({ kind: 'control', label: '', tensors: 0 });
  });

  test('are as wide as TensorBoard draws them', () => {
    expect([0, 1, 5e6, 1e12].map(edgeWidth)).toEqual([0.75, 0.75, 12, 12]);
    expect(edgeWidth(784)).toBeCloseTo(0.75 + (11.25 * (784 ** 0.3 - 1)) / (5e6 ** 0.3 - 1));
  });
});

describe('annotations', () => {
  const model = buildModel(
    graphOf(
      node('c', 'Const'),
      node('loss', 'Mean', ['c', 'gone']),
      node('tags', 'Const'),
      node('Loss', 'ScalarSummary', ['tags', 'loss']),
      node('own/k', 'Const'),
      node('own/add', 'Add', ['own/k', 'c']),
    ),
  );

  test('are constants at their readers, summaries at what they record, and missing inputs', () => {
    const { byId, nodes } = visibleGraph(model, initialViewState);
    expect(nodes.map(({ id }) => id)).toEqual(['op:loss', 'scope:own']);
    const { inputs, outputs } = byId.get('op:loss')!;
    expect(inputs.shown.map(({ kind, label }) => `${kind} ${label}`)).toEqual(['missing gone', 'constant c']);
    expect(outputs.shown.map(({ kind, item }) => `${kind} ${item}`)).toEqual(['summary op:Loss']);
  });

  test('do not show outside what a closed scope holds itself', () => {
    const inputsOf = (id: string, expanded: string[]) =>
      visibleGraph(model, { ...initialViewState, expanded: new Set(expanded) }).byId.get(id)!.inputs.shown;
    expect(inputsOf('scope:own', []).map(({ label }) => label)).toEqual(['c']);
    expect(inputsOf('op:own/add', ['scope:own']).map(({ label }) => label)).toEqual(['k', 'c']);
  });

  test('become nodes where the user wants them in the main graph', () => {
    const { byId, edges } = visibleGraph(model, withPlacement(initialViewState, 'op:c', 'main'));
    expect(byId.has('op:c')).toBe(true);
    expect(edges.map(({ source, target }) => [source, target])).toContainEqual(['op:c', 'op:loss']);
  });

  test('are five at most, the rest counted', () => {
    const constants = Array.from({ length: 8 }, (_, i) => node(`k${'abcdefgh'[i]}`, 'Const'));
    const { byId } = visibleGraph(
      buildModel(
        graphOf(
          ...constants,
          node(
            'sum',
            'AddN',
            constants.map(({ name }) => name),
          ),
        ),
      ),
      initialViewState,
    );
    expect(byId.get('op:sum')!.inputs).toMatchObject({ shown: { length: 5 }, more: 3 });
  });
});

describe('auxiliary nodes', () => {
  const chain = Array.from({ length: 15 }, (_, i) =>
    node(`n${'abcdefghijklmno'[i]}x`, 'Add', i > 0 ? [`n${'abcdefghijklmno'[i - 1]}x`] : []),
  );
  const readers = [0, 3, 6, 9, 12, 14].map((i) => chain[i]!.name);
  const auxiliary = (...more: ReturnType<typeof node>[]) =>
    visibleGraph(buildModel(graphOf(...chain, ...more)), initialViewState)
      .nodes.filter((each) => each.auxiliary)
      .map(({ id }) => id);

  test('are those of far higher degree, NoOps and savers', () => {
    expect(auxiliary(node('all', 'Pack', readers))).toEqual(['op:all']);
    expect(auxiliary(node('few', 'Pack', readers.slice(0, 4)))).toEqual([]);
    expect(auxiliary(node('init', 'NoOp'), node('save/SaveV2', 'SaveV2', ['nax']))).toEqual(['op:init', 'scope:save']);
    expect(auxiliary(node('Adam/update_fc1/W/ApplyAdam', 'ApplyAdam', ['nax']))).toEqual(['scope:Adam']);
  });

  test('stay where there would be no main graph, and go where the user puts them', () => {
    const model = buildModel(graphOf(node('a', 'NoOp'), node('b', 'NoOp')));
    expect(visibleGraph(model, initialViewState).nodes.map((each) => each.auxiliary)).toEqual([false, false]);
    const moved = visibleGraph(model, withPlacement(initialViewState, 'op:a', 'auxiliary'));
    expect(moved.nodes.map((each) => each.auxiliary)).toEqual([true, false]);
  });

  test('have annotations in place of edges', () => {
    const { edges, byId } = visibleGraph(buildModel(graphOf(...chain, node('all', 'Pack', readers))), initialViewState);
    expect(edges.some(({ target }) => target === 'op:all')).toBe(false);
    expect(byId.get('op:all')!.inputs).toMatchObject({ shown: { length: 5 }, more: 1 });
    expect(byId.get('op:nax')!.outputs.shown).toMatchObject([{ kind: 'auxiliary', item: 'op:all' }]);
  });

  test('more than four control edges of a node are annotations, four are drawn', () => {
    const waiting = (count: number) => {
      const first = Array.from({ length: count }, (_, i) => node('abcdefgh'[i]!, 'Relu'));
      const model = buildModel(
        graphOf(...first, node('last', 'Identity', [], { controlInputs: first.map(({ name }) => name) })),
      );
      return visibleGraph(model, initialViewState).edges.length;
    };
    expect([waiting(4), waiting(5)]).toEqual([4, 0]);
  });
});

test('a series opens, is ungrouped and switched off', () => {
  const model = buildModel(graphOf(...Array.from({ length: 6 }, (_, i) => node(`r_${i}`, 'Relu'))));
  const ids = (state: typeof initialViewState) =>
    visibleGraph(model, state).nodes.map(({ id, parent }) => [id, parent]);
  expect(ids(initialViewState)).toEqual([['series:r_[0-5]', null]]);
  expect(ids(withExpanded(initialViewState, 'series:r_[0-5]', true))).toContainEqual(['op:r_3', 'series:r_[0-5]']);
  const loose = Array.from({ length: 6 }, (_, i) => [`op:r_${i}`, null]);
  expect(ids(withSeriesGrouped(initialViewState, 'series:r_[0-5]', false))).toEqual(loose);
  expect(ids({ ...initialViewState, foldSeries: false })).toEqual(loose);
});

describe('in any graph, whatever is open', () => {
  const anyView = fc.tuple(anyGraph, fc.array(fc.nat(), { maxLength: 8 }));
  const view = (graph: ReturnType<typeof graphOf>, choice: number[]) => {
    const model = buildModel(graph);
    return { model, visible: visibleGraph(model, opened(groupIds(model), choice)) };
  };

  test('every operation is shown by a node that is not open', () => {
    fc.assert(
      fc.property(anyView, ([graph, choice]) => {
        const { visible } = view(graph, choice);
        expect(visible.nodes.length > 0).toBe(graph.nodes.length > 0);
        for (const place of visible.shownBy) expect(visible.nodes[place]).toMatchObject({ expanded: false });
      }),
    );
  });

  test('edges join visible nodes, and are exactly those between operations of both', () => {
    fc.assert(
      fc.property(anyView, ([graph, choice]) => {
        const { model, visible } = view(graph, choice);
        const ends = new Map<string, number>();
        for (let i = 0; i < model.edges.count; i += 1) {
          const [from, to] = [model.edges.source[i]!, model.edges.target[i]!];
          if (visible.annotation[from] === 1 || visible.annotation[to] === 1) continue;
          const pair = JSON.stringify(
            [visible.shownBy[from], visible.shownBy[to]].map((place) => visible.nodes[place!]!.id),
          );
          ends.set(pair, (ends.get(pair) ?? 0) + 1);
        }
        for (const { source, target, counts } of visible.edges) {
          expect(visible.byId.get(source)?.expanded).toBe(false);
          expect(source).not.toBe(target);
          expect(counts.data + counts.reference + counts.control).toBe(ends.get(JSON.stringify([source, target])));
        }
        // What is not drawn as an edge is an annotation at both ends.
        const drawn = new Set(visible.edges.map(({ source, target }) => JSON.stringify([source, target])));
        for (const pair of ends.keys()) {
          const [source, target] = JSON.parse(pair) as [string, string];
          if (source === target || drawn.has(pair)) continue;
          const { outputs } = visible.byId.get(source)!;
          expect(outputs.more > 0 || outputs.shown.some(({ item }) => item === target)).toBe(true);
        }
        expect(new Set(visible.edges.map(({ id }) => id)).size).toBe(visible.edges.length);
      }),
    );
  });

  test('the outline names each visible node once, below its parent', () => {
    fc.assert(
      fc.property(anyView, ([graph, choice]) => {
        const { visible } = view(graph, choice);
        const rows = outline(visible);
        expect(rows.map(({ id }) => id).sort()).toEqual(visible.nodes.map(({ id }) => id).sort());
        const levels = new Map(rows.map(({ id, level }) => [id, level]));
        for (const { parent, level } of rows) expect(level).toBe(parent === null ? 1 : levels.get(parent)! + 1);
      }),
    );
  });

  test('with all open, every operation that is no annotation is a node', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const model = buildModel(graph);
        const visible = visibleGraph(model, expandAll(model, initialViewState, null));
        model.operations.forEach(({ id }, at) => {
          expect(visible.byId.has(id)).toBe(visible.annotation[at] === 0);
        });
      }),
    );
  });
});
