/** Adds operations to graphs: resolves attributes, infers the outputs, and throws what inference finds wrong. */

import {
  type Attributes,
  type AttrValue,
  type DType,
  DTypeError,
  type Graph,
  GraphError,
  getDefaultGraph,
  type Operation,
  ShapeError,
  type SourceLocation,
  Tensor,
} from '../../graph/index.ts';
import type { Argument, AttrSpec, RegisteredOp } from './definition.ts';
import { inferOutputs } from './inference.ts';
import { getOp } from './registry.ts';

export interface BuildOptions {
  readonly name?: string | undefined;
  readonly controlInputs?: readonly Operation[];
  readonly device?: string;
  /** The operation to be placed with; by default the variable that a reference input stands for. */
  readonly colocateWith?: Operation;
  readonly source?: SourceLocation;
  readonly graph?: Graph;
}

/** An input: a tensor, or a list of them for a list argument. */
export type OpInput = Tensor | readonly Tensor[];

/** Attribute values as plain data; the definition says their kind. */
export type PlainAttributes = Readonly<Record<string, AttrValue['value'] | undefined>>;

/**
 * Adds an operation to the default graph (or the inputs' graph) and gives it back.
 * @throws ShapeError, DTypeError, GraphError for what does not fit.
 */
export function addOp(
  type: string,
  inputs: readonly OpInput[],
  attributes: PlainAttributes = {},
  options: BuildOptions = {},
): Operation {
  const def = getOp(type);
  const flat = inputs.flat() as Tensor[];
  const graph = options.graph ?? graphOf(flat);
  const resolved = resolveAttributes(def, inputs, attributes, options.name ?? type);
  // Fresh symbols carry the operation's final name; the name is taken for good by addOperation.
  const provisional = options.name?.endsWith('/')
    ? options.name.slice(0, -1)
    : graph.uniqueName(options.name ?? type, false);
  const known = flat.map(({ dtype, shape, partialValue }) => ({ dtype, shape, value: partialValue }));
  const inference = inferOutputs(def, provisional, known, resolved);
  if (inference.fault) {
    const { code, message } = inference.fault;
    const shapes = flat.map((input) => input.shape.toBrackets());
    const inputText = shapes.length ? ` with input shapes: ${shapes.join(', ')}` : '';
    const source = options.source ?? graph.locate();
    const ErrorClass = code === 'dtype' ? DTypeError : ShapeError;
    throw new ErrorClass(`${message} for '${provisional}' (op: '${type}')${inputText}.`, {
      name: provisional,
      type,
      inputShapes: shapes,
      inputs: flat.map((input) => input.name),
      ...(source && { source }),
    });
  }
  const anchor = options.colocateWith ?? referenced(def, inputs);
  const device = options.device ?? anchor?.device;
  return graph.addOperation({
    type,
    name: options.name,
    inputs: flat,
    attributes: anchor ? { ...resolved, _class: colocationClass(anchor) } : resolved,
    outputs: inference.outputs,
    ...(options.controlInputs && { controlInputs: options.controlInputs }),
    ...(device !== undefined && { device }),
    source: options.source,
  });
}

/** The operation behind the first reference input: what changes a variable runs where the variable is. */
function referenced(def: RegisteredOp, inputs: readonly OpInput[]): Operation | undefined {
  const index = def.inputArgs.findIndex((argument) => argument.isRef);
  const input = inputs[index];
  return input instanceof Tensor ? input.op : undefined;
}

/** The `_class` attribute by which graphs say that an operation is placed with another. */
function colocationClass(anchor: Operation): AttrValue {
  return anchor.attributes._class ?? { kind: 'strings', value: [`loc:@${anchor.name}`] };
}

/** As addOp, for its first output. */
export function op(type: string, inputs: readonly OpInput[], attributes?: PlainAttributes, name?: string): Tensor {
  return addOp(type, inputs, attributes, { name }).outputs[0];
}

/** What an operation was made with, for another of the same kind: its attributes but the types that inputs imply. */
export function attributesOf(node: Operation): PlainAttributes {
  return Object.fromEntries(
    Object.entries(node.attributes).flatMap(([key, { kind, value }]) =>
      kind === 'type' || key.startsWith('_') ? [] : [[key, value]],
    ),
  );
}

/** The graph all inputs belong to; the default graph where there are none. */
function graphOf(inputs: readonly Tensor[]): Graph {
  const graph = inputs[0]?.graph ?? getDefaultGraph();
  for (const input of inputs) {
    if (input.graph !== graph) {
      throw new GraphError(`${input} must be from the same graph as ${inputs[0]}.`, input.op.describe());
    }
  }
  return graph;
}

/** Types and counts from the inputs, then what the caller gave, then defaults. */
function resolveAttributes(
  def: RegisteredOp,
  inputs: readonly OpInput[],
  given: PlainAttributes,
  name: string,
): Attributes {
  const resolved: Record<string, AttrValue> = {};
  const setBy = new Map<string, string>();
  if (inputs.length !== def.inputArgs.length) {
    throw new GraphError(`Op type ${def.type} takes ${def.inputArgs.length} inputs, but ${inputs.length} were given.`);
  }
  for (const [key, spec] of Object.entries(def.attributes)) {
    const value = given[key];
    if (value !== undefined) resolved[key] = { kind: spec.kind, value } as AttrValue;
  }
  def.inputArgs.forEach((argument, index) => {
    const list = [inputs[index]].flat() as Tensor[];
    checkArity(argument, inputs[index]);
    if (argument.numberAttr) resolved[argument.numberAttr] = { kind: 'int', value: list.length };
    if (argument.typeListAttr) {
      resolved[argument.typeListAttr] = { kind: 'types', value: list.map((tensor) => tensor.dtype) };
      return;
    }
    for (const tensor of list) checkType(argument, tensor);
  });
  for (const [key, spec] of Object.entries(def.attributes)) {
    if (!resolved[key] && spec.default !== undefined) {
      resolved[key] = { kind: spec.kind, value: spec.default } as AttrValue;
    }
    if (!resolved[key]) throw new GraphError(`Op type ${def.type} needs a value for its attribute '${key}'.`);
    checkAllowed(key, spec, resolved[key]);
  }
  return resolved;

  function checkArity(argument: Argument, input: OpInput): void {
    const isList = argument.numberAttr !== undefined || argument.typeListAttr !== undefined;
    if (isList !== Array.isArray(input)) {
      throw new GraphError(`Input '${argument.name}' of '${def.type}' Op must be ${isList ? 'a list' : 'one tensor'}.`);
    }
  }

  function checkType(argument: Argument, tensor: Tensor): void {
    if (!(tensor instanceof Tensor)) {
      throw new DTypeError(`Input '${argument.name}' of '${def.type}' Op must be a tensor.`);
    }
    if (argument.isRef && !tensor.isRef) {
      throw new DTypeError(
        `Input '${argument.name}' of '${def.type}' Op requires a variable (a mutable tensor), but ${tensor} is not one.`,
        tensor.op.describe(),
      );
    }
    const expected = argument.dtype ?? (resolved[argument.typeAttr!]?.value as DType | undefined);
    if (expected === undefined) {
      resolved[argument.typeAttr!] = { kind: 'type', value: tensor.dtype };
      setBy.set(argument.typeAttr!, argument.name);
    } else if (expected !== tensor.dtype) {
      const other = setBy.get(argument.typeAttr ?? '');
      const reason = other ? `type ${expected} of argument '${other}'` : `expected type of ${expected}`;
      throw new DTypeError(
        `Input '${argument.name}' of '${def.type}' Op has type ${tensor.dtype} that does not match ${reason}.`,
        tensor.op.describe(),
      );
    }
  }

  function checkAllowed(key: string, spec: AttrSpec, attribute: AttrValue): void {
    if (attribute.kind !== 'type' || !spec.allowed || spec.allowed.includes(attribute.value)) return;
    const by = setBy.get(key);
    throw new DTypeError(
      `Value passed to ${by ? `parameter '${by}'` : `attribute '${key}'`} of '${name}' (op: '${def.type}') has DataType ` +
        `${attribute.value} not in list of allowed values: ${spec.allowed.join(', ')}.`,
    );
  }
}
