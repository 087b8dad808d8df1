/** Holds tensors back until all of them are there: `tuple` in TensorFlow's graphs. */

import type { Operation, Tensor } from '../../graph/index.ts';
import { addOp, op } from '../../ops/index.ts';

/** Each tensor behind an `Identity` that waits for all; a single one needs no gate. */
export function gateTogether(tensors: readonly (Tensor | null)[]): readonly (Tensor | null)[] {
  const present = tensors.filter((tensor) => tensor !== null);
  if (present.length < 2) return tensors;
  const { graph } = present[0];
  return graph.withNameScope('tuple', () => {
    const makers = [...new Set(present.map((tensor) => tensor.op))].sort((a, b) => a.id - b.id);
    const gate: Operation = addOp('NoOp', [], {}, { name: 'group_deps', controlInputs: makers, graph });
    return tensors.map(
      (tensor) =>
        tensor && graph.withControlDependencies([gate], () => op('Identity', [tensor], {}, 'control_dependency')),
    );
  });
}
