/** What of a graph a run can be asked for, whatever it is fed. */

import type { Graph, Operation, Tensor } from '../../../engine/graph/index.ts';

/** Handles are no arrays, and what lies on a branch or in a loop may not be there. */
export function fetchable(graph: Graph): Tensor[] {
  const uncertain = new Set<Operation>();
  const isUncertain = (op: Operation): boolean => {
    if (!op.isFetchable || op.type === 'Switch' || op.type === 'RefSwitch') return true;
    if (op.type === 'Exit') return op.controlFlow?.outer != null;
    if (op.controlFlow !== null || op.controlInputs.some((input) => uncertain.has(input))) return true;
    return op.type !== 'Merge' && op.inputs.some((input) => uncertain.has(input.op));
  };
  return graph.getOperations().flatMap((op) => {
    if (isUncertain(op)) uncertain.add(op);
    // A variable is read by another operation, when it holds something; what is assigned to it once is not assigned again.
    return uncertain.has(op) ? [] : op.outputs.filter(({ dtype, isRef }) => !isRef && (dtype as string) !== 'resource');
  });
}

/** Of that, what another implementation must give too: nothing that may have either sign. */
export function comparable(graph: Graph): Tensor[] {
  const own = new Set<Tensor>();
  for (const { type, inputs, outputs } of graph.getOperations()) {
    const passed = inputs.some((input) => own.has(input) && passesOn(input, type));
    outputs.forEach((output, index) => {
      if (passed || (ownOutputs[type] ?? Infinity) <= index) own.add(output);
    });
  }
  return fetchable(graph).filter((tensor) => !own.has(tensor));
}

/** From which output on they are an implementation's own affair: vectors of a decomposition, what is kept for a gradient. */
const ownOutputs: Readonly<Record<string, number>> = {
  Svd: 1,
  SelfAdjointEigV2: 1,
  FusedBatchNormV3: 3,
  FusedBatchNormGradV3: 3,
};

/** A square has lost the sign; a gradient kernel knows what was kept for it. */
const passesOn = ({ op }: Tensor, reader: string) =>
  op.type.startsWith('FusedBatchNorm') ? !reader.startsWith('FusedBatchNorm') : reader !== 'Square';
