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
  /** Unique in the graph: fresh symbols are named after it. */
  readonly name: string;
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

/** Runs a definition's rule. Never throws for what the inputs are. */
export function inferOutputs(
  def: RegisteredOp,
  name: string,
  inputs: readonly InferredInput[],
  attributes: Attributes,
): Inference {
  const types = outputTypes(def, attributes);
  const context: InferenceContext = {
    name,
    inputs,
    attributes,
    outputCount: types.length,
    attr: (key, kind) => {
      const attribute = attributes[key];
      if (attribute?.kind !== kind)
        throw new Fail({ code: 'value', message: `Attribute '${key}' must be of kind ${kind}` });
      return attribute.value as never;
    },
    fresh: (axis, output = 0) => symbol(`${name}:${output}.${axis}`),
    fail: (code, message) => {
      throw new Fail({ code, message });
    },
  };
  try {
    const inferred = def.infer(context);
    const outputs = types.map(({ dtype, isRef }, index): OutputInfo => {
      const output = inferred[index];
      if (!output) return { dtype: dtype ?? 'float32', isRef, shape: TensorShape.unknown };
      if (output instanceof TensorShape) return { dtype: dtype!, isRef, shape: output };
      const value = output.value && output.value.length <= maxPartialElements ? output.value : undefined;
      return { dtype: output.dtype ?? dtype!, isRef, shape: output.shape, value };
    });
    return { outputs };
  } catch (error) {
    if (error instanceof Fail) return { fault: error.fault };
    throw error;
  }
}

function outputTypes(def: RegisteredOp, attributes: Attributes): { dtype: DType | undefined; isRef: boolean }[] {
  return def.outputArgs.flatMap((argument) => {
    const { isRef } = argument;
    if (argument.typeListAttr) {
      return (attributes[argument.typeListAttr].value as readonly DType[]).map((dtype) => ({ dtype, isRef }));
    }
    const dtype = argument.dtype ?? (attributes[argument.typeAttr!]?.value as DType | undefined);
    return Array.from({ length: countOf(argument, attributes) }, () => ({ dtype, isRef }));
  });
}
