/** Adds operations to graphs: resolves attributes, infers the outputs, and throws what inference finds wrong. */

import {
  type AttrValue,
  type ControlFlowContext,
  DTypeError,
  type Graph,
  GraphError,
  getDefaultGraph,
  type Operation,
  ShapeError,
  type SourceLocation,
  Tensor,
} from '../../graph/index.ts';
import type { RegisteredOp } from './definition.ts';
import { type InferenceFault, type InferredInput, inferOutputs } from './inference.ts';
import { getOp } from './registry.ts';
import { type OpInput, type PlainAttributes, resolveAttributes } from './resolve-attributes.ts';

export interface BuildOptions {
  readonly name?: string | undefined;
  readonly controlInputs?: readonly Operation[];
  readonly device?: string;
  /** The operation to be placed with; by default the variable that a reference input stands for. */
  readonly colocateWith?: Operation | undefined;
  readonly source?: SourceLocation;
  readonly graph?: Graph;
  /** The branch or loop it counts as part of; default: that of the moment. */
  readonly controlFlow?: ControlFlowContext | null;
}

const none: Readonly<Record<string, never>> = {};

/**
 * Adds an operation to the default graph (or the inputs' graph) and gives it back.
 * @throws ShapeError, DTypeError, GraphError for what does not fit.
 */
export function addOp(
  type: string,
  inputs: readonly OpInput[],
  attributes: PlainAttributes = none,
  options: BuildOptions = none,
): Operation {
  const def = getOp(type);
  const name = options.name ?? type;
  const resolved = resolveAttributes(def, inputs, attributes, name);
  const flat = (def.takesLists ? inputs.flat() : inputs) as readonly Tensor[];
  const graph = options.graph ?? graphOf(flat);
  // Fresh symbols carry the operation's final name; the name is taken for good by addOperation.
  const provisional = () => (name.endsWith('/') ? name.slice(0, -1) : graph.uniqueName(name, false));
  const { outputs, fault } = inferOutputs(def, provisional, flat.map(knownOf), resolved);
  if (fault) throw faultError(fault, def, flat, provisional(), options.source ?? graph.locate());
  const anchor = options.colocateWith ?? referenced(def, inputs);
  return graph.addOperation({
    type,
    name: options.name,
    inputs: flat,
    attributes: anchor ? { ...resolved, _class: colocationClass(anchor) } : resolved,
    outputs,
    controlInputs: options.controlInputs,
    device: options.device ?? anchor?.device,
    source: options.source,
    controlFlow: options.controlFlow,
  });
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

function knownOf(input: Tensor): InferredInput {
  return { dtype: input.dtype, shape: input.shape, value: input.partialValue };
}

/** The operation behind the first reference input: what changes a variable runs where the variable is. */
function referenced(def: RegisteredOp, inputs: readonly OpInput[]): Operation | undefined {
  if (def.referenceInput < 0) return undefined;
  const input = inputs[def.referenceInput];
  return input instanceof Tensor ? input.op : undefined;
}

/** The `_class` attribute by which graphs say that an operation is placed with another. */
function colocationClass(anchor: Operation): AttrValue {
  return anchor.attributes._class ?? { kind: 'strings', value: [`loc:@${anchor.name}`] };
}

function faultError(
  { code, message }: InferenceFault,
  { type }: RegisteredOp,
  inputs: readonly Tensor[],
  name: string,
  source: SourceLocation | undefined,
): GraphError {
  const inputShapes = inputs.map((input) => input.shape.toBrackets());
  const inputText = inputShapes.length ? ` with input shapes: ${inputShapes.join(', ')}` : '';
  const ErrorClass = code === 'dtype' ? DTypeError : ShapeError;
  return new ErrorClass(`${message} for '${name}' (op: '${type}')${inputText}.`, {
    name,
    type,
    inputShapes,
    inputs: inputs.map((input) => input.name),
    ...(source && { source }),
  });
}
