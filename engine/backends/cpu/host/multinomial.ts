/** Multinomial and StatelessMultinomial: class numbers drawn by the rows of logits. */

import type { Value } from '../../../ops/kernel-language/index.ts';
import { KernelFault } from '../fault.ts';
import { fillMultinomial, RandomState } from '../random/index.ts';
import type { HostFunction, HostResult, HostTensor } from './host-function.ts';

export const multinomial: HostFunction<'Multinomial'> = (call, [logits], { outputs: [output], store }) =>
  drawn(logits, output, store.randomState(call.state, call.seed, call.seed2));

export const statelessMultinomial: HostFunction<'StatelessMultinomial'> = (_call, [logits, seeds], context) => {
  const [seed, seed2] = Array.from(seeds.data as ArrayLike<number>, BigInt);
  return drawn(logits, context.outputs[0], RandomState.stateless(seed, seed2));
};

function drawn(logits: HostTensor, output: Value, state: RandomState): HostResult[] {
  const [batch, classes] = logits.shape;
  const [, samples] = output.shape;
  if (classes === 0 && batch * samples > 0) throw new KernelFault('num_classes should be positive, got 0');
  const { data } = logits;
  const scores = data instanceof Float32Array || data instanceof Float64Array ? data : Float64Array.from(data, Number);
  const numbers = output.dtype === 'int64' ? new BigInt64Array(batch * samples) : new Int32Array(batch * samples);
  fillMultinomial(numbers, scores, batch, classes, samples, state);
  return [{ data: numbers }];
}
