/** The constructors of typed arrays: those that feeds can be made of keep their length, others are unknown. */

import { type Dim, type DType, TensorShape } from '../../../graph/index.ts';
import {
  ArrayValue,
  type DataClass,
  DataValue,
  isPrimitive,
  lengthOf,
  type Machine,
  type NativeCall,
  type NativeFunction,
  ObjectValue,
  type Prototypes,
  SizeValue,
  Unknown,
  type Value,
} from '../../values/index.ts';
import { argument } from '../arguments.ts';
import { itemsFrom, itemsOfFrom } from '../array/constructor.ts';
import { type Call, constructorFunction, install, installGetters } from '../method-table.ts';
import { someSize } from '../sizes.ts';
import { sizeOfData } from './elements.ts';
import { bytesPerElement, typedArrayGetters, typedArrayMethods } from './typed-array-methods.ts';

type TypedArrayClass = Exclude<DataClass, 'NdArray'>;

const dtypeOf: Readonly<Record<TypedArrayClass, DType>> = {
  Float32Array: 'float32',
  Float64Array: 'float64',
  Int32Array: 'int32',
  BigInt64Array: 'int64',
  Uint8Array: 'uint8',
  Uint8ClampedArray: 'uint8',
};
export const typedArrayClasses = Object.keys(dtypeOf) as readonly TypedArrayClass[];

/** Typed arrays that no feed can be made of. */
const unmodelled = ['Int8Array', 'Int16Array', 'Uint16Array', 'Uint32Array', 'Float16Array', 'BigUint64Array'] as const;

export function typedArrayOf(className: TypedArrayClass, length: Dim): DataValue {
  return new DataValue(dtypeOf[className], TensorShape.of(length), className);
}

/** How many elements `new Float32Array(...)` makes. */
function lengthFrom(call: Call): Dim {
  const { machine, site, args } = call;
  const source = argument(call, 0);
  if (source instanceof SizeValue) return source.dim;
  if (source instanceof DataValue) return sizeOfData(source);
  if (source instanceof ArrayValue) return lengthOf(source.list);
  if (source instanceof Unknown || args.length > 1) return someSize();
  if (!isPrimitive(source)) return lengthOf(itemsFrom(call, source));
  const length = source === undefined ? 0 : machine.number(source);
  if (length === undefined) return someSize();
  const whole = Number.isNaN(length) ? 0 : Math.trunc(length);
  if (whole < 0 || !Number.isSafeInteger(whole)) {
    machine.throwError('RangeError', `Invalid typed array length: ${length}`, site);
  }
  return whole;
}

function refuse(className: string): NativeCall {
  return ({ machine, site }) => machine.throwError('TypeError', `Constructor ${className} requires 'new'`, site);
}

function typedArrayConstructor(prototypes: Prototypes, className: TypedArrayClass): NativeFunction {
  const bytes = bytesPerElement[className];
  prototypes.data[className].init('BYTES_PER_ELEMENT', bytes);
  return constructorFunction(prototypes, {
    name: className,
    instances: prototypes.data[className],
    call: refuse(className),
    construct: (call) => typedArrayOf(className, lengthFrom(call)),
    statics: {
      from: (call) => typedArrayOf(className, lengthOf(itemsOfFrom(call))),
      of: ({ args, hasMore }) => typedArrayOf(className, hasMore ? someSize() : args.length),
    },
    constants: { BYTES_PER_ELEMENT: bytes },
  });
}

/** A constructor of objects of which nothing is known. */
function unmodelledConstructor(prototypes: Prototypes, className: string): NativeFunction {
  const instances = new ObjectValue(prototypes.object, className);
  instances.isOpen = true;
  const make = ({ machine, args }: { machine: Machine; args: readonly Value[] }): Value => {
    for (const arg of args) machine.escape(arg);
    const made = new ObjectValue(instances, className);
    made.isOpen = true;
    return made;
  };
  return constructorFunction(prototypes, {
    name: className,
    instances,
    call: refuse(className),
    construct: make,
    statics: { from: make, of: make },
  });
}

export function typedArrayConstructors(prototypes: Prototypes): (readonly [string, Value])[] {
  return [
    ...typedArrayClasses.map((name) => [name, typedArrayConstructor(prototypes, name)] as const),
    ...unmodelled.map((name) => [name, unmodelledConstructor(prototypes, name)] as const),
  ];
}

export function fillTypedArrayPrototypes(prototypes: Prototypes): void {
  for (const className of typedArrayClasses) {
    install(prototypes.data[className], typedArrayMethods, prototypes.function);
    installGetters(prototypes.data[className], typedArrayGetters, prototypes.function);
  }
}
