/** What a SavedModel says of itself: names of its tensors for those who only know what they mean. */

import {
  create,
  decodeShape,
  encodeShape,
  type MetaGraphDef,
  type SignatureDef,
  SignatureDefSchema,
  type TensorInfo as TensorInfoMessage,
} from '../../formats/index.ts';
import { type DType, dtypeFromEnum, dtypes, type Tensor } from '../../graph/index.ts';
import { staticSizes } from '../../graphdef/index.ts';
import { signatureConstants } from '../graph/index.ts';

export interface TensorInfo {
  /** The tensor's name in the graph, `op:0`: a session takes it as fetch and feed. */
  readonly name: string;
  /** undefined for a type that this engine does not have. */
  readonly dtype: DType | undefined;
  /** null for sizes that are open; null in all for an open rank. */
  readonly shape: readonly (number | null)[] | null;
}

export interface Signature {
  readonly inputs: Readonly<Record<string, TensorInfo>>;
  readonly outputs: Readonly<Record<string, TensorInfo>>;
  readonly methodName: string;
}

/** Signatures by key. Tensors that are not dense are left out. */
export function decodeSignatures({ signatureDef }: MetaGraphDef): Record<string, Signature> {
  return mapped(signatureDef, ({ inputs, outputs, methodName }) => ({
    inputs: decodeInfos(inputs),
    outputs: decodeInfos(outputs),
    methodName,
  }));
}

function decodeInfos(infos: Readonly<Record<string, TensorInfoMessage>>): Record<string, TensorInfo> {
  return mapped(infos, ({ encoding, dtype, tensorShape }) =>
    encoding.case === 'name'
      ? { name: encoding.value, dtype: dtypeFromEnum(dtype), shape: decodeShape(tensorShape) }
      : undefined,
  );
}

/** The signature with which a model is served: named tensors in, named tensors out. */
export function encodeSignature(
  inputs: Readonly<Record<string, Tensor>>,
  outputs: Readonly<Record<string, Tensor>>,
): SignatureDef {
  const infos = (tensors: Readonly<Record<string, Tensor>>) =>
    mapped(tensors, ({ name, dtype, shape }) => ({
      encoding: { case: 'name' as const, value: name },
      dtype: dtypes[dtype].enumValue,
      tensorShape: encodeShape(staticSizes(shape)),
    }));
  return create(SignatureDefSchema, {
    inputs: infos(inputs),
    outputs: infos(outputs),
    methodName: signatureConstants.PREDICT_METHOD_NAME,
  });
}

function mapped<T, U>(record: Readonly<Record<string, T>>, map: (value: T) => U | undefined): Record<string, U> {
  return Object.fromEntries(
    Object.entries(record).flatMap(([key, value]) => {
      const result = map(value);
      return result === undefined ? [] : [[key, result]];
    }),
  );
}
