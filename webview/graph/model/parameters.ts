/** Variables: how many elements and bytes they hold. */

import type { Dimension, GraphNode } from '../../protocol.ts';
import type { GraphModel, ItemId, OperationItem } from './items.ts';
import { elementCount, formatShape } from './shapes.ts';

export interface Parameters {
  readonly name: string;
  readonly item: ItemId;
  readonly dtype: string;
  readonly shape: string;
  /** Elements; null where the shape is not fully known. */
  readonly count: number | null;
  readonly bytes: number | null;
  /** An optimizer's own, such as `W/Adam` beside the variable `W`: not counted among a model's parameters. */
  readonly slot: boolean;
}

const variables: ReadonlySet<string> = new Set(['Variable', 'VariableV2', 'VarHandleOp']);

/** Bytes of one element, by TensorFlow's names, without `DT_` and `_ref`. */
const elementBytes: Readonly<Record<string, number>> = {
  bool: 1,
  int8: 1,
  uint8: 1,
  qint8: 1,
  quint8: 1,
  int16: 2,
  uint16: 2,
  half: 2,
  float16: 2,
  bfloat16: 2,
  int32: 4,
  uint32: 4,
  qint32: 4,
  float: 4,
  float32: 4,
  int64: 8,
  uint64: 8,
  double: 8,
  float64: 8,
  complex64: 8,
  complex128: 16,
};

/** Largest first; those of unknown size last. */
export function parametersOf(model: GraphModel, operations: readonly OperationItem[]): Parameters[] {
  const found: Parameters[] = [];
  for (const { id, name, op, node } of operations) {
    if (!variables.has(op)) continue;
    const { dtype, shape } = tensorOf(model.graph.nodes[node]!);
    const count = elementCount(shape);
    const each = elementBytes[dtype];
    const bytes = count === null || each === undefined ? null : count * each;
    const text = shape === null ? 'unknown shape' : formatShape(shape);
    found.push({ name, item: id, dtype, shape: text, count, bytes, slot: isSlot(model, name) });
  }
  return found.sort((a, b) => (b.count ?? -1) - (a.count ?? -1) || (a.name < b.name ? -1 : 1));
}

/** Named below another variable. */
function isSlot({ byName }: GraphModel, name: string): boolean {
  const owner = byName.get(name.slice(0, Math.max(0, name.lastIndexOf('/'))));
  return owner !== undefined && variables.has(owner.op);
}

/** A handle's output is the handle; the variable's own type and shape are in its attributes. */
function tensorOf({ op, outputs, attributes }: GraphNode): { dtype: string; shape: readonly Dimension[] | null } {
  const attribute = (wanted: string) => attributes.find(([name]) => name === wanted)?.[1];
  const output = outputs[0];
  if (op !== 'VarHandleOp' && output !== undefined) return { dtype: plainType(output.dtype), shape: output.shape };
  const shape = attribute('shape');
  return { dtype: plainType(attribute('dtype') ?? ''), shape: shape === undefined ? null : readShape(shape) };
}

function plainType(dtype: string): string {
  return dtype.toLowerCase().replace(/^dt_/, '').replace(/_ref$/, '');
}

/** `[100, 10]`, `100×10`, `scalar`, `[]`; null for anything else. */
function readShape(text: string): Dimension[] | null {
  const inside = text
    .trim()
    .replace(/^[[(](.*)[\])]$/, '$1')
    .trim();
  if (inside === '' || inside === 'scalar') return [];
  const sizes = inside.split(/\s*[,×x]\s*/).filter((part) => part !== '');
  if (sizes.length > 32 || !sizes.every((size) => /^(?:\d{1,15}|-1|\?|None)$/.test(size))) return null;
  return sizes.map((size) => (/^\d/.test(size) ? Number(size) : null));
}
