/** Data whose shape and type are known but not its elements: batches, images, what a fetch gives, typed arrays. */

import type { DType, TensorShape } from '../../graph/index.ts';

export type DataClass =
  | 'NdArray'
  | 'Float32Array'
  | 'Float64Array'
  | 'Int32Array'
  | 'BigInt64Array'
  | 'Uint8Array'
  | 'Uint8ClampedArray';

/** What the elements mean, where that is known: rules about labels read it. */
export type DataMeaning = 'images' | 'one-hot' | 'class-ids';

export class DataValue {
  readonly dtype: DType;
  readonly shape: TensorShape;
  /** Which class the program sees. */
  readonly className: DataClass;
  readonly meaning: DataMeaning | undefined;

  constructor(dtype: DType, shape: TensorShape, className: DataClass = 'NdArray', meaning?: DataMeaning) {
    this.dtype = dtype;
    this.shape = shape;
    this.className = className;
    this.meaning = meaning;
  }
}
