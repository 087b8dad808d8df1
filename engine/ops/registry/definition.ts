/**
 * What the registry knows of an operation type. Every field is required, so an operation does not compile until it says
 * how it infers, differentiates and lowers.
 */

import type { AttrKind, AttrOf, AttrValue, DType, Operation } from '../../graph/index.ts';
import type { GradientRule } from './gradient-rule.ts';
import type { InferenceRule } from './inference.ts';
import type { LoweringRule } from './lowering.ts';

/**
 * One argument in the notation of TensorFlow's own operation definitions: `a: T` (type from attribute T), `shape: int32`,
 * `values: N * T` (N of them), `data: types` (a list of types), `ref: Ref(T)`.
 */
export type ArgumentText = `${string}: ${string}`;

export interface OpDefinition {
  /** TensorFlow's operation type name. */
  readonly type: string;
  readonly inputs: readonly ArgumentText[];
  readonly outputs: readonly ArgumentText[];
  readonly attributes: Readonly<Record<string, AttrSpec>>;
  /** Names of the inputs whose values, not only shapes, decide output shapes or the lowering: they are known when a plan is made. */
  readonly valueInputs?: readonly string[];
  /** It has an effect or draws random numbers: never shared, folded or dropped while something waits for it. */
  readonly stateful?: boolean;
  /** Output sizes are known only from values after it has run. */
  readonly dynamic?: boolean;
  /** No kernel computes it: the session does, between stages, for it keeps what outlives a plan and ends with the run. */
  readonly runsBetweenStages?: boolean;
  readonly infer: InferenceRule;
  readonly gradient: GradientRule;
  readonly lower: LoweringRule;
}

export interface AttrSpec {
  readonly kind: AttrKind;
  /** Undefined: the caller, or the inputs' types, must give it. */
  readonly default?: AttrValue['value'];
  /** For a type: those allowed; undefined for any. */
  readonly allowed?: readonly DType[];
}

/** A definition with its arguments parsed, and what of it every new operation asks for. */
export interface RegisteredOp extends OpDefinition {
  readonly inputArgs: readonly Argument[];
  readonly outputArgs: readonly Argument[];
  readonly attributeRows: readonly AttributeRow[];
  /** Any of its inputs is a list. */
  readonly takesLists: boolean;
  /** Index of the first argument that takes a reference; -1 for none. */
  readonly referenceInput: number;
}

export interface Argument {
  readonly name: string;
  /** A fixed type, or undefined. */
  readonly dtype: DType | undefined;
  /** The attribute that holds its type, or undefined. */
  readonly typeAttr: string | undefined;
  /** The attribute that holds how many there are (`N * T`), or undefined. */
  readonly numberAttr: string | undefined;
  /** The attribute that lists the types of a heterogeneous list, or undefined. */
  readonly typeListAttr: string | undefined;
  readonly isRef: boolean;
  /** It stands for a list of tensors. */
  readonly isList: boolean;
}

/** An attribute of a definition, its default as an operation has it. */
export interface AttributeRow {
  readonly key: string;
  readonly kind: AttrKind;
  readonly fallback: AttrValue | undefined;
  /** For a type: those allowed; undefined for any. */
  readonly allowed: readonly DType[] | undefined;
}

const numeric = ['float32', 'float64', 'int32', 'int64', 'uint8'] as const satisfies DType[];
const floats = ['float32', 'float64'] as const satisfies DType[];
const integers = ['int32', 'int64', 'uint8'] as const satisfies DType[];
const indices = ['int32', 'int64'] as const satisfies DType[];

/** Sets of element types that definitions allow. */
export const typeSets = { numeric, floats, integers, indices } as const;

/** Makers of attribute specifications. */
export const attr = {
  type: (allowed?: readonly DType[], fallback?: DType): AttrSpec => ({
    kind: 'type',
    ...(allowed && { allowed }),
    ...(fallback && { default: fallback }),
  }),
  types: (): AttrSpec => ({ kind: 'types' }),
  int: (fallback?: number): AttrSpec => spec('int', fallback),
  float: (fallback?: number): AttrSpec => spec('float', fallback),
  bool: (fallback?: boolean): AttrSpec => spec('bool', fallback),
  string: (fallback?: string): AttrSpec => spec('string', fallback),
  shape: (fallback?: AttrOf<'shape'>): AttrSpec => spec('shape', fallback),
  tensor: (): AttrSpec => ({ kind: 'tensor' }),
  ints: (fallback?: readonly number[]): AttrSpec => spec('ints', fallback),
  floats: (fallback?: readonly number[]): AttrSpec => spec('floats', fallback),
  strings: (fallback?: readonly string[]): AttrSpec => spec('strings', fallback),
};

function spec<K extends AttrKind>(kind: K, fallback: AttrOf<K> | undefined): AttrSpec {
  return fallback === undefined ? { kind } : { kind, default: fallback };
}

/** Inputs of one argument (all of a list's) among an operation's inputs. */
export function inputsOf(
  def: RegisteredOp,
  op: Pick<Operation, 'attributes'>,
  name: string,
): [from: number, to: number] {
  let at = 0;
  for (const argument of def.inputArgs) {
    const count = countOf(argument, op.attributes);
    if (argument.name === name) return [at, at + count];
    at += count;
  }
  throw new RangeError(`Internal: operation type ${def.type} has no input '${name}'.`);
}

/** How many tensors an argument stands for, given the attributes. */
export function countOf(argument: Argument, attributes: Operation['attributes']): number {
  if (!argument.isList) return 1;
  if (argument.numberAttr !== undefined) return attributes[argument.numberAttr].value as number;
  return (attributes[argument.typeListAttr!].value as readonly DType[]).length;
}
