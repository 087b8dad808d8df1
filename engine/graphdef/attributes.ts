/** Attribute values to and from TensorFlow's AttrValue messages. */

import {
  AttrValueSchema,
  create,
  decodeMessage,
  decodeShape,
  decodeTensorProto,
  encodeMessage,
  encodeShape,
  encodeTensorProto,
  FormatError,
  type AttrValue as MessageAttrValue,
  type MessageInitShape,
  stringElement,
} from '../formats/index.ts';
import {
  type AttrKind,
  type AttrValue,
  type DType,
  dtypeFromEnum,
  dtypes,
  isKnown,
  parseShape,
  type TensorShape,
} from '../graph/index.ts';

type MessageInit = MessageInitShape<typeof AttrValueSchema>;

/** Sizes for a message: what is not a number is -1 there, whatever symbol it has here. */
export function staticSizes(shape: TensorShape): (number | null)[] | null {
  return shape.dims?.map((dim) => (isKnown(dim) ? dim : null)) ?? null;
}

const bytesOf = (value: string | Uint8Array): Uint8Array =>
  typeof value === 'string' ? new TextEncoder().encode(value) : value;
const enumOf = (dtype: DType): number => dtypes[dtype].enumValue;

export function encodeAttribute(attribute: AttrValue): MessageAttrValue {
  if (attribute.kind === 'opaque') return decodeMessage(AttrValueSchema, attribute.value);
  return create(AttrValueSchema, { value: encodeValue(attribute) } as MessageInit);
}

function encodeValue(attribute: Exclude<AttrValue, { kind: 'opaque' }>): object {
  switch (attribute.kind) {
    case 'type':
      return { case: 'type', value: enumOf(attribute.value) };
    case 'int':
      return { case: 'i', value: BigInt(attribute.value) };
    case 'float':
      return { case: 'f', value: attribute.value };
    case 'bool':
      return { case: 'b', value: attribute.value };
    case 'string':
      return { case: 's', value: bytesOf(attribute.value) };
    case 'shape':
      return { case: 'shape', value: encodeShape(staticSizes(attribute.value)) };
    case 'tensor':
      return { case: 'tensor', value: encodeTensorProto(attribute.value) };
    case 'func':
      return {
        case: 'func',
        value: {
          name: attribute.value.name,
          attr: Object.fromEntries(
            Object.entries(attribute.value.attributes).map(([key, value]) => [key, encodeAttribute(value)]),
          ),
        },
      };
    case 'types':
      return { case: 'list', value: { type: attribute.value.map(enumOf) } };
    case 'ints':
      return { case: 'list', value: { i: attribute.value.map(BigInt) } };
    case 'floats':
      return { case: 'list', value: { f: [...attribute.value] } };
    case 'bools':
      return { case: 'list', value: { b: [...attribute.value] } };
    case 'strings':
      return { case: 'list', value: { s: attribute.value.map(bytesOf) } };
    case 'shapes':
      return { case: 'list', value: { shape: attribute.value.map((shape) => encodeShape(staticSizes(shape))) } };
  }
}

/**
 * The value of an attribute; `expected` decides what an empty list is a list of.
 * @throws FormatError for an element type that this engine does not have.
 */
export function decodeAttribute(
  message: MessageAttrValue,
  what: string,
  expected: AttrKind | undefined,
  nameOf: (axis: number) => string,
): AttrValue {
  const { value } = message;
  switch (value.case) {
    case 'type':
      return { kind: 'type', value: dtypeOf(value.value, what) };
    case 'i':
      return { kind: 'int', value: Number(value.value) };
    case 'f':
      return { kind: 'float', value: value.value };
    case 'b':
      return { kind: 'bool', value: value.value };
    case 's':
      return { kind: 'string', value: stringElement(value.value) };
    case 'shape':
      return { kind: 'shape', value: parseShape(decodeShape(value.value, what), nameOf) };
    case 'tensor':
      return { kind: 'tensor', value: decodeTensorProto(value.value, { what }) };
    case 'list':
      return decodeList(value.value, what, expected, nameOf) ?? opaque(message);
    default:
      return opaque(message);
  }
}

type ListMessage = Extract<MessageAttrValue['value'], { case: 'list' }>['value'];

function decodeList(
  list: ListMessage,
  what: string,
  expected: AttrKind | undefined,
  nameOf: (axis: number) => string,
): AttrValue | undefined {
  if (list.type.length || expected === 'types') {
    return { kind: 'types', value: list.type.map((type) => dtypeOf(type, what)) };
  }
  if (list.i.length || expected === 'ints') return { kind: 'ints', value: list.i.map(Number) };
  if (list.f.length || expected === 'floats') return { kind: 'floats', value: [...list.f] };
  if (list.b.length || expected === 'bools') return { kind: 'bools', value: [...list.b] };
  if (list.s.length || expected === 'strings') return { kind: 'strings', value: list.s.map(stringElement) };
  if (list.shape.length || expected === 'shapes') {
    const shapes = list.shape.map((shape, i) =>
      parseShape(decodeShape(shape, what), (axis) => nameOf(i * 1000 + axis)),
    );
    return { kind: 'shapes', value: shapes };
  }
  return undefined;
}

function opaque(message: MessageAttrValue): AttrValue {
  return { kind: 'opaque', value: encodeMessage(AttrValueSchema, message) };
}

function dtypeOf(value: number, what: string): DType {
  const dtype = dtypeFromEnum(value);
  if (dtype) return dtype;
  throw new FormatError({
    what,
    problem: `its element type is number ${value} of TensorFlow's DataType, which this engine does not have`,
    cure: `It has ${Object.keys(dtypes).join(', ')}.`,
  });
}
