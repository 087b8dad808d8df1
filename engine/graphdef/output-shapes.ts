/**
 * Types and shapes of the outputs of a GraphDef's nodes: what its writer knew (`_output_shapes`), and where it says
 * nothing, what the registry infers node by node. Tolerant: unknown operations, loops, missing inputs and whatever else is
 * wrong give unknown types and shapes, and absurd counts give nothing; it never throws.
 */

import type { AttrValue as AttrMessage, FunctionDef, NodeDef, TensorShapeProto } from '../formats/index.ts';
import {
  type Attributes,
  type AttrValue,
  type DType,
  dtypeFromEnum,
  isKnown,
  maxPartialElements,
  parseShape,
  TensorShape,
} from '../graph/index.ts';
import { type Argument, findOp, type InferredInput, inferOutputs, type RegisteredOp } from '../ops/index.ts';
import { decodeAttribute } from './attributes.ts';
import type { DescribedDimension, OutputDescription } from './description.ts';
import type { NodeInputs } from './node-inputs.ts';
import { typeName } from './type-text.ts';

/** Of one node; more is damage. */
const mostOutputs = 10_000;
/** Of all nodes together: then the rest have none. */
const mostOutputsOfAll = 2_000_000;
const mostDimensions = 254;

/** Operations of loops, which give on what they get: to each of these many outputs, the first input. */
const passingOn: Readonly<Record<string, number>> = {
  Enter: 1,
  RefEnter: 1,
  Exit: 1,
  RefExit: 1,
  NextIteration: 1,
  RefNextIteration: 1,
  LoopCond: 1,
};

type Known = { readonly [K in keyof InferredInput]: InferredInput[K] | undefined };

export interface NodesInOrder {
  readonly nodes: readonly NodeDef[];
  /** Of each node. */
  readonly inputs: readonly NodeInputs[];
  /** Positions of the nodes, each after what it reads, but for loops. */
  readonly order: Iterable<number>;
  readonly positions: ReadonlyMap<string, number>;
  readonly functions: ReadonlyMap<string, FunctionDef>;
}

export function outputsOf({ nodes, inputs, order, positions, functions }: NodesInOrder): OutputDescription[][] {
  const written = nodes.map(writtenShapes);
  const used = usedOutputs(inputs, positions);
  const infers = nodes.some((node, i) => !written[i] && findOp(node.op)?.outputArgs.length !== 0);
  const known: (readonly Known[])[] = nodes.map(() => []);
  const outputs: OutputDescription[][] = nodes.map(() => []);
  let left = mostOutputsOfAll;
  for (const i of order) {
    const node = nodes[i];
    const types = typesOf(node, functions.get(node.op)) ?? [];
    const inferred = infers ? inferredOutputs(node, inputsKnown(inputs[i])) : [];
    const count = Math.min(Math.max(types.length, written[i]?.length ?? 0, used[i], inferred.length), left);
    left -= count;
    outputs[i] = Array.from({ length: count }, (_, output) => {
      const dims = written[i]?.[output];
      return {
        dtype: types[output] ?? inferred[output]?.dtype ?? '',
        shape: dims ?? describedShape(inferred[output]?.shape),
      };
    });
    if (!infers) continue;
    known[i] = written[i]
      ? outputs[i].map((output, at) => merged(`${node.name}:${at}`, output, inferred[at]))
      : inferred;
  }
  return outputs;

  function inputsKnown({ data }: NodeInputs): (Known | undefined)[] {
    return data.map(({ name, output }) => {
      const from = positions.get(name);
      return from === undefined ? undefined : known[from][output];
    });
  }
}

/** What an output's readers are told: the writer's word, and the symbols and values that inference knows. */
function merged(name: string, { dtype, shape }: OutputDescription, inferred: Known | undefined): Known {
  const given = parseShape(shape as (number | null)[] | null, (axis) => `${name}.${axis}`);
  return {
    dtype: inferred?.dtype ?? (dtype as DType),
    shape: inferred?.shape?.mergeWith(given) ?? given,
    value: inferred?.value,
  };
}

function inferredOutputs(node: NodeDef, inputs: readonly (Known | undefined)[]): readonly Known[] {
  const copies = Object.hasOwn(passingOn, node.op) ? passingOn[node.op] : 0;
  if (copies > 0)
    return new Array<Known>(copies).fill({ dtype: undefined, shape: undefined, value: undefined, ...inputs[0] });
  const def = findOp(node.op);
  if (!def) return [];
  const constant = node.op === 'Const' && largeConstant(node);
  if (constant) return [constant];
  try {
    const attributes = attributesOf(node, def);
    if (!attributes || !countsAreSane(def, attributes)) return [];
    const known = inputs.map(
      (input): InferredInput => ({
        dtype: input?.dtype ?? 'float32',
        shape: input?.shape ?? TensorShape.unknown,
        value: input?.value,
      }),
    );
    return inferOutputs(def, node.name, known, attributes).outputs ?? [];
  } catch {
    // A rule that found less than it may expect of a graph that was built here.
    return [];
  }
}

/** A constant whose elements inference would not look at: they are not decoded for it. */
function largeConstant(node: NodeDef): Known | undefined {
  const value = Object.hasOwn(node.attr, 'value') ? node.attr.value.value : undefined;
  const shape = value?.case === 'tensor' ? value.value.tensorShape : undefined;
  if (value?.case !== 'tensor' || !shape || shape.dim.length > mostDimensions) return undefined;
  const dims = shape.dim.map(({ size }) => Number(size));
  const size = dims.reduce((product, dim) => product * dim, 1);
  if (size <= maxPartialElements || dims.some((dim) => !(dim >= 0))) return undefined;
  return { dtype: dtypeFromEnum(value.value.dtype), shape: new TensorShape(dims), value: undefined };
}

/** Undefined where one is missing. @throws FormatError for what this engine cannot hold */
function attributesOf(node: NodeDef, def: RegisteredOp): Attributes | undefined {
  const attributes: Record<string, AttrValue> = {};
  for (const [key, spec] of Object.entries(def.attributes)) {
    const message = Object.hasOwn(node.attr, key) ? node.attr[key] : undefined;
    if (message) attributes[key] = decodeAttribute(message, key, spec.kind, (axis) => `${node.name}.${axis}`);
    else if (spec.default !== undefined) attributes[key] = { kind: spec.kind, value: spec.default } as AttrValue;
    if (attributes[key]?.kind !== spec.kind) return undefined;
  }
  return attributes;
}

function countsAreSane(def: RegisteredOp, attributes: Attributes): boolean {
  return [...def.inputArgs, ...def.outputArgs].every(({ numberAttr, typeListAttr }) => {
    const number = numberAttr === undefined ? 0 : (attributes[numberAttr]?.value as number);
    const list = typeListAttr === undefined ? [] : (attributes[typeListAttr]?.value as readonly unknown[]);
    return number >= 0 && number <= mostOutputs && list.length <= mostOutputs;
  });
}

function describedShape(shape: TensorShape | undefined): readonly DescribedDimension[] | null {
  // Symbols that were made up here, for sizes that the graph leaves open, would tell nobody anything.
  return shape?.dims?.map((dim) => (isKnown(dim) ? dim : null)) ?? null;
}

// ---- What the message says ----

function writtenShapes(node: NodeDef): ((number | null)[] | null)[] | undefined {
  const attribute = Object.hasOwn(node.attr, '_output_shapes') ? node.attr._output_shapes.value : undefined;
  return attribute?.case === 'list' ? attribute.value.shape.slice(0, mostOutputs).map(dimensionsOf) : undefined;
}

function dimensionsOf({ dim, unknownRank }: TensorShapeProto): (number | null)[] | null {
  if (unknownRank || dim.length > mostDimensions) return null;
  return dim.map(({ size }) => (size < 0n ? null : Number(size)));
}

/** How many outputs each node must have for what others read of it. */
function usedOutputs(inputs: readonly NodeInputs[], positions: ReadonlyMap<string, number>): Uint32Array {
  const used = new Uint32Array(inputs.length);
  for (const { data } of inputs) {
    for (const { name, output } of data) {
      const from = positions.get(name);
      if (from !== undefined && output < mostOutputs) used[from] = Math.max(used[from], output + 1);
    }
  }
  return used;
}

/** The types of a node's outputs, as far as its definition and attributes say them; undefined if nothing does. */
function typesOf(node: NodeDef, called: FunctionDef | undefined): string[] | undefined {
  const attr = (name: string | undefined): AttrMessage['value'] | undefined =>
    name !== undefined && Object.hasOwn(node.attr, name) ? node.attr[name].value : undefined;
  const def = findOp(node.op);
  if (def) return def.outputArgs.flatMap((argument) => argumentTypes(argument, def, attr));
  if (called?.signature) {
    return called.signature.outputArg.slice(0, mostOutputs).map(({ type, typeAttr }) => {
      const given = attr(typeAttr);
      return type !== 0 ? baseName(type) : given?.case === 'type' ? baseName(given.value) : '';
    });
  }
  for (const name of typeAttributes) {
    const value = attr(name);
    if (value?.case === 'type') return [baseName(value.value)];
    if (value?.case === 'list') return value.value.type.slice(0, mostOutputs).map(baseName);
  }
  return undefined;
}

/** Where operations that are not registered here have the types of their outputs, the surer first. */
const typeAttributes = ['Tout', 'output_types', 'dtype', 'out_type', 'DstT', 'Toutput', 'component_types', 'T'];

function argumentTypes(
  argument: Argument,
  def: RegisteredOp,
  attr: (name: string | undefined) => AttrMessage['value'] | undefined,
): string[] {
  if (argument.typeListAttr !== undefined) {
    const list = attr(argument.typeListAttr);
    return list?.case === 'list' ? list.value.type.slice(0, mostOutputs).map(baseName) : [];
  }
  const type = attr(argument.typeAttr);
  const fallback = argument.typeAttr === undefined ? undefined : def.attributes[argument.typeAttr]?.default;
  const name =
    argument.dtype ?? (type?.case === 'type' ? baseName(type.value) : ((fallback as DType | undefined) ?? ''));
  const number = attr(argument.numberAttr);
  const count = argument.numberAttr === undefined ? 1 : number?.case === 'i' ? Number(number.value) : 0;
  return new Array<string>(count >= 0 && count <= mostOutputs ? count : 0).fill(name);
}

/** Variables' types are those of what they hold. */
const baseName = (type: number): string => dtypeFromEnum(type) ?? typeName(type > 100 ? type - 100 : type);
