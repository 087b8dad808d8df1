/** A module whose only function does little but multiply and add: how fast it is tells whether pairs are merged. */

import { ModuleBuilder } from '../assembler/index.ts';

/** Four rows of two pairs of vectors, much as the tiles of a matrix product are. */
const ROWS = 4;
const VECTORS = 4;
const STEPS = 20_000;

/**
 * Results lie from byte 0, factors behind them.
 * @param name - the function's: V8 compiles modules with equal bytes once, so two that are compared must differ.
 */
export function probeModule(name: string): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder('i32');
  const f = module.function(name, ['i32']);
  const [base] = f.parameters;
  const sums = Array.from({ length: ROWS * VECTORS }, () => f.local('v128'));
  const factors = Array.from({ length: VECTORS }, () => f.local('v128'));
  const scale = f.local('v128');
  const left = f.local('i32');
  sums.forEach((sum, i) => {
    f.get(base)
      .memory('v128.load', i * 16)
      .set(sum);
  });
  f.i32(STEPS).set(left);
  f.loop((again) => {
    factors.forEach((factor, i) => {
      f.get(base)
        .memory('v128.load', 1024 + i * 16)
        .set(factor);
    });
    for (let row = 0; row < ROWS; row++) {
      f.get(base)
        .memory('v128.load32_splat', 2048 + row * 4)
        .set(scale);
      for (let i = 0; i < VECTORS; i++) {
        const sum = sums[row * VECTORS + i];
        f.get(scale).get(factors[i]).get(sum).op('f32x4.relaxed_madd').set(sum);
      }
    }
    f.get(left).i32(1).op('i32.sub').tee(left).branchIf(again);
  });
  sums.forEach((sum, i) => {
    f.get(base)
      .get(sum)
      .memory('v128.store', i * 16);
  });
  return module.assemble();
}
