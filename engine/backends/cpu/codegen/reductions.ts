/** Accumulating as text: the neutral element and the statement that takes in one more element, any expression. */

import type { DType } from '../../../graph/index.ts';
import type { Reduction } from '../../../ops/kernel-language/index.ts';
import { classOf, type ElementClass } from './operators.ts';

type Row = { readonly neutral: string; readonly combine: (sum: string, x: string) => string };

const wrap = (text: string) => `BigInt.asIntN(64, ${text})`;

const rows: Record<Reduction, Partial<Record<ElementClass, Row>>> = {
  sum: {
    float: { neutral: '0', combine: (sum, x) => `${sum} += ${x}` },
    int32: { neutral: '0', combine: (sum, x) => `${sum} = (${sum} + (${x})) | 0` },
    uint8: { neutral: '0', combine: (sum, x) => `${sum} = (${sum} + (${x})) & 255` },
    int64: { neutral: '0n', combine: (sum, x) => `${sum} = ${wrap(`${sum} + (${x})`)}` },
  },
  prod: {
    float: { neutral: '1', combine: (sum, x) => `${sum} *= ${x}` },
    int32: { neutral: '1', combine: (sum, x) => `${sum} = Math.imul(${sum}, ${x})` },
    uint8: { neutral: '1', combine: (sum, x) => `${sum} = (${sum} * (${x})) & 255` },
    int64: { neutral: '1n', combine: (sum, x) => `${sum} = ${wrap(`${sum} * (${x})`)}` },
  },
  max: extreme('max', '-Infinity', -2147483648, 0, -(2n ** 63n)),
  min: extreme('min', 'Infinity', 2147483647, 255, 2n ** 63n - 1n),
  any: { bool: { neutral: '0', combine: (sum, x) => `${sum} |= ${x}` } },
  all: { bool: { neutral: '1', combine: (sum, x) => `${sum} &= ${x}` } },
};

/** NaN wins against everything, as in Math.max and Math.min. */
function extreme(
  name: 'max' | 'min',
  float: string,
  int32: number,
  uint8: number,
  int64: bigint,
): Partial<Record<ElementClass, Row>> {
  const combine = (sum: string, x: string) => `${sum} = Math.${name}(${sum}, ${x})`;
  return {
    float: { neutral: float, combine },
    int32: { neutral: String(int32), combine },
    uint8: { neutral: String(uint8), combine },
    int64: { neutral: `${int64}n`, combine: (sum, x) => `${sum} = ${name}Big(${sum}, ${x})` },
  };
}

function rowOf(reduction: Reduction, dtype: DType): Row {
  const row = rows[reduction][classOf[dtype]];
  if (row === undefined) throw new Error(`Internal: reduction '${reduction}' is not defined for ${dtype}.`);
  return row;
}

export const neutralText = (reduction: Reduction, dtype: DType): string => rowOf(reduction, dtype).neutral;
export const combineText = (reduction: Reduction, dtype: DType, sum: string, x: string): string =>
  rowOf(reduction, dtype).combine(sum, x);
