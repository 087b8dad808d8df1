/** Programs make the nodes that TensorFlow makes: names, types, inputs, in order. */

import { describe, expect, it } from 'vitest';
import type { Operation } from '../../engine/graph/index.ts';
import { tf } from './engine.ts';
import { readFixture } from './fixture.ts';
import { programs } from './graph-programs.ts';

interface Program {
  readonly name: string;
  /** Name, type, inputs; an input as in a GraphDef: `node`, `node:1`, `^control`. */
  readonly nodes: readonly (readonly [name: string, type: string, ...inputs: string[]])[];
}

/** Types that TensorFlow 2, which made the fixture, writes where 1.x writes another. */
const TYPE_OF_1X: Record<string, string> = { AddV2: 'Add', SelectV2: 'Select', BatchMatMulV2: 'BatchMatMul' };

/** TensorFlow 2 simplifies inside `gradients`, so only what stands outside is compared. */
const GRADIENTS = /(^|\/)gradients(_\d+)?\//;

function line(name: string, type: string, inputs: readonly string[]): string {
  const shown = inputs.map((input) =>
    GRADIENTS.test(input) ? input.replace(/gradients(_\d+)?\/.*/, 'gradients/…') : input,
  );
  return [name, TYPE_OF_1X[type] ?? type, ...shown].join(' ');
}

function lineOf(op: Operation): string {
  const data = op.inputs.map((input) => (input.valueIndex === 0 ? input.op.name : input.name));
  return line(op.name, op.type, [...data, ...op.controlInputs.map((control) => `^${control.name}`)]);
}

describe('graphs are TensorFlow’s, node by node', () => {
  for (const { name, nodes } of readFixture<{ programs: Program[] }>('graphs').programs) {
    it(name, () => {
      tf.resetDefaultGraph();
      programs[name](tf);
      const ours: Operation[] = tf.getDefaultGraph().getOperations();
      expect(ours.filter((op) => !GRADIENTS.test(op.name)).map(lineOf)).toEqual(
        nodes.filter(([node]) => !GRADIENTS.test(node)).map(([node, type, ...inputs]) => line(node, type, inputs)),
      );
    });
  }
});
