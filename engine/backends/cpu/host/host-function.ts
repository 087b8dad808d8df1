/** What a host function gets and gives. */

import type { DType, TensorData } from '../../../graph/index.ts';
import type { HostCallName, HostCallOf, Value } from '../../../ops/kernel-language/index.ts';
import type { CpuStore } from '../store.ts';

export interface HostTensor {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly data: TensorData;
}

export interface HostResult {
  readonly data: TensorData;
  /** Given where the size was not known before. */
  readonly shape?: readonly number[];
}

export interface HostContext {
  /** Name of the operation. */
  readonly operation: string;
  /** Element types and shapes of the outputs; sizes known only from values are not to be trusted. */
  readonly outputs: readonly Value[];
  readonly store: CpuStore;
}

/** One result an output. The inputs' data must not be kept or changed. */
export type HostFunction<N extends HostCallName> = (
  call: HostCallOf<N>,
  inputs: readonly HostTensor[],
  context: HostContext,
) => readonly HostResult[];
