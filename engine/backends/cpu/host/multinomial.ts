/** Multinomial: class numbers drawn by the rows of logits. */

import { KernelFault } from '../fault.ts';
import { fillMultinomial } from '../random/index.ts';
import type { HostFunction } from './host-function.ts';

export const multinomial: HostFunction<'Multinomial'> = (call, [logits], { outputs: [output], store }) => {
  const [batch, classes] = logits.shape;
  const [, samples] = output.shape;
  if (classes === 0 && batch * samples > 0) throw new KernelFault('num_classes should be positive, got 0');
  const { data } = logits;
  const scores = data instanceof Float32Array || data instanceof Float64Array ? data : Float64Array.from(data, Number);
  const drawn = output.dtype === 'int64' ? new BigInt64Array(batch * samples) : new Int32Array(batch * samples);
  fillMultinomial(drawn, scores, batch, classes, samples, store.randomState(call.state, call.seed, call.seed2));
  return [{ data: drawn }];
};
