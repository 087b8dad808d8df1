/** A value of the program in words: what it is, its type, and what else is worth knowing. */

import { DataValue, typeText, type Value } from '../../engine/analysis/index.ts';
import { Variable } from '../../engine/api/index.ts';
import { Graph, Operation, Tensor } from '../../engine/graph/index.ts';
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

/** undefined for what is plain JavaScript, of which the editor's own hover tells. */
export function describeValue(value: Value): Described | undefined {
  if (value instanceof Variable) return describeVariable(value);
  if (value instanceof Tensor) return describeTensor(value);
  if (value instanceof Operation) return describeOperation(value);
  if (value instanceof Graph) return describeGraph(value);
  if (value instanceof DataValue) return describeData(value);
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

/** A name says the scope too: what stands before its last slash. */
function named(name: string, op: Operation): string {
  const device = op.device === '' ? '' : ` on \`${op.device}\``;
  return `\`${name}\` (${op.type})${device}`;
}

function costOf(op: Operation): string[] {
  const work = multiplyAddsOf(op);
  return work === undefined ? [] : [`${workText(work)} multiply-adds`];
}
