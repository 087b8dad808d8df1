/**
 * Graphs for properties: scopes, series, loops, rings, missing inputs, faults, double names, and names that no one would
 * choose.
 */

import * as fc from 'fast-check';
import { initialViewState, type ViewState } from '../../../webview/graph/model/index.ts';
import type { GraphData, GraphNode } from '../../../webview/protocol.ts';

export function node(name: string, op = 'Add', inputs: string[] = [], more: Partial<GraphNode> = {}): GraphNode {
  const outputs = [{ dtype: 'float32', shape: [null, 784] }];
  return { name, op, inputs, controlInputs: [], device: '', outputs, attributes: [], ...more };
}

export function graphOf(...nodes: GraphNode[]): GraphData {
  return { nodes, traces: [] };
}

const part = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('a', 'b', 'fc1', 'layer', 'layer_1', 'layer_2', 'layer_3', 'layer_4') },
  fc.constantFrom(
    '',
    '(a)',
    '__proto__',
    'constructor',
    '<b onclick=x>',
    '"]];',
    '\u202e',
    '\ud800',
    'op:a',
    'update_x',
  ),
);
const name = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
const op = fc.constantFrom(
  'Add',
  'MatMul',
  'Const',
  'ScalarSummary',
  'MergeSummary',
  'NoOp',
  'Assign',
  'SaveV2',
  'ApplyAdam',
);

const anyNodes: fc.Arbitrary<GraphData> = fc
  .array(
    fc.record({
      name,
      op,
      reads: fc.array(fc.nat(60), { maxLength: 4 }),
      waits: fc.array(fc.nat(60), { maxLength: 3 }),
      fails: fc.nat(9).map((number) => number === 0),
    }),
    {
      maxLength: 45,
    },
  )
  .map((specs) => {
    const input = (place: number) => specs[place]?.name ?? `missing${place}`;
    return graphOf(
      ...specs.map(({ name, op, reads, waits, fails }) =>
        node(
          name,
          op,
          reads.map((place) => (place % 3 === 0 ? `${input(place)}:1` : input(place))),
          { controlInputs: waits.map(input), ...(fails && { fault: 'Does not fit.' }) },
        ),
      ),
    );
  });

/** Loops hold any operations: those of a scope in part, of one another, or that are not there. */
export const anyGraph: fc.Arbitrary<GraphData> = fc
  .tuple(anyNodes, fc.array(fc.array(fc.nat(60), { maxLength: 12 }), { maxLength: 3 }))
  .map(([graph, loops]) => ({
    ...graph,
    loops: loops.map((places, number) => ({
      name: `loop at line ${number + 1}`,
      nodes: places.map((place) => graph.nodes[place]?.name ?? `missing${place}`),
      source: { file: '/model.ts', line: number + 1, column: 1 },
    })),
  }));

/** Opens each of some scopes and series, chosen by the numbers. */
export function opened(ids: Iterable<string>, choice: readonly number[]): ViewState {
  const all = [...ids];
  const expanded = all.length === 0 ? [] : choice.map((number) => all[number % all.length]!);
  return { ...initialViewState, expanded: new Set(expanded) };
}
