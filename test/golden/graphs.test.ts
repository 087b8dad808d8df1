/** Programs make the nodes that TensorFlow makes: names, types, inputs, in order. */

import { describe, expect, it } from 'vitest';
import { tf } from './engine.ts';
import { readFixture } from './fixture.ts';
import { programs } from './graph-programs.ts';
import { linesOf, type NodeJson, ourLines } from './node-lines.ts';

interface Program {
  readonly name: string;
  readonly nodes: readonly NodeJson[];
}

describe('graphs are TensorFlow’s, node by node', () => {
  for (const { name, nodes } of readFixture<{ programs: Program[] }>('graphs').programs) {
    it(name, () => {
      tf.resetDefaultGraph();
      programs[name](tf);
      expect(ourLines(tf.getDefaultGraph().getOperations())).toEqual(linesOf(nodes));
    });
  }
});
