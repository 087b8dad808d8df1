/** Random operations of the public API: TensorFlow's seeds, and its numbers in two runs of one session. */

import { describe, expect, it } from 'vitest';
import type { Operation, Tensor } from '../../engine/graph/index.ts';
import { difference } from './compare.ts';
import { type Api, findFunction, tf } from './engine.ts';
import { type Argument, mapTensors, readFixture, type TensorJson, toArray } from './fixture.ts';

interface RandomCall {
  readonly fn: string;
  readonly args: readonly Argument[];
  readonly options: { readonly [key: string]: Argument };
  /** Type and seed attributes of the node that draws. */
  readonly op: string;
  readonly attributes: { readonly seed: number; readonly seed2: number };
  readonly runs: readonly TensorJson[];
}
interface Fixture {
  readonly programs: readonly {
    readonly name: string;
    readonly graphSeed: number | null;
    readonly calls: readonly RandomCall[];
  }[];
  readonly dropout: readonly Omit<RandomCall, 'op' | 'attributes'>[];
}

const golden = readFixture<Fixture>('random');

function call({ fn, args, options }: Pick<RandomCall, 'fn' | 'args' | 'options'>): Tensor {
  const place = (argument: Argument) => mapTensors(argument, ({ tensor }) => tf.constant(toArray(tensor)));
  return findFunction(fn)!(...args.map(place), place(options)) as Tensor;
}

async function expectRuns(
  outputs: readonly Tensor[],
  calls: readonly Pick<RandomCall, 'fn' | 'runs'>[],
): Promise<void> {
  const session: Api = new tf.Session();
  for (const run of [0, 1]) {
    const values: unknown[] = await session.run(outputs);
    calls.forEach((expected, i) => {
      const fault = difference(values[i], outputs[i].dtype, expected.runs[run]);
      expect(fault, `${expected.fn} (call ${i}), run ${run}`).toBeUndefined();
    });
  }
  session.close();
}

describe('random operations', () => {
  for (const program of golden.programs) {
    it(`${program.name}: seeds and numbers`, async () => {
      tf.resetDefaultGraph();
      if (program.graphSeed !== null) tf.setRandomSeed(program.graphSeed);
      const graph = tf.getDefaultGraph();
      const outputs = program.calls.map((expected) => {
        const first: number = graph.getOperations().length;
        const output = call(expected);
        const node: Operation = graph
          .getOperations()
          .slice(first)
          .find((op: Operation) => op.type === expected.op);
        const seeds = { seed: Number(node.attr('seed', 'int')), seed2: Number(node.attr('seed2', 'int')) };
        expect(seeds, expected.fn).toEqual(expected.attributes);
        return output;
      });
      await expectRuns(outputs, program.calls);
    });
  }

  for (const expected of golden.dropout) {
    it(`${expected.fn} keeps what TensorFlow keeps: ${JSON.stringify([expected.args[1], expected.options])}`, async () => {
      tf.resetDefaultGraph();
      await expectRuns([call(expected)], [expected]);
    });
  }

  it('starts again from the seed in a new session', async () => {
    tf.resetDefaultGraph();
    const x: Tensor = tf.randomUniform([4], { seed: 5 });
    const [a, b]: Api[] = [new tf.Session(), new tf.Session()];
    expect(await a.run(x)).toEqual(await b.run(x));
  });
});
