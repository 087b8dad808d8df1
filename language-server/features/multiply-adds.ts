/** How many multiplications, each with its addition, an operation takes: what nearly all time of a model goes into. */

import { type Dim, multiplyDims, type Operation, type TensorShape } from '../../engine/graph/index.ts';

type Work = (op: Operation) => Dim | undefined;

/** By operation type; others are not counted. */
const workOf: Readonly<Record<string, Work>> = {
  MatMul: (op) => product(sizeOf(op), axisOf(op.inputs[0].shape, isSet(op, 'transpose_a') ? -2 : -1)),
  BatchMatMul: (op) => product(sizeOf(op), axisOf(op.inputs[0].shape, isSet(op, 'adj_x') ? -2 : -1)),
  BatchMatMulV2: (op) => product(sizeOf(op), axisOf(op.inputs[0].shape, isSet(op, 'adj_x') ? -2 : -1)),
  // A filter is [height, width, in, out]: each output takes a window of all inputs.
  Conv2D: (op) => product(sizeOf(op), ...[0, 1, 2].map((axis) => axisOf(op.inputs[1].shape, axis))),
  // Each output takes a window of one input.
  DepthwiseConv2dNative: (op) => product(sizeOf(op), ...[0, 1].map((axis) => axisOf(op.inputs[1].shape, axis))),
};

/** undefined for operations that are not counted, and where a size is not known at all. */
export function multiplyAddsOf(op: Operation): Dim | undefined {
  return Object.hasOwn(workOf, op.type) ? workOf[op.type](op) : undefined;
}

export function isCounted(op: Operation): boolean {
  return Object.hasOwn(workOf, op.type);
}

function sizeOf(op: Operation): Dim | undefined {
  return op.outputs[0].shape.size ?? undefined;
}

function axisOf(shape: TensorShape, axis: number): Dim | undefined {
  return shape.dims?.at(axis);
}

function isSet(op: Operation, attribute: string): boolean {
  return op.attributes[attribute]?.value === true;
}

function product(...sizes: (Dim | undefined)[]): Dim | undefined {
  return sizes.reduce((a, b) => (a === undefined || b === undefined ? undefined : multiplyDims(a, b)));
}
