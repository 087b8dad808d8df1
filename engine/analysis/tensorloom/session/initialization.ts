/** Which variables a run gives values to. */

import type { Operation, Tensor } from '../../../graph/index.ts';

/** Operations never change once they are made, so neither does what running them runs. */
const assigned = new WeakMap<Operation, readonly string[]>();

/** Names of the variables' operations that running `fetched` assigns, with all that it needs. */
export function variablesAssignedBy(fetched: Operation): readonly string[] {
  const known = assigned.get(fetched);
  if (known) return known;
  const names = new Set<string>();
  const seen = new Set<Operation>([fetched]);
  for (const op of seen) {
    const variable = op.type === 'Assign' ? variableBehind(op.inputs[0]) : undefined;
    if (variable) names.add(variable.name);
    for (const input of op.inputs) seen.add(input.op);
    for (const input of op.controlInputs) seen.add(input);
  }
  const found = [...names];
  assigned.set(fetched, found);
  return found;
}

function variableBehind({ op }: Tensor): Operation | undefined {
  return op.type === 'VariableV2' || op.type === 'Variable' ? op : undefined;
}
