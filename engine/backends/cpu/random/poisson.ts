/**
 * RandomPoissonV2, in double precision, each value from a stretch of the stream of its own, as in TensorFlow. Rates below
 * 10: Knuth's product of uniforms. Others: Hörmann, "The transformed rejection method for generating Poisson random
 * variables" (Insurance: Mathematics and Economics 12, 1993), algorithm PTRS.
 */

import { KernelFault } from '../fault.ts';
import { lgamma } from '../special-functions.ts';
import { UnitPairs } from './pairs.ts';
import { BLOCKS_RESERVED_A_VALUE, type RandomState } from './state.ts';

/** What the element type of a result can hold: counts up to `largest`, and NaN and infinity or not. */
export interface CountRange {
  readonly largest: number;
  readonly isFloating: boolean;
}

/**
 * Fills `out` [samples, rates]: `samples` counts for each of the rates.
 * @throws KernelFault for a rate that the element type of the result cannot hold.
 */
export function fillPoisson(out: Float64Array, rates: Float64Array, range: CountRange, state: RandomState): void {
  const samples = rates.length === 0 ? 0 : out.length / rates.length;
  const generator = state.reserveValues(out.length);
  const own = generator.clone();
  const units = new UnitPairs(own);
  for (let k = 0; k < rates.length; k++) {
    const draw = drawOf(rates[k], range);
    for (let sample = 0; sample < samples; sample++) {
      own.copy(generator);
      units.restart();
      generator.skip(BLOCKS_RESERVED_A_VALUE);
      out[sample * rates.length + k] = draw(units);
    }
  }
}

type Draw = (units: UnitPairs) => number;

function drawOf(rate: number, { largest, isFloating }: CountRange): Draw {
  if (isFloating && (Number.isNaN(rate) || rate === Infinity)) return () => rate;
  // Above the largest count, next to all draws would be too large, again and again.
  if (!(rate <= largest)) {
    throw new KernelFault(
      `A rate of ${rate} is more than the counts of the result's type can tell: give a smaller one, or another dtype`,
    );
  }
  return rate < 10 ? byProduct(rate, largest) : byRejection(rate, largest);
}

function byProduct(rate: number, largest: number): Draw {
  const end = Math.exp(-rate);
  return (units) => {
    let product = 1;
    for (let count = 0; ; count++) {
      product *= units.next();
      if (product <= end && count <= largest) return count;
    }
  };
}

/** The names of the constants are Hörmann's. */
function byRejection(rate: number, largest: number): Draw {
  const logRate = Math.log(rate);
  const b = 0.931 + 2.53 * Math.sqrt(rate);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const quick = 0.9277 - 3.6224 / (b - 2);
  return (units) => {
    for (;;) {
      const u = units.next() - 0.5;
      const v = units.next();
      const us = 0.5 - Math.abs(u);
      const count = Math.floor(((2 * a) / us + b) * u + rate + 0.43);
      if (count > largest) continue;
      if (us >= 0.07 && v <= quick) return count;
      if (count < 0 || (us < 0.013 && v > us)) continue;
      const left = Math.log((v * inverseAlpha) / (a / (us * us) + b));
      if (left <= -rate + count * logRate - lgamma(count + 1)) return count;
    }
  };
}
