/** The kinds of kernels that have a form in WebAssembly. */

import type { Kernel } from '../../../../compiler/index.ts';
import type { WasmGenerator } from '../kernel.ts';
import { argReduce } from './arg-reduce.ts';
import { assemble } from './assemble.ts';
import { assign } from './assign.ts';
import { conv2d } from './conv/conv2d.ts';
import { conv2dBackpropFilter } from './conv/conv2d-backprop-filter.ts';
import { conv2dBackpropInput } from './conv/conv2d-backprop-input.ts';
import { elementwise } from './elementwise.ts';
import { gather } from './gather.ts';
import { matmul } from './matmul.ts';
import { averagePoolGrad, maxPoolGrad, pool } from './pool.ts';
import { random } from './random/random.ts';
import { reduce } from './reduce.ts';
import { scan } from './scan.ts';
import { scatter } from './scatter.ts';

export const generators: { readonly [K in Kernel['kind']]?: WasmGenerator<K> } = {
  elementwise,
  assemble,
  conv2d,
  conv2dBackpropInput,
  conv2dBackpropFilter,
  matmul,
  pool,
  maxPoolGrad,
  averagePoolGrad,
  argReduce,
  scan,
  gather,
  scatter,
  random,
  assign,
  reduce,
};
