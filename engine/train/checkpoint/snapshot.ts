/** Reads variables out of a session, all at one moment. */

import { type DType, NdArray, type Tensor, type TensorData } from '../../graph/index.ts';
import type { Session } from '../../session/index.ts';
import type { SavedVariable } from '../graph/index.ts';

/**
 * The contents of the variables by key, between two runs.
 * @throws FailedPreconditionError if one of them is not initialized.
 */
export async function snapshot(session: Session, variables: readonly SavedVariable[]): Promise<[string, NdArray][]> {
  // One run, because no other run can come in between.
  const values: unknown[] = await session.run(variables.map(({ ref }): Tensor => ref));
  return variables.map(({ key, ref }, i) => [key, arrayOf(ref.dtype, values[i])]);
}

/** What a run gives for a tensor, as an array whatever its rank. */
export function arrayOf(dtype: DType, value: unknown): NdArray {
  if (value instanceof NdArray) return value;
  return new NdArray(dtype, [], elementOf[dtype](value) as TensorData);
}

/** A fetched rank-0 value as the array it was. */
const elementOf = {
  float32: (value) => Float32Array.of(value as number),
  float64: (value) => Float64Array.of(value as number),
  int32: (value) => Int32Array.of(value as number),
  int64: (value) => BigInt64Array.of(BigInt(value as number | bigint)),
  uint8: (value) => Uint8Array.of(value as number),
  bool: (value) => Uint8Array.of(Number(value)),
  string: (value) => [value as string],
  resource: (value) => Int32Array.of(value as number),
} satisfies Record<DType, (value: unknown) => TensorData>;
