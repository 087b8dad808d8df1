/** Walks along the edges of a graph. */

import { Variable } from '../../api/index.ts';
import { type Graph, GraphKeys, type Operation, Tensor } from '../../graph/index.ts';
import { OperationSet } from './operation-set.ts';

/** Stands for one of several: a branch that may be taken, any pass of a loop. What it reads need not be computed. */
export function isEither({ type }: Operation): boolean {
  return type === 'Merge';
}

/** Nothing is known of where the value comes from. */
export function isOpenEnded({ type, inputs }: Operation): boolean {
  // One pass of a loop stands for those that follow.
  return type === '_Arg' || (type === 'Merge' && inputs.length === 1);
}

/**
 * The operations that `from` need, themselves included, up to tensors where `stops` says so, and not beyond operations
 * where `ends` does. Control edges count.
 */
export function neededBy(
  from: Iterable<Tensor | Operation>,
  stops?: (tensor: Tensor) => boolean,
  ends?: (op: Operation) => boolean,
): OperationSet {
  const needed = new OperationSet();
  addNeeded(needed, from, stops, ends);
  return needed;
}

/** Adds to `needed`, which has what its members need already, what `from` need. */
export function addNeeded(
  needed: OperationSet,
  from: Iterable<Tensor | Operation>,
  stops?: (tensor: Tensor) => boolean,
  ends?: (op: Operation) => boolean,
): void {
  const behind = (op: Operation, push: Operation[]): void => {
    if (ends?.(op)) return;
    for (const input of op.inputs) if (!stops?.(input)) push.push(input.op);
    for (const input of op.controlInputs) push.push(input);
  };
  for (const element of from) {
    if (!(element instanceof Tensor)) needed.addWithAll(element, behind);
    else if (!stops?.(element)) needed.addWithAll(element.op, behind);
  }
}

/** The operations whose values flow into `tensor`, its own included: no control edges. */
export function sourcesOf(tensor: Tensor, passes?: (op: Operation) => boolean): OperationSet {
  const found = new OperationSet();
  found.addWithAll(tensor.op, (op, push) => {
    if (passes && !passes(op)) return;
    for (const input of op.inputs) push.push(input.op);
  });
  return found;
}

/** Back from `tensor` through operations of these types, along their first input. */
export function skipBack(tensor: Tensor, types: ReadonlySet<string>): Tensor {
  let current = tensor;
  while (types.has(current.op.type) && current.op.inputs.length > 0) current = current.op.inputs[0];
  return current;
}

/** Operations that change at most the shape of what they are given first. */
export const shapeOnly: ReadonlySet<string> = new Set([
  'Identity',
  'Reshape',
  'Squeeze',
  'ExpandDims',
  'Transpose',
  'StopGradient',
]);

/** The variables that optimizers train by default, by their operation. */
export function trainableVariables(graph: Graph): Map<Operation, Variable> {
  const variables = graph.collections.get<unknown>(GraphKeys.TRAINABLE_VARIABLES);
  return new Map(variables.flatMap((one) => (one instanceof Variable ? [[one.op, one] as const] : [])));
}

/** Whether the value depends on a variable that is trained; undefined where that is not known. */
export function isLearned(tensor: Tensor): boolean | undefined {
  const trainable = trainableVariables(tensor.graph);
  const sources = [...sourcesOf(tensor)];
  if (sources.some((op) => isEither(op) || isOpenEnded(op))) return undefined;
  return trainable.size > 0 && sources.some((op) => trainable.has(op));
}

/** Whether the value is surely data: it depends on a placeholder and on no variable at all. */
export function isData(tensor: Tensor): boolean {
  const sources = [...sourcesOf(tensor)];
  const types = new Set(sources.map((op) => op.type));
  const fromOutside = types.has('Placeholder') || types.has('PlaceholderWithDefault');
  return fromOutside && !types.has('VariableV2') && !types.has('Variable') && !sources.some(isOpenEnded);
}
