/**
 * Shape inference: the one place where shape rules live. A rule may `fail`; `inferOutputs` turns that into a returned
 * fault, so that the graph builder can throw it, the analysis report it, and neither is surprised.
 */

import {
  type Attributes,
  type AttrKind,
  type AttrOf,
  type Dim,
  type DType,
  maxPartialElements,
  type OutputInfo,
  type PartialValue,
  symbol,
  TensorShape,
} from '../../graph/index.ts';
import { countOf, type RegisteredOp } from './definition.ts';

/** What is known of one input. */
export interface InferredInput {
  readonly dtype: DType;
  readonly shape: TensorShape;
  readonly value?: PartialValue | undefined;
}

export interface InferenceContext {
  readonly inputs: readonly InferredInput[];
  readonly attributes: Attributes;
  attr<K extends AttrKind>(name: string, kind: K): AttrOf<K>;
  /** The number of outputs that the definition and the attributes ask for. */
  readonly outputCount: number;
  /** A size of which nothing is known, named after the operation, output and axis. */
  fresh(axis: number, output?: number): Dim;
  /** Ends inference with a fault. The message says what is wrong; the builder adds operation and input shapes. */
  fail(code: FaultCode, message: string): never;
}

export type FaultCode = 'dimension' | 'rank' | 'axis' | 'value' | 'dtype' | 'size';

export interface InferenceFault {
  readonly code: FaultCode;
  readonly message: string;
}

/** A shape, with the elements where they are known; `dtype` only where the definition does not say it. */
export type InferredOutput =
  | TensorShape
  | { readonly shape: TensorShape; readonly value?: PartialValue | undefined; readonly dtype?: DType };

export type InferenceRule = (context: InferenceContext) => readonly InferredOutput[];

export type Inference =
  | { readonly outputs: readonly OutputInfo[]; readonly fault?: undefined }
  | { readonly fault: InferenceFault; readonly outputs?: undefined };

class Fail extends Error {
  readonly fault: InferenceFault;
  constructor(fault: InferenceFault) {
    super(fault.message);
    this.fault = fault;
  }
}

class Context implements InferenceContext {
  readonly inputs: readonly InferredInput[];
  readonly attributes: Attributes;
  readonly #def: RegisteredOp;
  readonly #name: string | (() => string);

  constructor(
    def: RegisteredOp,
    name: string | (() => string),
    inputs: readonly InferredInput[],
    attributes: Attributes,
  ) {
    this.#def = def;
    this.#name = name;
    this.inputs = inputs;
    this.attributes = attributes;
  }

  get outputCount(): number {
    return this.#def.outputArgs.reduce((sum, argument) => sum + countOf(argument, this.attributes), 0);
  }

  attr<K extends AttrKind>(name: string, kind: K): AttrOf<K> {
    const attribute = this.attributes[name];
    if (attribute?.kind !== kind) return this.fail('value', `Attribute '${name}' must be of kind ${kind}`);
    return attribute.value as AttrOf<K>;
  }

  fresh(axis: number, output = 0): Dim {
    const name = typeof this.#name === 'string' ? this.#name : this.#name();
    return symbol(`${name}:${output}.${axis}`);
  }

  fail(code: FaultCode, message: string): never {
    throw new Fail({ code, message });
  }
}

/**
 * Runs a definition's rule. Never throws for what the inputs are.
 * @param name - Unique in the graph: fresh symbols are named after it. A function is called only for these.
 */
export function inferOutputs(
  def: RegisteredOp,
  name: string | (() => string),
  inputs: readonly InferredInput[],
  attributes: Attributes,
): Inference {
  try {
    const inferred = def.infer(new Context(def, name, inputs, attributes));
    return { outputs: outputInfos(def, attributes, inferred) };
  } catch (error) {
    if (error instanceof Fail) return { fault: error.fault };
    throw error;
  }
}

/** Adds to what the rule says what the definition says: how many outputs there are, and of which types. */
function outputInfos(
  { outputArgs }: RegisteredOp,
  attributes: Attributes,
  inferred: readonly InferredOutput[],
): OutputInfo[] {
  const infos: OutputInfo[] = [];
  for (const argument of outputArgs) {
    const { isRef, typeAttr, typeListAttr } = argument;
    const dtype = typeAttr === undefined ? argument.dtype : (attributes[typeAttr]?.value as DType | undefined);
    const list = typeListAttr === undefined ? undefined : (attributes[typeListAttr].value as readonly DType[]);
    const count = countOf(argument, attributes);
    for (let i = 0; i < count; i++) infos.push(outputInfo(list ? list[i] : dtype, isRef, inferred[infos.length]));
  }
  return infos;
}

function outputInfo(dtype: DType | undefined, isRef: boolean, output: InferredOutput | undefined): OutputInfo {
  if (!output) return { dtype: dtype ?? 'float32', isRef, shape: TensorShape.unknown, value: undefined };
  if (output instanceof TensorShape) return { dtype: dtype!, isRef, shape: output, value: undefined };
  const value = output.value && output.value.length <= maxPartialElements ? output.value : undefined;
  return { dtype: output.dtype ?? dtype!, isRef, shape: output.shape, value };
}
