/** A value of the program in words: what it is, its type, and what else is worth knowing. */

import {
  ArrayValue,
  DatasetValue,
  DataValue,
  dimText,
  LabelledImagesValue,
  ObjectValue,
  SessionValue,
  typeText,
  type Value,
} from '../../engine/analysis/index.ts';
import { Variable } from '../../engine/api/index.ts';
import { type Dim, Graph, Operation, Tensor, TensorShape } from '../../engine/graph/index.ts';
import { Optimizer } from '../../engine/train/graph/index.ts';
import { multiplyAddsOf } from './multiply-adds.ts';
import { bytesOf, bytesText, countText, workText } from './quantities.ts';
import { tensorType } from './tensors.ts';

export interface Described {
  /** `tensor`, `variable`. */
  readonly kind: string;
  /** As code: `float32[batch, 500]`. */
  readonly type: string;
  /** Paragraphs of markdown; the first says which one it is. */
  readonly details: readonly string[];
}

const longestType = 300;

/** undefined for what is plain JavaScript, of which the editor's own hover tells. */
export function describeValue(value: Value): Described | undefined {
  if (value instanceof Variable) return describeVariable(value);
  if (value instanceof Tensor) return describeTensor(value);
  if (value instanceof Operation) return describeOperation(value);
  if (value instanceof Graph) return describeGraph(value);
  if (value instanceof DataValue) return describeData(value);
  if (value instanceof Optimizer) return describeOptimizer(value);
  if (value instanceof DatasetValue) return describeDataset(value);
  if (value instanceof LabelledImagesValue) return describeExamples(value);
  if (value instanceof SessionValue) return describeSession(value);
  return undefined;
}

function describeTensor(tensor: Tensor): Described {
  return { kind: 'tensor', type: tensorType(tensor), details: [named(tensor.name, tensor.op), ...costOf(tensor.op)] };
}

function describeVariable(variable: Variable): Described {
  const { size } = variable.shape;
  const bytes = bytesOf(variable.dtype, variable.shape);
  const isTrained = variable.trainable ? '' : 'not trained';
  const sizes = typeof size === 'number' ? [`${countText(size)} ${size === 1 ? 'parameter' : 'parameters'}`] : [];
  const parts = [...sizes, ...(bytes === undefined ? [] : [bytesText(bytes)]), ...(isTrained ? [isTrained] : [])];
  return {
    kind: 'variable',
    type: tensorType(variable),
    details: [named(variable.name, variable.op), ...(parts.length > 0 ? [parts.join(', ')] : [])],
  };
}

function describeOperation(op: Operation): Described {
  const outputs = op.outputs.map((output) => `\`${tensorType(output)}\``);
  const gives = outputs.length === 0 ? [] : [`Gives ${outputs.join(', ')}`];
  return { kind: 'operation', type: op.type, details: [named(op.name, op), ...gives, ...costOf(op)] };
}

function describeGraph(graph: Graph): Described {
  const count = graph.getOperations().length;
  return { kind: 'graph', type: 'Graph', details: [`${countText(count)} operations at the end of the file`] };
}

function describeData(data: DataValue): Described {
  return { kind: 'data', type: `${data.className} ${typeText(data.dtype, data.shape)}`, details: meaningOf(data) };
}

const meanings = {
  images: 'Images',
  'one-hot': 'A row for each example, with 1 at its class',
  'class-ids': 'The number of its class for each example',
} as const;

function meaningOf({ meaning }: DataValue): string[] {
  return meaning === undefined ? [] : [meanings[meaning]];
}

function describeOptimizer(optimizer: Optimizer): Described {
  return {
    kind: 'optimizer',
    type: optimizer.constructor.name,
    details: [`Its operations are in the scope \`${optimizer.getName()}\``],
  };
}

function describeDataset({ element, count }: DatasetValue): Described {
  return { kind: 'dataset', type: `Dataset of ${shortened(elementText(element))}`, details: countOf(count, 'element') };
}

/** `[float32[batch, 784], int32[batch]]`: a nest of arrays as it is written. */
function elementText(element: Value): string {
  if (element instanceof DataValue) return typeText(element.dtype, element.shape);
  if (element instanceof ArrayValue && element.items) return `[${element.items.map(elementText).join(', ')}]`;
  if (!(element instanceof ObjectValue) || element.isOpen) return '?';
  const keys = element.ownKeys.filter((key) => typeof key === 'string');
  return `{ ${keys.map((key) => `${keyText(key)}: ${elementText(element.own(key) as Value)}`).join(', ')} }`;
}

/** As it is written in code: what is hostile stays between its quotes. */
function keyText(key: string): string {
  return /^[\w$]+$/.test(key) ? key : JSON.stringify(key);
}

function shortened(text: string): string {
  return text.length > longestType ? `${text.slice(0, longestType)}…` : text;
}

function describeExamples({ examples: { count, image, oneHot } }: LabelledImagesValue): Described {
  const images = typeText('float32', new TensorShape([count, ...image]));
  const labels = oneHot === undefined ? '' : `, labels ${oneHot ? 'one-hot' : 'class numbers'}`;
  return { kind: 'dataset', type: `images ${images}${labels}`, details: countOf(count, 'example') };
}

function countOf(count: Dim | undefined, what: string): string[] {
  if (count === undefined) return [];
  return [
    typeof count === 'number' ? `${countText(count)} ${count === 1 ? what : `${what}s`}` : `${dimText(count)} ${what}s`,
  ];
}

function describeSession({ className, graph }: SessionValue): Described {
  const count = graph?.getOperations().length;
  const details = count === undefined ? [] : [`Runs a graph of ${countText(count)} operations`];
  return { kind: 'session', type: className, details };
}

/** A name says the scope too: what stands before its last slash. */
function named(name: string, op: Operation): string {
  const device = op.device === '' ? '' : ` on \`${op.device}\``;
  return `\`${name}\` (${op.type})${device}`;
}

function costOf(op: Operation): string[] {
  const work = multiplyAddsOf(op);
  return work === undefined ? [] : [`${workText(work)} multiply-adds`];
}
