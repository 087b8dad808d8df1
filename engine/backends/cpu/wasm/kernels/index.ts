/** The kinds of kernels that have a form in WebAssembly. */

import type { Kernel } from '../../../../compiler/index.ts';
import type { WasmGenerator } from '../kernel.ts';
import { elementwise } from './elementwise.ts';
import { matmul } from './matmul.ts';
import { averagePoolGrad, maxPoolGrad, pool } from './pool.ts';
import { random } from './random.ts';
import { reduce } from './reduce.ts';

export const generators: { readonly [K in Kernel['kind']]?: WasmGenerator<K> } = {
  elementwise,
  matmul,
  pool,
  maxPoolGrad,
  averagePoolGrad,
  random,
  reduce,
};
