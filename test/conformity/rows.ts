/** The rows of the conformity table: operation types, each with the element types that it may work on. */

import type { DType, Operation } from '../../engine/graph/index.ts';
import { type RegisteredOp, registeredOps } from '../../engine/ops/index.ts';

export interface Row {
  readonly type: string;
  /** The attribute that holds its element type, or its list of them. */
  readonly attribute: string | undefined;
  readonly types: readonly DType[];
  readonly hasGradient: boolean;
}

/** TensorFlow's names of the element type, where an operation has several type attributes. */
const mainAttributes = ['T', 'Tparams', 'SrcT', 'dtype', 'elem_type', 'Tout'];

/** As the columns stand. */
export const everyType = [
  'float32',
  'float64',
  'int32',
  'int64',
  'uint8',
  'bool',
  'string',
] as const satisfies readonly DType[];

function rowOf(def: RegisteredOp): Row {
  const named = mainAttributes.find((name) => def.attributes[name]);
  const inputs = [...def.inputArgs, ...def.outputArgs].filter(({ dtype }) => (dtype as string) !== 'resource');
  const typed = inputs.find(({ typeAttr, typeListAttr }) => typeAttr ?? typeListAttr);
  const attribute = named ?? typed?.typeAttr ?? typed?.typeListAttr;
  const fixed = inputs[0]?.dtype;
  const types = attribute ? (def.attributes[attribute].allowed ?? everyType) : fixed ? [fixed] : [];
  return { type: def.type, attribute, types, hasGradient: typeof def.gradient === 'function' };
}

export const rows: readonly Row[] = registeredOps().map(rowOf);

const byType = new Map(rows.map((row) => [row.type, row]));

/** Names of the cells that an operation counts for: `MatMul float32`. */
export function cellsOf({ type, attributes }: Pick<Operation, 'type' | 'attributes'>): string[] {
  const row = byType.get(type)!;
  const value = row.attribute === undefined ? (row.types[0] ?? 'none') : attributes[row.attribute].value;
  return [...new Set([value].flat() as string[])].map((dtype) => `${type} ${dtype}`);
}
