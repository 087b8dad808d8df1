/** A copy into a variable, whatever the elements are. */

import { dtypes, sizeOf } from '../../../../graph/index.ts';
import { Parameters } from '../../codegen/body.ts';
import { ModuleBuilder } from '../assembler/index.ts';
import type { WasmGenerator } from '../kernel.ts';
import { emitCopy, MAX_BYTES } from './whole.ts';

/** Below, a typed array copies as fast. */
const MIN_BYTES = 16384;

export const assign: WasmGenerator<'assign'> = ({ output, value }, { values, target, evenSmall }) => {
  const { dtype, shape } = values[value];
  if (dtype === 'string') return undefined;
  const bytes = sizeOf(shape) * dtypes[dtype].bytes;
  if (bytes === 0 || bytes > MAX_BYTES || (bytes < MIN_BYTES && !evenSmall)) return undefined;
  const parameters = new Parameters(values);
  parameters.output(output);
  parameters.input(value);
  const module = new ModuleBuilder(target.addressType);
  const f = module.function('run', ['i32', 'i32', target.addressType, target.addressType]);
  const phase = emitCopy(f, f.parameters[2], f.parameters[3], bytes);
  return { binary: module.assemble(), phases: [phase], parameters: parameters.list };
};
