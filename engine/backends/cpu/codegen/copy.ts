/** Whole copies as text. */

import { sizeOf } from '../../../graph/index.ts';
import type { Value } from '../../../ops/kernel-language/index.ts';

/** Copies all elements; strings lie in plain arrays, which have no `set`. */
export function copyText(to: string, from: string, { dtype, shape }: Pick<Value, 'dtype' | 'shape'>): string {
  if (dtype !== 'string') return `${to}.set(${from});`;
  return `for (let i = 0; i < ${sizeOf(shape)}; i++) ${to}[i] = ${from}[i];`;
}
