/** What turns one operation into ONNX nodes is given: the operation, its inputs as values, the graph to write to. */

import {
  type AttrKind,
  type AttrOf,
  type DType,
  fullyKnown,
  GraphError,
  type Operation,
  type TensorShape,
} from '../graph/index.ts';
import type { OnnxBuilder } from './builder.ts';
import { numbersOf } from './constants.ts';
import type { Value } from './value.ts';

/** Gives the outputs of an operation; those that it leaves out at the end cannot be had. */
export type Converter = (c: Conversion) => Value | readonly Value[];
export type Converters = Readonly<Record<string, Converter>>;

export class Conversion {
  readonly op: Operation;
  readonly b: OnnxBuilder;
  readonly inputs: readonly Value[];
  /** The version of ONNX's operators that the file asks for. */
  readonly opset: number;

  constructor(op: Operation, b: OnnxBuilder, inputs: readonly Value[], opset: number) {
    this.op = op;
    this.b = b;
    this.inputs = inputs;
    this.opset = opset;
  }

  /** The type of the first output. */
  get dtype(): DType {
    return this.op.outputs[0].dtype;
  }

  attr<K extends AttrKind>(name: string, kind: K): AttrOf<K> {
    return this.op.attr(name, kind);
  }

  text(name: string): string {
    return String(this.attr(name, 'string'));
  }

  /** Static shape of an input. */
  shape(index: number): TensorShape {
    return this.op.inputs[index].shape;
  }

  rank(index = 0): number {
    return this.shape(index).rank ?? this.fail(`the rank of its input ${index} is not known: say it with setShape`);
  }

  /** The elements of an input of integers, if they are known now. */
  known(index: number): readonly number[] | undefined {
    const { constant } = this.inputs[index];
    return constant ? numbersOf(constant) : fullyKnown(this.op.inputs[index].partialValue);
  }

  /** Likewise, where ONNX has them in the file. */
  fixed(index: number, what: string): readonly number[] {
    return this.known(index) ?? this.fail(`its ${what} must be known when the file is written`);
  }

  /** An axis that is known now, counted from the front. */
  axis(index: number, rank: number): number {
    const [axis] = this.fixed(index, 'axis');
    return axis < 0 ? axis + rank : axis;
  }

  fail(reason: string): never {
    throw cannotConvert(this.op, reason);
  }
}

export function cannotConvert(op: Operation, reason: string): GraphError {
  const before = [...new Set(op.inputs.map(({ name }) => name))];
  const cure =
    before.length === 0
      ? 'Give its output as an input of the exported graph.'
      : `Export a part of the graph that ends before it (outputs ${before.join(', ')}), or begins after it.`;
  return new GraphError(
    `The operation '${op.name}' of type ${op.type} cannot be written to ONNX: ${reason}. ${cure}`,
    op.describe(),
  );
}
