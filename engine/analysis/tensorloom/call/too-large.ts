/** Calls that would build so much that nobody has asked for it: what they give is not known. */

import { GraphKeys, getDefaultGraph, isKnown, Tensor, type TensorShape } from '../../../graph/index.ts';

/** A node has at most so many outputs here. */
const mostOutputs = 2000;
const mostAxes = 64;

const mostKept = 1_000_000;

type Limit = (args: readonly unknown[]) => boolean;

/** Optimizers that keep constants as large as the variables: the engine holds those as data. */
const keepsConstants: Limit = () => {
  const variables = getDefaultGraph().collections.get<{ shape: TensorShape }>(GraphKeys.TRAINABLE_VARIABLES);
  const sizes = variables.map(({ shape }) => shape.size ?? 0);
  return sizes.reduce<number>((sum, size) => sum + (isKnown(size) ? size : 0), 0) > mostKept;
};

/** Metrics that hold as many thresholds as they are told, by position or by name. */
const holdsThresholds: Limit = (args) =>
  args.some((arg) => [arg, (arg as { numThresholds?: unknown } | null)?.numThresholds].some(isMoreThanKept));

const isMoreThanKept = (count: unknown) => typeof count === 'number' && count > mostKept;

const limits: Readonly<Record<string, Limit>> = {
  unstack: ([value, num]) =>
    [num, (num as { num?: unknown })?.num, ...(value instanceof Tensor ? (value.shape.dims ?? []) : [])].some(
      (size) => typeof size === 'number' && size > mostOutputs,
    ),
  dynamicPartition: ([, , parts]) => typeof parts === 'number' && parts > mostOutputs,
  split: ([, parts]) => typeof parts === 'number' && parts > mostOutputs,
  tensordot: ([, , axes]) => typeof axes === 'number' && axes > mostAxes,
  ...Object.fromEntries(
    ['auc', 'sensitivityAtSpecificity', 'specificityAtSensitivity'].map((name) => [`metrics.${name}`, holdsThresholds]),
  ),
  ...Object.fromEntries(
    ['Adagrad', 'AdagradDA', 'ProximalAdagrad'].flatMap((name) =>
      ['minimize', 'applyGradients'].map((method) => [`train.${name}Optimizer.${method}`, keepsConstants]),
    ),
  ),
};

export function isTooLarge(name: string, args: readonly unknown[]): boolean {
  return limits[name]?.(args) ?? false;
}
