/**
 * One operation from what a user wrote: opens the operation's scope, turns plain arguments into constants named after
 * the operation's arguments (`Pad/paddings`), and gives them the types that the definition asks for.
 */

import { type DType, isGraphElement, type Operation, Tensor } from '../graph/index.ts';
import {
  type Argument,
  addOp,
  type BuildOptions,
  getOp,
  type PlainAttributes,
  type RegisteredOp,
} from '../ops/index.ts';
import { asTensor, convertToTensor, type TensorLike } from './convert.ts';
import { opScope } from './op-scope.ts';

/** One argument; a list for a list argument. */
export type OpArgument = TensorLike | readonly TensorLike[];

export interface ApplyOptions extends Pick<BuildOptions, 'colocateWith'> {
  readonly name?: string | null | undefined;
  /** What the operation is called without a name; default: its type. */
  readonly fallback?: string;
}

/** @throws ShapeError, DTypeError for arguments that do not fit. */
export function applyOp(
  type: string,
  inputs: readonly OpArgument[],
  attributes: PlainAttributes = {},
  options: ApplyOptions = {},
): Operation {
  const def = getOp(type);
  return opScope(options.name, options.fallback ?? type, inputs, (scope) => {
    const tensors = convertArguments(def, inputs, attributes);
    return addOp(type, tensors, attributes, { name: scope, colocateWith: options.colocateWith });
  });
}

/** As applyOp, for its first output; `T` is what the caller knows of its type. */
export function apply<T extends Tensor = Tensor>(
  type: string,
  inputs: readonly OpArgument[],
  attributes?: PlainAttributes,
  options?: ApplyOptions,
): T {
  return applyOp(type, inputs, attributes, options).outputs[0] as T;
}

function convertArguments(
  def: RegisteredOp,
  inputs: readonly OpArgument[],
  attributes: PlainAttributes,
): (Tensor | Tensor[])[] {
  const types = inputs.every(asTensor) ? noTypes : typesOf(def, inputs, attributes);
  return def.inputArgs.map((argument, index) => {
    const value = inputs[index];
    if (!argument.isList) return convertArgument(def, argument, argument.name, value as TensorLike, types);
    return (value as readonly TensorLike[]).map((item, i) =>
      convertArgument(def, argument, `${argument.name}_${i}`, item, types),
    );
  });
}

/** Where all arguments are tensors, nobody asks for types. */
const noTypes = new Map<string, DType>();

/** What the tensors among the arguments, and the attributes given, say of the type attributes. */
function typesOf(def: RegisteredOp, inputs: readonly OpArgument[], attributes: PlainAttributes): Map<string, DType> {
  const types = new Map<string, DType>();
  for (const { key, kind } of def.attributeRows) {
    if (kind === 'type' && attributes[key] !== undefined) types.set(key, attributes[key] as DType);
  }
  def.inputArgs.forEach(({ typeAttr }, index) => {
    if (!typeAttr || types.has(typeAttr)) return;
    const value = inputs[index];
    const tensor = asTensor(value) ?? (Array.isArray(value) ? value.map(asTensor).find(Boolean) : undefined);
    if (tensor) types.set(typeAttr, tensor.dtype);
  });
  return types;
}

function convertArgument(
  def: RegisteredOp,
  argument: Argument,
  name: string,
  value: TensorLike,
  types: Map<string, DType>,
): Tensor {
  if (argument.isRef && isGraphElement(value)) {
    const element = value.asGraphElement();
    if (element instanceof Tensor) return element;
  }
  const tensor = asTensor(value);
  // Adding the operation says which argument does not fit which.
  if (tensor) return tensor;
  const { typeAttr } = argument;
  const dtype = argument.dtype ?? (typeAttr === undefined ? undefined : types.get(typeAttr));
  const converted = convertToTensor(value, { dtype, preferredDtype: preferredType(def, typeAttr), name });
  if (typeAttr !== undefined) types.set(typeAttr, converted.dtype);
  return converted;
}

/** What plain numbers become where nothing else says it: the attribute's default, or float32 if it is allowed. */
function preferredType(def: RegisteredOp, typeAttr: string | undefined): DType | undefined {
  const spec = typeAttr === undefined ? undefined : def.attributes[typeAttr];
  if (!spec) return undefined;
  if (spec.default !== undefined) return spec.default as DType;
  if (!spec.allowed || spec.allowed.includes('float32')) return undefined;
  return spec.allowed.includes('int32') ? 'int32' : spec.allowed[0];
}
