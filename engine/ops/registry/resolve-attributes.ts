/** The attributes of an operation to be: types and counts from the inputs, then what the caller gave, then defaults. */

import { type Attributes, type AttrValue, type DType, DTypeError, GraphError, Tensor } from '../../graph/index.ts';
import type { Argument, AttributeRow, RegisteredOp } from './definition.ts';

/** An input: a tensor, or a list of them for a list argument. */
export type OpInput = Tensor | readonly Tensor[];

/** Attribute values as plain data; the definition says their kind. */
export type PlainAttributes = Readonly<Record<string, AttrValue['value'] | undefined>>;

/**
 * @param name - Of the operation, for errors.
 * @throws DTypeError, GraphError for inputs and attributes that do not fit the definition or each other.
 */
export function resolveAttributes(
  def: RegisteredOp,
  inputs: readonly OpInput[],
  given: PlainAttributes,
  name: string,
): Attributes {
  const { inputArgs, attributeRows } = def;
  if (inputs.length !== inputArgs.length) {
    throw new GraphError(`Op type ${def.type} takes ${inputArgs.length} inputs, but ${inputs.length} were given.`);
  }
  const resolved: Record<string, AttrValue> = {};
  for (const { key, kind } of attributeRows) {
    const value = given[key];
    if (value === undefined) continue;
    if (kind === 'int' && typeof value === 'number' && !Number.isInteger(value)) {
      throw new GraphError(`Expected int for argument '${key}' of '${def.type}' Op, not ${value}.`);
    }
    resolved[key] = { kind, value } as AttrValue;
  }
  for (let index = 0; index < inputArgs.length; index++) {
    const input = inputs[index];
    if (inputArgs[index].isList !== Array.isArray(input)) {
      const expected = inputArgs[index].isList ? 'a list' : 'one tensor';
      throw new GraphError(`Input '${inputArgs[index].name}' of '${def.type}' Op must be ${expected}.`);
    }
    if (Array.isArray(input)) resolveList(def, index, input, inputs, given, resolved);
    else resolveOne(def, index, input as Tensor, inputs, given, resolved);
  }
  for (const row of attributeRows) {
    const value = resolved[row.key] ?? row.fallback;
    if (value === undefined) throw new GraphError(`Op type ${def.type} needs a value for its attribute '${row.key}'.`);
    resolved[row.key] = value;
    if (row.allowed && !row.allowed.includes(value.value as DType)) {
      throw notAllowed(def, row, value, typeSource(def, row.key, inputs, given), name);
    }
  }
  return resolved;
}

function resolveList(
  def: RegisteredOp,
  index: number,
  list: readonly Tensor[],
  inputs: readonly OpInput[],
  given: PlainAttributes,
  resolved: Record<string, AttrValue>,
): void {
  const { numberAttr, typeListAttr } = def.inputArgs[index];
  if (numberAttr !== undefined) resolved[numberAttr] = { kind: 'int', value: list.length };
  if (typeListAttr !== undefined) {
    resolved[typeListAttr] = { kind: 'types', value: list.map((tensor) => tensor.dtype) };
    return;
  }
  for (const tensor of list) resolveOne(def, index, tensor, inputs, given, resolved);
}

/** Takes the type from the tensor, or compares it with the one that is known already. */
function resolveOne(
  def: RegisteredOp,
  index: number,
  tensor: Tensor,
  inputs: readonly OpInput[],
  given: PlainAttributes,
  resolved: Record<string, AttrValue>,
): void {
  const argument = def.inputArgs[index];
  if (!(tensor instanceof Tensor)) {
    throw new DTypeError(`Input '${argument.name}' of '${def.type}' Op must be a tensor.`);
  }
  if (argument.isRef && !tensor.isRef) {
    throw new DTypeError(
      `Input '${argument.name}' of '${def.type}' Op requires a variable (a mutable tensor), but ${tensor} is not one.`,
      tensor.op.describe(),
    );
  }
  const { typeAttr } = argument;
  const expected = typeAttr === undefined ? argument.dtype : (resolved[typeAttr]?.value as DType | undefined);
  if (expected === tensor.dtype) return;
  if (expected !== undefined) throw typeMismatch(def, argument, tensor, expected, inputs, given);
  resolved[typeAttr!] = typeValues[tensor.dtype];
}

/** One object a type, for all operations. */
const typeValues: Readonly<Record<DType, AttrValue>> = {
  float32: { kind: 'type', value: 'float32' },
  float64: { kind: 'type', value: 'float64' },
  int32: { kind: 'type', value: 'int32' },
  int64: { kind: 'type', value: 'int64' },
  uint8: { kind: 'type', value: 'uint8' },
  bool: { kind: 'type', value: 'bool' },
  string: { kind: 'type', value: 'string' },
  resource: { kind: 'type', value: 'resource' },
};

/** The argument whose tensor said what a type attribute is; undefined where the caller did, or the default. */
function typeSource(
  def: RegisteredOp,
  key: string,
  inputs: readonly OpInput[],
  given: PlainAttributes,
): Argument | undefined {
  if (given[key] !== undefined) return undefined;
  return def.inputArgs.find(({ typeAttr }, index) => typeAttr === key && [inputs[index]].flat().length > 0);
}

function typeMismatch(
  def: RegisteredOp,
  argument: Argument,
  tensor: Tensor,
  expected: DType,
  inputs: readonly OpInput[],
  given: PlainAttributes,
): DTypeError {
  const other = argument.typeAttr === undefined ? undefined : typeSource(def, argument.typeAttr, inputs, given);
  const reason = other ? `type ${expected} of argument '${other.name}'` : `expected type of ${expected}`;
  return new DTypeError(
    `Input '${argument.name}' of '${def.type}' Op has type ${tensor.dtype} that does not match ${reason}.`,
    tensor.op.describe(),
  );
}

function notAllowed(
  def: RegisteredOp,
  { key, allowed }: AttributeRow,
  { value }: AttrValue,
  source: Argument | undefined,
  name: string,
): DTypeError {
  return new DTypeError(
    `Value passed to ${source ? `parameter '${source.name}'` : `attribute '${key}'`} of '${name}' (op: '${def.type}') ` +
      `has DataType ${value} not in list of allowed values: ${allowed!.join(', ')}.`,
  );
}
