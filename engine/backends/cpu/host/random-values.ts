/** RandomGamma and RandomPoissonV2: values of distributions that each have a parameter of their own. */

import { allocateData, isFloating, sizeOf } from '../../../graph/index.ts';
import { gammaSampleGradient } from '../incomplete-gamma.ts';
import { fillGamma, fillPoisson } from '../random/index.ts';
import type { HostFunction } from './host-function.ts';

export const randomGamma: HostFunction<'RandomGamma'> = (call, [alphas], { outputs: [{ dtype, shape }], store }) => {
  const values = allocateData(dtype, sizeOf(shape)) as Float64Array;
  fillGamma(values, alphas.data as Float64Array, store.randomState(call.state, call.seed, call.seed2));
  return [{ data: values }];
};

export const randomGammaGrad: HostFunction<'RandomGammaGrad'> = (_call, inputs) => {
  const [alphas, values] = inputs.map(({ data }) => data as Float64Array);
  const result = allocateData(inputs[0].dtype, values.length) as Float64Array;
  for (let i = 0; i < values.length; i++) result[i] = gammaSampleGradient(alphas[i], values[i]);
  return [{ data: result }];
};

const largest: Readonly<Record<string, number>> = {
  float32: (2 - 2 ** -23) * 2 ** 127,
  float64: Number.MAX_VALUE,
  int32: 2 ** 31 - 1,
  // The largest double below 2⁶³.
  int64: 2 ** 63 - 2 ** 10,
};

export const randomPoisson: HostFunction<'RandomPoisson'> = (call, [rates], { outputs: [{ dtype, shape }], store }) => {
  const range = { largest: largest[dtype], isFloating: isFloating(dtype) };
  const counts = new Float64Array(sizeOf(shape));
  const state = store.randomState(call.state, call.seed, call.seed2);
  fillPoisson(counts, Float64Array.from(rates.data as ArrayLike<number | bigint>, Number), range, state);
  if (dtype === 'int64') return [{ data: BigInt64Array.from(counts, BigInt) }];
  const data = allocateData(dtype, sizeOf(shape)) as Float64Array;
  data.set(counts);
  return [{ data }];
};
