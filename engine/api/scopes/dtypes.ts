/** TensorFlow's constants for element types. Each is its own name: `tf.float32` is `'float32'`. */

import type { DType } from '../../graph/index.ts';
import { parseDType } from '../convert.ts';
import { publicFunction } from '../signature.ts';

export const float32 = 'float32' as const satisfies DType;
export const float64 = 'float64' as const satisfies DType;
export const int32 = 'int32' as const satisfies DType;
export const int64 = 'int64' as const satisfies DType;
export const uint8 = 'uint8' as const satisfies DType;
export const bool = 'bool' as const satisfies DType;
export const string = 'string' as const satisfies DType;

/** The element type of that name. @throws DTypeError for a name that is none. */
export const asDtype = publicFunction('asDtype(type: dtype)', (type: unknown): DType => parseDType(type));
