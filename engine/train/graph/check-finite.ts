/**
 * `tf.train.checkFinite`: where a NaN or an infinity came from. It watches everything that the checked tensors are
 * computed from, but complains only when these themselves go wrong: an infinity on the way may well be harmless.
 */

import {
  Assert,
  argmin,
  cast,
  constant,
  gather,
  group,
  isFinite as isFiniteOf,
  logicalAnd,
  reduceAll,
  stack,
  type TensorHolder,
  Variable,
} from '../../api/index.ts';
import { publicFunction } from '../../api/machinery.ts';
import {
  GraphError,
  isFloating,
  isGraphElement,
  NdArray,
  Operation,
  Tensor,
  withDefaultGraph,
} from '../../graph/index.ts';
import { addOp, insideBranches } from '../../ops/index.ts';
import { getGlobalStep } from './global-step.ts';

export interface CheckFiniteOptions {
  /** Put before the report. */
  readonly message?: string;
  /** Default `check_finite`. */
  readonly name?: string;
}

type Checked = Tensor | Operation | TensorHolder;

interface CheckFinite {
  (tensor: Tensor | TensorHolder, options?: CheckFiniteOptions): Tensor;
  (targets: Operation | readonly Checked[], options?: CheckFiniteOptions): Operation;
}

/**
 * Fails a run, with an InvalidArgumentError, when a value to check has a NaN or an infinity: the error names the first
 * operation, in the order they were made, in whose result there is one, and the step: that of the graph's global step,
 * or of the `tf.train.steps` loop.
 *
 * @param target - A tensor such as a loss: gives the same tensor, checked whenever it is computed. An operation such as
 *   a train step: gives one that runs it and checks what it takes, gradients too; the variables may have been updated
 *   with them by then. A list: gives one operation that checks all.
 */
export const checkFinite = publicFunction('train.checkFinite(target: any, {message, name})', ((
  target: Checked | readonly Checked[],
  options: CheckFiniteOptions = {},
): Tensor | Operation => {
  const elements = [target].flat().map((item) => elementOf(item as Checked));
  if (elements.length === 0) throw new GraphError('checkFinite needs something to check, but the list is empty.');
  const graph = elements[0].graph;
  return withDefaultGraph(graph, () => {
    const subjects = [...new Set(elements.flatMap(floatsOf))];
    if (subjects.length === 0) {
      throw new GraphError(`checkFinite found no floating-point values to check in ${elements.join(', ')}.`);
    }
    const sources = sourcesOf(subjects);
    return graph.withNameScope(options.name ?? 'check_finite', (scope) => {
      const check = assertFinite(subjects, sources, options.message);
      const [only] = elements;
      if (Array.isArray(target) || only instanceof Operation) return group([...elements, check], { name: scope });
      return graph.withControlDependencies([check], () => addOp('Identity', [only], {}, { name: scope }).outputs[0]);
    });
  });
}) as CheckFinite);

function elementOf(item: Checked): Tensor | Operation {
  if (item instanceof Variable) return item.value();
  const element: unknown = isGraphElement(item) ? item.asGraphElement() : item;
  if (element instanceof Tensor || element instanceof Operation) return element;
  throw new GraphError(`checkFinite checks tensors and operations, not ${String(item)}.`);
}

/** What is to be finite: a tensor itself; for an operation, what it and those it waits for take in. */
function floatsOf(element: Tensor | Operation): Tensor[] {
  if (element instanceof Tensor) return isFloating(element.dtype) ? [element] : [];
  const found = new Set<Tensor>();
  const seen = new Set<Operation>();
  const visit = (operation: Operation): void => {
    if (seen.has(operation)) return;
    seen.add(operation);
    for (const input of operation.inputs) if (isValue(input)) found.add(input);
    for (const control of operation.controlInputs) visit(control);
  };
  visit(element);
  return [...found];
}

/** A float that a run computes: not a variable's reference, not a constant. */
function isValue(tensor: Tensor): boolean {
  return isFloating(tensor.dtype) && !tensor.isRef && tensor.op.type !== 'Const';
}

/** All floats that `subjects` are computed from, and they themselves, in the order they were made. */
function sourcesOf(subjects: readonly Tensor[]): Tensor[] {
  const seen = new Set<Operation>();
  const queue = subjects.map((tensor) => tensor.op);
  for (let operation = queue.pop(); operation; operation = queue.pop()) {
    if (seen.has(operation)) continue;
    seen.add(operation);
    queue.push(...operation.inputs.map((input) => input.op), ...operation.controlInputs);
  }
  const operations = [...seen].sort((a, b) => a.id - b.id);
  // A run may skip or repeat what is in branches and loops: nothing outside can watch it.
  const skipped = insideBranches(operations);
  const found = operations.flatMap((operation) => (skipped.has(operation) ? [] : operation.outputs.filter(isValue)));
  return [...new Set([...found, ...subjects])];
}

function assertFinite(subjects: readonly Tensor[], sources: readonly Tensor[], message: string | undefined): Operation {
  const flags = new Map(sources.map((tensor) => [tensor, reduceAll(isFiniteOf(tensor))]));
  const good = subjects.map((tensor): Tensor => flags.get(tensor)!).reduce((all, flag) => logicalAnd(all, flag));
  // The smallest of 0 and 1 stands first where a source has gone wrong.
  const first = argmin(cast(stack([...flags.values()]), 'int32'), 0);
  const texts = sources.map((tensor) => `NaN or infinity in '${tensor.name}' (operation type ${tensor.op.type})`);
  const culprit = gather(constant(new NdArray('string', [texts.length], texts)), first);
  const step = getGlobalStep(subjects[0].graph);
  const context = step ? ['at global step', step instanceof Variable ? step.value() : step] : [];
  return Assert(good, [...(message ? [message] : []), culprit, ...context]);
}
