/**
 * NdArray to and from TensorProto, TensorFlow's message for a value.
 * Written as TensorFlow writes them: one element in its typed field, more in tensor_content, strings in string_val.
 */

import { create, type MessageInitShape } from '@bufbuild/protobuf';
import {
  type DataOf,
  type DType,
  dataTypes,
  dtypeFromEnum,
  dtypes,
  NdArray,
  type StringElement,
} from '../graph/index.ts';
import { ByteReader } from './byte-reader.ts';
import { FormatError } from './format-error.ts';
import { DataType, type TensorProto, TensorProtoSchema } from './generated/tensor_pb.js';
import { widenBytes, widenerOf } from './half.ts';
import { stringElement, utf8 } from './string-element.ts';
import { bytesOf, dataFromBytes } from './tensor-bytes.ts';
import { decodeStaticShape, encodeShape } from './tensor-shape.ts';

/** Where a type's elements are when they are not in tensor_content. */
interface TypedField<D extends DType> {
  write(data: DataOf[D]): MessageInitShape<typeof TensorProtoSchema>;
  /** How many elements the message lists. */
  count(proto: TensorProto): number;
  /** Copies the listed elements to the start of `data`. */
  read(proto: TensorProto, data: DataOf[D]): void;
}

/** Resources are of one run: no message holds one. */
const typedFields: { [D in Exclude<DType, 'resource'>]: TypedField<D> } = {
  float32: {
    write: (data) => ({ floatVal: [...data] }),
    count: (proto) => proto.floatVal.length,
    read: (proto, data) => data.set(proto.floatVal),
  },
  float64: {
    write: (data) => ({ doubleVal: [...data] }),
    count: (proto) => proto.doubleVal.length,
    read: (proto, data) => data.set(proto.doubleVal),
  },
  int32: {
    write: (data) => ({ intVal: [...data] }),
    count: (proto) => proto.intVal.length,
    read: (proto, data) => data.set(proto.intVal),
  },
  uint8: {
    write: (data) => ({ intVal: [...data] }),
    count: (proto) => proto.intVal.length,
    read: (proto, data) => data.set(proto.intVal),
  },
  int64: {
    write: (data) => ({ int64Val: [...data] }),
    count: (proto) => proto.int64Val.length,
    read: (proto, data) => data.set(proto.int64Val),
  },
  bool: {
    write: (data) => ({ boolVal: Array.from(data, (byte) => byte !== 0) }),
    count: (proto) => proto.boolVal.length,
    read: (proto, data) => data.set(proto.boolVal.map(Number)),
  },
  string: {
    write: (data) => ({ stringVal: data.map(utf8) }),
    count: (proto) => proto.stringVal.length,
    read: (proto, data) => {
      for (const [i, bytes] of proto.stringVal.entries()) data[i] = stringElement(bytes);
    },
  },
};

/** The message for `array`. */
export function encodeTensorProto(array: NdArray): TensorProto {
  const { dtype, data } = array;
  const inline = dtype === 'string' || data.length <= 1;
  const field = typedFields[dtype as Exclude<DType, 'resource'>] as TypedField<DType>;
  const value = inline ? field.write(data) : { tensorContent: new Uint8Array(bytesOf(data as DataOf['float32'])) };
  return create(TensorProtoSchema, {
    dtype: dtypes[dtype].enumValue as DataType,
    tensorShape: encodeShape(array.shape),
    ...value,
  });
}

export interface DecodeTensorOptions {
  /** Named in errors: the node or tag the value belongs to. */
  readonly what?: string;
  /** The most bytes that a value may take beyond those stored in the message (a short list fills a large shape). */
  readonly maxBytes?: number;
}

/**
 * The value of a message. half and bfloat16 come out as float32. By TensorFlow's rule a list shorter than the shape
 * is filled up with its last element, and an empty one means zeros.
 * @throws FormatError for types without an NdArray, for lengths that contradict the shape, and above `maxBytes`
 */
export function decodeTensorProto(proto: TensorProto, options: DecodeTensorOptions = {}): NdArray {
  const what = options.what ?? 'a TensorProto';
  const { shape, size } = decodeStaticShape(proto.tensorShape, what);
  const half = widenerOf(proto.dtype);
  const dtype = half ? 'float32' : dtypeFromEnum(proto.dtype);
  if (dtype === undefined || dtype === 'resource') {
    const name = DataType[proto.dtype] ?? `DataType ${proto.dtype}`;
    throw new FormatError({
      what,
      problem: `values of type ${name} cannot be held`,
      cure: `Convert it to one of ${dataTypes.join(', ')} first.`,
    });
  }
  if (proto.tensorContent.length > 0) {
    if (dtype === 'string') return new NdArray('string', shape, stringContent(proto.tensorContent, size, what));
    if (half) return new NdArray('float32', shape, halfContent(proto.tensorContent, size, half, what));
    return new NdArray(dtype, shape, dataFromBytes(dtype, size, proto.tensorContent, what));
  }
  const field = half ? halfField(half) : (typedFields[dtype] as TypedField<DType>);
  const count = field.count(proto);
  if (count > size) {
    throw new FormatError({ what, problem: `${count} elements are listed for a shape of ${size}` });
  }
  const maxBytes = options.maxBytes ?? 1 << 28;
  // A string's element is a pointer in memory.
  if (count < size && size * (dtypes[dtype].bytes || 8) > maxBytes) {
    throw new FormatError({
      what,
      problem: `${count} listed elements would fill a shape of ${size}, above the limit of ${maxBytes} bytes`,
    });
  }
  const array = NdArray.zeros(dtype, shape);
  field.read(proto, array.data);
  if (count > 0) (array.data as StringElement[]).fill(array.data[count - 1] as StringElement, count);
  return array;
}

/** Strings in tensor_content: all lengths as varints, then all bytes. */
function stringContent(content: Uint8Array, size: number, what: string): StringElement[] {
  const reader = new ByteReader(content, what);
  if (size > content.length) throw reader.fault(`${size} strings cannot fit in ${content.length} bytes`);
  const lengths = Array.from({ length: size }, () => reader.varint());
  const data = lengths.map((length) => stringElement(reader.take(length)));
  if (reader.remaining > 0) throw reader.fault(`${reader.remaining} bytes follow the last string`);
  return data;
}

function halfContent(content: Uint8Array, size: number, widen: (bits: number) => number, what: string): Float32Array {
  if (content.length !== 2 * size) {
    throw new FormatError({
      what,
      problem: `${size} 16-bit elements take ${2 * size} bytes, but ${content.length} are stored`,
    });
  }
  return widenBytes(content, widen);
}

function halfField(widen: (bits: number) => number): Pick<TypedField<DType>, 'count' | 'read'> {
  return {
    count: (proto) => proto.halfVal.length,
    read: (proto, data) => (data as Float32Array).set(proto.halfVal.map(widen)),
  };
}
