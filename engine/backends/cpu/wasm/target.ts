/** What WebAssembly can do in this process, found by trying it once. */

import { type AddressType, ModuleBuilder } from './assembler/index.ts';
import { ConstantPool } from './constant-pool.ts';
import { gainsByRevectorizer } from './revectorizer/index.ts';
import { webAssembly } from './web-assembly.ts';

/** What generated code may count on. */
export interface Target {
  readonly addressType: AddressType;
  /** Fused multiply-add (relaxed SIMD). */
  readonly fma: boolean;
  /** V8 merges pairs of neighbouring vectors into 256 bits. */
  readonly revectorized?: boolean;
  readonly constants: ConstantPool;
  /** Bytes that a kernel may pack or pad at a time; one row or column of what it needs may be more. */
  readonly scratchLimit: number;
}

export interface Features {
  /** Vectors of 128 bits and shared memory; without them every kernel is JavaScript. */
  readonly vectors: boolean;
  readonly fma: boolean;
  /** Memories beyond 4 GiB. */
  readonly wideAddresses: boolean;
  /** Pairs of neighbouring vectors can be merged into 256 bits, and that is faster. */
  readonly revectorizer: boolean;
}

const SCRATCH_LIMIT = 32 * 2 ** 20;
const constants = new ConstantPool();
let features: Features | undefined;

export function wasmFeatures(): Features {
  features ??= findFeatures();
  return features;
}

function findFeatures(): Features {
  const fma = isValid('i32', (f) => f.i32x4(0).i32x4(0).i32x4(0).op('f32x4.relaxed_madd', 'v128.any_true', 'drop'));
  return {
    vectors: isValid('i32', (f) => f.i32x4(0).op('f32x4.abs', 'v128.any_true', 'drop')),
    fma,
    wideAddresses: isValid('i64', (f) => f.i64(0).memory('i32.load').op('drop')),
    revectorizer: fma && gainsByRevectorizer(),
  };
}

export function targetFor(addressType: AddressType): Target {
  const { fma, revectorizer } = wasmFeatures();
  // V8 merges no pairs at 64-bit addresses: tiles made for that would run three times slower, not twice as fast.
  const revectorized = revectorizer && addressType === 'i32';
  return { addressType, fma, revectorized, constants, scratchLimit: SCRATCH_LIMIT };
}

/** The pool of constants, for heaps; finding features would take longer. */
export const constantPool = constants;

function isValid(addressType: AddressType, write: (f: ReturnType<ModuleBuilder['function']>) => unknown): boolean {
  if (webAssembly === undefined) return false;
  const module = new ModuleBuilder(addressType);
  write(module.function('probe', []));
  return webAssembly.validate(module.assemble());
}
