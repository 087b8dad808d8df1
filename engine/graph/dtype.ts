/**
 * Element types of tensors. One row a type: everything that depends on the element type reads this table.
 * Names are TensorFlow's; `enumValue` is the number of tensorflow.DataType in GraphDefs and checkpoints.
 */

export type DType = 'float32' | 'float64' | 'int32' | 'int64' | 'uint8' | 'bool' | 'string' | 'resource';

/** A string tensor's element: text, or the raw bytes of something that is not text (a serialized protobuf). */
export type StringElement = string | Uint8Array;

/** The array that holds a tensor's elements in row-major order. */
export interface DataOf {
  float32: Float32Array;
  float64: Float64Array;
  int32: Int32Array;
  int64: BigInt64Array;
  uint8: Uint8Array;
  /** One byte an element, 0 or 1. */
  bool: Uint8Array;
  string: StringElement[];
  /** What a run keeps under the number: a list of tensors, a stack. */
  resource: Int32Array;
}
export type TensorData = DataOf[DType];
export type NumericDType = Exclude<DType, 'string' | 'resource'>;
export type NumericData = DataOf[NumericDType];

/** What a rank-0 fetch of the type gives. */
export interface ScalarOf {
  float32: number;
  float64: number;
  int32: number;
  /** A number where it is a safe integer, else a bigint. */
  int64: number | bigint;
  uint8: number;
  bool: boolean;
  string: string;
  resource: number;
}
export type Scalar = number | bigint | boolean | StringElement;

export interface DTypeInfo {
  /** TensorFlow's DataType number (reference types add 100). */
  readonly enumValue: number;
  /** Bytes an element takes in memory and in a file; 0 for strings, whose size varies. */
  readonly bytes: number;
  readonly floating: boolean;
  readonly integer: boolean;
  /** The name that TensorFlow's runtime errors use: `float`, `double`, … */
  readonly runtimeName: string;
}

export const dtypes = {
  float32: { enumValue: 1, bytes: 4, floating: true, integer: false, runtimeName: 'float' },
  float64: { enumValue: 2, bytes: 8, floating: true, integer: false, runtimeName: 'double' },
  int32: { enumValue: 3, bytes: 4, floating: false, integer: true, runtimeName: 'int32' },
  uint8: { enumValue: 4, bytes: 1, floating: false, integer: true, runtimeName: 'uint8' },
  string: { enumValue: 7, bytes: 0, floating: false, integer: false, runtimeName: 'string' },
  int64: { enumValue: 9, bytes: 8, floating: false, integer: true, runtimeName: 'int64' },
  resource: { enumValue: 20, bytes: 4, floating: false, integer: false, runtimeName: 'resource' },
  bool: { enumValue: 10, bytes: 1, floating: false, integer: false, runtimeName: 'bool' },
} as const satisfies Record<DType, DTypeInfo>;

/** Types of what a program computes with and files hold: handles of what a run keeps are made by operations alone. */
export const dataTypes = (Object.keys(dtypes) as DType[]).filter((name) => name !== 'resource');

const byEnum = new Map<number, DType>((Object.keys(dtypes) as DType[]).map((name) => [dtypes[name].enumValue, name]));

/** The type with TensorFlow's DataType number `value` (a reference type's number gives its base), or undefined. */
export function dtypeFromEnum(value: number): DType | undefined {
  return byEnum.get(value > 100 ? value - 100 : value);
}

export function isDType(name: unknown): name is DType {
  return typeof name === 'string' && Object.hasOwn(dtypes, name);
}
export const isFloating = (dtype: DType): boolean => dtypes[dtype].floating;
export const isInteger = (dtype: DType): boolean => dtypes[dtype].integer;
export const isNumeric = (dtype: DType): boolean => dtypes[dtype].floating || dtypes[dtype].integer;

/** A zero-filled array for `length` elements (strings: empty strings). */
export function allocateData<D extends DType>(dtype: D, length: number): DataOf[D] {
  return allocators[dtype](length) as DataOf[D];
}
const allocators = {
  float32: (n) => new Float32Array(n),
  float64: (n) => new Float64Array(n),
  int32: (n) => new Int32Array(n),
  int64: (n) => new BigInt64Array(n),
  uint8: (n) => new Uint8Array(n),
  bool: (n) => new Uint8Array(n),
  resource: (n) => new Int32Array(n),
  string: (n) => new Array<StringElement>(n).fill(''),
} satisfies { [D in DType]: (length: number) => DataOf[D] };
