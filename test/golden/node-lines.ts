/** Nodes of a graph as lines of text, ours and those of a fixture, so that they can be compared. */

import type { Operation } from '../../engine/graph/index.ts';

/** Name, type, inputs; an input as in a GraphDef: `node`, `node:1`, `^control`, in any order. */
export type NodeJson = readonly [name: string, type: string, ...inputs: string[]];

/** Types that TensorFlow 2, which made the fixture, writes where 1.x writes another. */
const TYPE_OF_1X: Record<string, string> = { AddV2: 'Add', SelectV2: 'Select', BatchMatMulV2: 'BatchMatMul' };

/** TensorFlow 2 simplifies inside `gradients`, so only what stands outside is compared. */
const GRADIENTS = /(^|\/)gradients(_\d+)?\//;

function line([name, type, ...inputs]: NodeJson): string {
  const shown = inputs.map((input) =>
    GRADIENTS.test(input) ? input.replace(/gradients(_\d+)?\/.*/, 'gradients/…') : input,
  );
  const isControl = (input: string) => input.startsWith('^');
  const data = shown.filter((input) => !isControl(input));
  return [name, TYPE_OF_1X[type] ?? type, ...data, ...shown.filter(isControl).sort()].join(' ');
}

/** The lines of a fixture's nodes. */
export function linesOf(nodes: readonly NodeJson[]): string[] {
  return nodes.filter(([name]) => !GRADIENTS.test(name)).map(line);
}

/** The lines of our operations. */
export function ourLines(operations: readonly Operation[]): string[] {
  return linesOf(
    operations.map((op) => {
      const data = op.inputs.map((input) => (input.valueIndex === 0 ? input.op.name : input.name));
      return [op.name, op.type, ...data, ...op.controlInputs.map((control) => `^${control.name}`)];
    }),
  );
}
