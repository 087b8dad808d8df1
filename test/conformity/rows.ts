/** The rows of the conformity table: operation types, each with the element types that it may work on. */

import type { DType, Operation } from '../../engine/graph/index.ts';
import { type RegisteredOp, registeredOps } from '../../engine/ops/index.ts';

export interface Row {
  readonly type: string;
  /** The attribute that holds its element type, or its list of them. */
  readonly attribute: string | undefined;
  readonly types: readonly DType[];
  readonly hasGradient: boolean;
  /** A run can be asked for what it gives: no references or handles alone, and not what only loops and branches know. */
  readonly isAskedFor: boolean;
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
  const gives = def.outputArgs.some(({ dtype, isRef }) => !isRef && (dtype as string) !== 'resource');
  const isAskedFor = gives && !/^(?:Enter|LoopCond|NextIteration|Switch|StackP\w+V2)$/.test(def.type);
  return { type: def.type, attribute, types, hasGradient: typeof def.gradient === 'function', isAskedFor };
}

export const rows: readonly Row[] = registeredOps().map(rowOf);

const byType = new Map(rows.map((row) => [row.type, row]));

/** Names of the cells that an operation counts for: `MatMul float32`. */
export function cellsOf({ type, attributes }: Pick<Operation, 'type' | 'attributes'>): string[] {
  const row = byType.get(type)!;
  const value = row.attribute === undefined ? (row.types[0] ?? 'none') : attributes[row.attribute].value;
  return [...new Set([value].flat() as string[])].map((dtype) => `${type} ${dtype}`);
}
