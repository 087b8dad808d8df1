/** Calls that would build so much that nobody has asked for it: what they give is not known. */

import { Tensor } from '../../../graph/index.ts';

/** A node has at most so many outputs here. */
const mostOutputs = 2000;
const mostAxes = 64;

type Limit = (args: readonly unknown[]) => boolean;

const limits: Readonly<Record<string, Limit>> = {
  unstack: ([value, num]) =>
    [num, (num as { num?: unknown })?.num, ...(value instanceof Tensor ? (value.shape.dims ?? []) : [])].some(
      (size) => typeof size === 'number' && size > mostOutputs,
    ),
  split: ([, parts]) => typeof parts === 'number' && parts > mostOutputs,
  tensordot: ([, , axes]) => typeof axes === 'number' && axes > mostAxes,
};

export function isTooLarge(name: string, args: readonly unknown[]): boolean {
  return limits[name]?.(args) ?? false;
}
