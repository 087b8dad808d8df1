/** What WebAssembly can do in this process, found by trying it once. */

import { type AddressType, ModuleBuilder } from './assembler/index.ts';
import { ConstantPool } from './constant-pool.ts';
import { webAssembly } from './web-assembly.ts';

/** What generated code may count on. */
export interface Target {
  readonly addressType: AddressType;
  /** Fused multiply-add (relaxed SIMD). */
  readonly fma: boolean;
  /** V8 merges pairs of neighbouring vectors into 256 bits. */
  readonly revectorized?: boolean;
  readonly constants: ConstantPool;
}

export interface Features {
  /** Vectors of 128 bits and shared memory; without them every kernel is JavaScript. */
  readonly vectors: boolean;
  readonly fma: boolean;
  /** Memories beyond 4 GiB. */
  readonly wideAddresses: boolean;
}

const constants = new ConstantPool();
let features: Features | undefined;

export function wasmFeatures(): Features {
  features ??= {
    vectors: isValid('i32', (f) => f.i32x4(0).op('f32x4.abs', 'v128.any_true', 'drop')),
    fma: isValid('i32', (f) => f.i32x4(0).i32x4(0).i32x4(0).op('f32x4.relaxed_madd', 'v128.any_true', 'drop')),
    wideAddresses: isValid('i64', (f) => f.i64(0).memory('i32.load').op('drop')),
  };
  return features;
}

export function targetFor(addressType: AddressType): Target {
  return { addressType, fma: wasmFeatures().fma, constants };
}

function isValid(addressType: AddressType, write: (f: ReturnType<ModuleBuilder['function']>) => unknown): boolean {
  if (webAssembly === undefined) return false;
  const module = new ModuleBuilder(addressType);
  write(module.function('probe', []));
  return webAssembly.validate(module.assemble());
}
