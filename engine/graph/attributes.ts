/** Attribute values of operations, one variant for each field of TensorFlow's AttrValue message. */

import type { DType } from './dtype.ts';
import type { NdArray } from './ndarray.ts';
import type { TensorShape } from './shape.ts';

export type AttrValue =
  | { readonly kind: 'type'; readonly value: DType }
  | { readonly kind: 'int'; readonly value: number }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'string'; readonly value: string | Uint8Array }
  | { readonly kind: 'shape'; readonly value: TensorShape }
  | { readonly kind: 'tensor'; readonly value: NdArray }
  | { readonly kind: 'func'; readonly value: FunctionRef }
  | { readonly kind: 'types'; readonly value: readonly DType[] }
  | { readonly kind: 'ints'; readonly value: readonly number[] }
  | { readonly kind: 'floats'; readonly value: readonly number[] }
  | { readonly kind: 'bools'; readonly value: readonly boolean[] }
  | { readonly kind: 'strings'; readonly value: readonly (string | Uint8Array)[] }
  | { readonly kind: 'shapes'; readonly value: readonly TensorShape[] }
  /** An attribute this engine does not interpret: its serialized AttrValue, kept so that export gives it back. */
  | { readonly kind: 'opaque'; readonly value: Uint8Array };

export interface FunctionRef {
  readonly name: string;
  readonly attributes: Attributes;
}

export type AttrKind = AttrValue['kind'];
export type AttrOf<K extends AttrKind> = Extract<AttrValue, { kind: K }>['value'];
export type Attributes = Readonly<Record<string, AttrValue>>;
