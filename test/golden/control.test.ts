/** Branches and loops as TensorFlow builds and runs them: our programs, and its own graphs imported. */

import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Graph, NdArray, type Operation, type Tensor } from '../../engine/graph/index.ts';
import { programs } from './control-programs.ts';
import { tf } from './engine.ts';
import { readFixture, type TensorJson, toArray } from './fixture.ts';

interface Recorded {
  readonly name: string;
  readonly fetches: readonly string[];
  readonly runs: readonly {
    readonly feeds: readonly (readonly [string, TensorJson])[];
    readonly values: readonly TensorJson[];
  }[];
  readonly nodes: readonly (readonly [name: string, type: string, ...inputs: string[]])[];
  /** Compressed, in base64. */
  readonly graph: string;
}

const recorded = readFixture<{ programs: Recorded[] }>('control').programs;
const TYPE_OF_1X: Record<string, string> = { AddV2: 'Add' };

describe.each(recorded)('$name', (program) => {
  it('computes what TensorFlow computes', async () => {
    const graph = new Graph();
    const fetches: (Tensor | null)[] = graph.asDefault(() => programs[program.name](tf));
    await compareRuns(graph, fetches as Tensor[], program);
  });

  it('runs as TensorFlow’s own graph', async () => {
    const graph = new Graph();
    graph.asDefault(() => tf.importGraphDef(gunzipSync(Buffer.from(program.graph, 'base64')), { name: '' }));
    await compareRuns(
      graph,
      program.fetches.map((name) => graph.getTensorByName(name)),
      program,
    );
  });

  // TensorFlow 2, which made the fixture, knows the size of a list before a run; 1.x asks for it.
  if (program.nodes.length === 0) return;
  it('has TensorFlow’s nodes', () => {
    const graph = new Graph();
    graph.asDefault(() => {
      programs[program.name](tf);
      tf.globalVariablesInitializer();
    });
    const ours = graph.getOperations().filter(({ name }) => !name.startsWith('gradients'));
    // An operation comes before what brings its inputs into a branch there, and after it here.
    const theirs = program.nodes.map(([name, type, ...inputs]) =>
      [name, TYPE_OF_1X[type] ?? type, ...withControlsSorted(inputs)].join(' '),
    );
    expect(ours.map(lineOf).sort()).toEqual(theirs.sort());
  });
});

function lineOf(op: Operation): string {
  const data = op.inputs.map((input) => (input.valueIndex === 0 ? input.op.name : input.name));
  const controls = op.controlInputs.map(({ name }) => `^${name}`);
  return [op.name, TYPE_OF_1X[op.type] ?? op.type, ...withControlsSorted([...data, ...controls])].join(' ');
}

/** Control inputs have no order, and come last. */
function withControlsSorted(inputs: readonly string[]): string[] {
  const isControl = (input: string) => input.startsWith('^');
  return [...inputs.filter((input) => !isControl(input)), ...inputs.filter(isControl).sort()];
}

async function compareRuns(graph: Graph, fetches: readonly Tensor[], { runs }: Recorded): Promise<void> {
  using session = new tf.Session({ graph });
  const initializer = graph.findOperation('init') ?? graph.asDefault(() => tf.globalVariablesInitializer());
  for (const { feeds, values } of runs) {
    await session.run(initializer);
    const results = await session.run(
      fetches,
      feeds.map(([name, value]) => [graph.getTensorByName(name), toArray(value)]),
    );
    values.forEach((expected, i) => {
      const found = results[i] instanceof NdArray ? results[i] : undefined;
      const label = `${fetches[i].name} of ${JSON.stringify(feeds.map(([name, { data }]) => [name, data]))}`;
      expect(found?.shape ?? [], label).toEqual(expected.shape);
      const data = found ? Array.from(found.data as Float32Array, Number) : [Number(results[i])];
      expect(data.length, label).toBe(expected.data.length);
      data.forEach((value, at) => {
        expect(value, label).toBeCloseTo(Number(expected.data[at]), 4);
      });
    });
  }
}
