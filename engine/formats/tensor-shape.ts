/** TensorShapeProto to and from plain arrays of dimensions. */

import { create } from '@bufbuild/protobuf';
import { FormatError } from './format-error.ts';
import { type TensorShapeProto, TensorShapeProtoSchema } from './generated/tensor_pb.js';

/** TensorFlow's limit on the rank of a tensor. */
const maxRank = 254;

/** @param shape dimensions with null where the size is unknown; null when the rank is unknown */
export function encodeShape(shape: readonly (number | null)[] | null): TensorShapeProto {
  if (shape === null) return create(TensorShapeProtoSchema, { unknownRank: true });
  return create(TensorShapeProtoSchema, { dim: shape.map((size) => ({ size: BigInt(size ?? -1) })) });
}

/** The inverse of encodeShape. An absent message is a scalar's shape. @throws FormatError */
export function decodeShape(proto: TensorShapeProto | undefined, what = 'a tensor shape'): (number | null)[] | null {
  if (proto === undefined) return [];
  if (proto.unknownRank) return null;
  if (proto.dim.length > maxRank) {
    throw new FormatError({ what, problem: `the shape has ${proto.dim.length} dimensions, more than ${maxRank}` });
  }
  return proto.dim.map(({ size }) => {
    if (size === -1n) return null;
    if (size < 0n || size > BigInt(Number.MAX_SAFE_INTEGER)) {
      throw new FormatError({ what, problem: `the shape has an impossible dimension of ${size}` });
    }
    return Number(size);
  });
}

/** The shape and number of elements of a tensor that has a value. @throws FormatError when a dimension is unknown */
export function decodeStaticShape(
  proto: TensorShapeProto | undefined,
  what = 'a tensor',
): { shape: number[]; size: number } {
  const dims = decodeShape(proto, what);
  if (dims === null || dims.includes(null)) {
    throw new FormatError({ what, problem: 'the shape of a stored value has an unknown dimension' });
  }
  const shape = dims as number[];
  return { shape, size: checkedSize(shape, what) };
}

/** The number of elements of `shape`. @throws FormatError when it is not a safe integer */
export function checkedSize(shape: readonly number[], what: string): number {
  let size = 1;
  for (const dim of shape) {
    // Zeros are left out, so that the other dimensions of an empty tensor are held to the limit too.
    size *= dim || 1;
    if (!Number.isSafeInteger(size)) {
      throw new FormatError({ what, problem: `a tensor of shape [${shape.join(', ')}] is impossibly large` });
    }
  }
  return shape.includes(0) ? 0 : size;
}
