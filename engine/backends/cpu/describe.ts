/** What a kernel is, in words and in bytes and floating-point operations, for people who read plans and traces. */

import type { Kernel } from '../../compiler/index.ts';
import { sizeOf } from '../../graph/index.ts';
import { childrenOf, type Expr, type Value, type ValueId } from '../../ops/kernel-language/index.ts';
import type { KernelDescription } from '../backend.ts';
import { geometryOf } from './kernels/conv/geometry.ts';
import { matmulSizes } from './kernels/matmul.ts';
import { bytesOf } from './store.ts';

interface Facts {
  readonly label: string;
  readonly flops: number;
  readonly inputs: readonly ValueId[];
  /** Bytes read of inputs that are not read as a whole. */
  readonly bytesPicked?: number;
  readonly outputs: readonly ValueId[];
}

const sumsMark = (columnSums: ValueId | undefined) => (columnSums === undefined ? '' : ' Σrows');
const productOutputs = ({ output, columnSums }: { output: ValueId; columnSums?: ValueId | undefined }) =>
  columnSums === undefined ? [output] : [output, columnSums];

type Describe<K extends Kernel['kind']> = (kernel: Extract<Kernel, { kind: K }>, values: readonly Value[]) => Facts;

const sizes = (shape: readonly number[]): string => (shape.length === 0 ? 'scalar' : shape.join('×'));
const operandValues = (operands: readonly { value: ValueId }[]) => operands.map(({ value }) => value);

const descriptions: { [K in Kernel['kind']]: Describe<K> } = {
  elementwise: ({ space, operands, exprs, outputs }) => ({
    label: `elementwise ${sizes(space)}`,
    flops: sizeOf(space) * costOf(exprs),
    inputs: operandValues(operands),
    outputs,
  }),
  assemble: ({ output, pieces }, values) => ({
    label: `assemble ${sizes(values[output].shape)} from ${pieces.length}`,
    flops: pieces.reduce((sum, { space, expr }) => sum + sizeOf(space) * costOf([expr]), 0),
    inputs: pieces.flatMap(({ operands }) => operandValues(operands)),
    outputs: [output],
  }),
  reduce: ({ output, reduction, space, axes, operands, expr, epilogue }, values) => ({
    label: `reduce ${reduction} ${sizes(space)} over ${axes.length === 0 ? 'no axis' : axes.join(', ')}`,
    flops: sizeOf(space) * (1 + costOf([expr])) + sizeOf(values[output].shape) * epilogueCost(epilogue),
    inputs: [...operandValues(operands), ...operandValues(epilogue?.operands ?? [])],
    outputs: [output],
  }),
  argReduce: ({ output, reduction, input, axis }, values) =>
    simple(`arg${reduction} ${sizes(values[input].shape)} over ${axis}`, values[input], [input], [output]),
  scan: ({ output, reduction, input, axis }, values) =>
    simple(`running ${reduction} ${sizes(values[input].shape)} along ${axis}`, values[input], [input], [output]),
  matmul: (kernel, values) => {
    const { batch, rows, depth, columns } = matmulSizes(kernel, { values });
    const outer = sizeOf(batch);
    const others = [kernel.b, ...operandValues(kernel.epilogue?.operands ?? [])];
    const marks = `${kernel.rowsOfA === undefined ? '' : ' A[rows]'}${kernel.transposeA ? ' Aᵀ' : ''}${kernel.transposeB ? ' Bᵀ' : ''}${sumsMark(kernel.columnSums)}`;
    return {
      label: `matmul ${batch.length > 0 ? `${sizes(batch)} of ` : ''}${rows}×${depth}×${columns}${marks}`,
      flops: outer * rows * columns * (2 * depth + epilogueCost(kernel.epilogue)),
      ...(kernel.rowsOfA === undefined
        ? { inputs: [kernel.a, ...others] }
        : // Only what is picked is read.
          { inputs: [kernel.rowsOfA, ...others], bytesPicked: bytesOf('float32', [rows, depth]) }),
      outputs: productOutputs(kernel),
    };
  },
  conv2d: ({ output, input, filter, convolution, epilogue, columnSums }) => ({
    label: `conv2d ${convolutionText(convolution)}${sumsMark(columnSums)}`,
    flops: convolutionFlops(convolution) + sizeOf(convolution.outputShape) * epilogueCost(epilogue),
    inputs: [input, filter, ...operandValues(epilogue?.operands ?? [])],
    outputs: productOutputs({ output, columnSums }),
  }),
  conv2dBackpropInput: ({ output, filter, gradient, convolution }) => ({
    label: `conv2d input gradient ${convolutionText(convolution)}`,
    flops: convolutionFlops(convolution),
    inputs: [filter, gradient],
    outputs: [output],
  }),
  conv2dBackpropFilter: ({ output, input, gradient, convolution }) => ({
    label: `conv2d filter gradient ${convolutionText(convolution)}`,
    flops: convolutionFlops(convolution),
    inputs: [input, gradient],
    outputs: [output],
  }),
  pool: ({ output, input, reduction, windows }, values) => ({
    label: `${reduction} pool ${sizes(values[input].shape)} by ${sizes(windows.window)}`,
    flops: sizeOf(values[output].shape) * sizeOf(windows.window),
    inputs: [input],
    outputs: [output],
  }),
  maxPoolGrad: ({ output, input, pooled, gradient }, values) =>
    simple(`max pool gradient ${sizes(values[input].shape)}`, values[input], [input, pooled, gradient], [output]),
  averagePoolGrad: ({ output, gradient }, values) =>
    simple(`average pool gradient ${sizes(values[output].shape)}`, values[output], [gradient], [output]),
  gather: ({ output, params, indices }, values) => ({
    label: `gather ${sizes(values[output].shape)} from ${sizes(values[params].shape)}`,
    flops: 0,
    // Only what is picked is read.
    inputs: [output, indices],
    outputs: [output],
  }),
  scatter: ({ output, base, indices, updates, mode }, values) => ({
    label: `scatter ${mode} ${sizes(values[updates].shape)} into ${sizes(values[output].shape)}`,
    flops: mode === 'update' ? 0 : sizeOf(values[updates].shape),
    inputs: [...(base === null ? [] : [base]), indices, updates],
    outputs: [output],
  }),
  topK: ({ values: largest, indices, input, k }, values) =>
    simple(`top ${k} of ${sizes(values[input].shape)}`, values[input], [input], [largest, indices]),
  random: ({ output, distribution, bounds }, values) =>
    simple(`random ${distribution} ${sizes(values[output].shape)}`, values[output], bounds ?? [], [output]),
  assign: ({ output, variable, value }, values) => ({
    label: `assign ${variable} ${sizes(values[value].shape)}`,
    flops: 0,
    inputs: [value],
    outputs: [output],
  }),
  host: ({ call, inputs, outputs }) => ({ label: `host ${call.name}`, flops: 0, inputs, outputs }),
};

export function describeKernel(
  kernel: Kernel,
  values: readonly Value[],
  form: KernelDescription['form'],
  source?: string,
): KernelDescription {
  const {
    label,
    flops,
    inputs,
    bytesPicked = 0,
    outputs,
  } = (descriptions[kernel.kind] as Describe<Kernel['kind']>)(kernel as never, values);
  const bytes = (ids: readonly ValueId[]) =>
    [...new Set(ids)].reduce((sum, id) => sum + bytesOf(values[id].dtype, values[id].shape), 0);
  return {
    label,
    covers: kernel.covers,
    bytesRead: bytes(inputs) + bytesPicked,
    bytesWritten: bytes(outputs),
    flops,
    form,
    ...(source === undefined ? {} : { source }),
  };
}

/** One operation for each element of `over`. */
function simple(label: string, over: Value, inputs: readonly ValueId[], outputs: readonly ValueId[]): Facts {
  return { label, flops: sizeOf(over.shape), inputs, outputs };
}

type Convolution = Extract<Kernel, { kind: 'conv2d' }>['convolution'];

function convolutionText({ inputShape, filterShape, strides }: Convolution): string {
  return `${sizes(inputShape)} by ${sizes(filterShape)}${strides.some((s) => s > 1) ? ` step ${sizes(strides)}` : ''}`;
}
function convolutionFlops(convolution: Convolution): number {
  const { taps, channels } = geometryOf(convolution);
  return 2 * sizeOf(convolution.outputShape) * taps * channels;
}

function epilogueCost(epilogue: { readonly expr: Expr } | null): number {
  return epilogue === null ? 0 : costOf([epilogue.expr]);
}

/** Distinct nodes that compute something. */
function costOf(exprs: readonly Expr[]): number {
  const seen = new Set<Expr>();
  let cost = 0;
  const visit = (expr: Expr): void => {
    if (seen.has(expr)) return;
    seen.add(expr);
    if (expr.kind === 'unary' || expr.kind === 'binary' || expr.kind === 'select') cost++;
    childrenOf(expr).forEach(visit);
  };
  exprs.forEach(visit);
  return cost;
}
