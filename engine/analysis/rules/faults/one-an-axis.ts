/** Lists that name something for each axis, and are too short or too long. */

import { ArrayValue } from '../../values/index.ts';
import type { Describer } from './describer.ts';
import { operandText } from './operands.ts';

/** By operation: the parameter, and what there must be one of. */
const lists: Readonly<Record<string, readonly (readonly [parameter: string, what: string])[]>> = {
  Tile: [['multiples', 'one multiple']],
  Transpose: [['perm', 'one number']],
  Pad: [['paddings', 'one pair of numbers']],
  PadV2: [['paddings', 'one pair of numbers']],
  MirrorPad: [['paddings', 'one pair of numbers']],
  Slice: [
    ['begin', 'one number'],
    ['size', 'one number'],
  ],
};

export const oneAnAxisFault: Describer = (fault) => {
  const type = fault.failed?.type ?? '';
  const [operand] = fault.operands;
  const rank = operand?.shape.rank;
  if (!Object.hasOwn(lists, type) || rank === null || rank === undefined) return undefined;
  for (const [parameter, what] of lists[type]) {
    const argument = fault.args.find((given) => given.parameter === parameter);
    const count = argument?.value instanceof ArrayValue ? argument.value.length : undefined;
    if (typeof count !== 'number' || count === rank) continue;
    return {
      message:
        `'${parameter}' has ${what} for each axis: ${operandText(operand)} has ${rank} ax${rank === 1 ? 'is' : 'es'}, ` +
        `but there ${count === 1 ? 'is' : 'are'} ${count}.`,
    };
  }
  return undefined;
};
