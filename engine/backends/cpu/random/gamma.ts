/**
 * RandomGamma: Marsaglia and Tsang, "A simple method for generating gamma variables" (ACM TOMS 26, 2000). A value of
 * shape α is d·(1 + c·x)³ for a normal x, accepted by a uniform u; one of shape below 1 comes from α + 1 and a power of
 * another uniform. In double precision, each value from a stretch of the stream of its own, as in TensorFlow.
 */

import { NormalPairs, UnitPairs } from './pairs.ts';
import { BLOCKS_RESERVED_A_VALUE, type RandomState } from './state.ts';

/** Fills `out` [samples, alphas]: `samples` values for each of the alphas. */
export function fillGamma(
  out: Float32Array | Float64Array,
  alphas: Float32Array | Float64Array,
  state: RandomState,
): void {
  const samples = alphas.length === 0 ? 0 : out.length / alphas.length;
  const generator = state.reserveValues(out.length);
  const own = generator.clone();
  const [units, normals] = [new UnitPairs(own), new NormalPairs(own)];
  const smallest = out instanceof Float32Array ? 2 ** -126 : 2 ** -1022;
  // The stretches go alpha by alpha, the values sample by sample.
  for (let k = 0; k < alphas.length; k++) {
    for (let sample = 0; sample < samples; sample++) {
      own.copy(generator);
      units.restart();
      normals.restart();
      generator.skip(BLOCKS_RESERVED_A_VALUE);
      const value = gamma(alphas[k], units, normals);
      // TensorFlow's threads round subnormal numbers to 0.
      out[sample * alphas.length + k] = value < smallest ? 0 : value;
    }
  }
}

function gamma(alpha: number, units: UnitPairs, normals: NormalPairs): number {
  if (alpha === 1) return -Math.log1p(-units.next());
  const d = alpha + (alpha < 1 ? 2 / 3 : -1 / 3);
  const c = 1 / 3 / Math.sqrt(d);
  for (;;) {
    const x = normals.next();
    const side = 1 + c * x;
    if (side <= 0) continue;
    const v = side * side * side;
    const u = units.next();
    // The first condition implies the second, and spares its logarithms.
    const isAccepted = u < 1 - 0.0331 * (x * x) * (x * x) || Math.log(u) < 0.5 * x * x + d * (1 - v + Math.log(v));
    if (!isAccepted) continue;
    return alpha < 1 ? d * v * units.next() ** (1 / alpha) : d * v;
  }
}
