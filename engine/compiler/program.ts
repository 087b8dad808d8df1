/** A lowered program, and the one place that knows which values each primitive reads and writes. */

import type { Epilogue, Operand, Primitive, PrimitiveKind, PrimitiveOf, Value, ValueId } from '../ops/index.ts';

export interface Program {
  /** By id. Passes may add values; ids are never reused. */
  readonly values: Value[];
  /** In execution order. */
  readonly primitives: Primitive[];
  /** What the caller wants to see: values that must exist after the last primitive. */
  readonly results: ValueId[];
  /** Values whose size is known only when they have been computed. */
  readonly dynamic: ReadonlySet<ValueId>;
}

type Rename = (value: ValueId) => ValueId;
interface Access<K extends PrimitiveKind> {
  readonly reads: (p: PrimitiveOf<K>) => readonly ValueId[];
  readonly writes: (p: PrimitiveOf<K>) => readonly ValueId[];
  /** The same primitive reading other values. */
  readonly rename: (p: PrimitiveOf<K>, to: Rename) => PrimitiveOf<K>;
}

const operandValues = (operands: readonly Operand[]) => operands.map(({ value }) => value);
const renameOperands = (operands: readonly Operand[], to: Rename) =>
  operands.map(({ value, view }) => ({ value: to(value), view }));
const epilogueValues = (epilogue: Epilogue | null) => (epilogue ? operandValues(epilogue.operands) : []);
const renameEpilogue = (epilogue: Epilogue | null, to: Rename) =>
  epilogue && { ...epilogue, operands: renameOperands(epilogue.operands, to) };

const productOutputs = ({ output, columnSums }: PrimitiveOf<'matmul' | 'conv2d'>) =>
  columnSums === undefined ? [output] : [output, columnSums];

/** For primitives whose inputs are single fields, named here. */
function fields<K extends PrimitiveKind>(reads: readonly string[], writes: readonly string[] = ['output']): Access<K> {
  const pick = (p: object, names: readonly string[]) => names.map((name) => (p as Record<string, ValueId>)[name]);
  return {
    reads: (p) => pick(p, reads),
    writes: (p) => pick(p, writes),
    rename: (p, to) => ({ ...p, ...Object.fromEntries(reads.map((name, i) => [name, to(pick(p, reads)[i])])) }),
  };
}

const access: { [K in PrimitiveKind]: Access<K> } = {
  constant: fields([]),
  feed: fields([]),
  read: fields([]),
  assign: fields(['value']),
  reshape: fields(['input']),
  elementwise: {
    reads: (p) => operandValues(p.operands),
    writes: (p) => p.outputs,
    rename: (p, to) => ({ ...p, operands: renameOperands(p.operands, to) }),
  },
  assemble: {
    reads: (p) => p.pieces.flatMap((piece) => operandValues(piece.operands)),
    writes: (p) => [p.output],
    rename: (p, to) => ({
      ...p,
      pieces: p.pieces.map((piece) => ({ ...piece, operands: renameOperands(piece.operands, to) })),
    }),
  },
  reduce: {
    reads: (p) => [...operandValues(p.operands), ...epilogueValues(p.epilogue)],
    writes: (p) => [p.output],
    rename: (p, to) => ({ ...p, operands: renameOperands(p.operands, to), epilogue: renameEpilogue(p.epilogue, to) }),
  },
  argReduce: fields(['input']),
  scan: fields(['input']),
  matmul: {
    reads: (p) => [p.a, p.b, ...(p.rowsOfA === undefined ? [] : [p.rowsOfA]), ...epilogueValues(p.epilogue)],
    writes: productOutputs,
    rename: (p, to) => ({
      ...p,
      a: to(p.a),
      b: to(p.b),
      ...(p.rowsOfA === undefined ? {} : { rowsOfA: to(p.rowsOfA) }),
      epilogue: renameEpilogue(p.epilogue, to),
    }),
  },
  conv2d: {
    reads: (p) => [p.input, p.filter, ...epilogueValues(p.epilogue)],
    writes: productOutputs,
    rename: (p, to) => ({
      ...p,
      input: to(p.input),
      filter: to(p.filter),
      epilogue: renameEpilogue(p.epilogue, to),
    }),
  },
  conv2dBackpropInput: fields(['filter', 'gradient']),
  conv2dBackpropFilter: fields(['input', 'gradient']),
  pool: fields(['input']),
  maxPoolGrad: fields(['input', 'pooled', 'gradient']),
  averagePoolGrad: fields(['gradient']),
  gather: fields(['params', 'indices']),
  scatter: {
    reads: (p) => (p.base === null ? [p.indices, p.updates] : [p.base, p.indices, p.updates]),
    writes: (p) => [p.output],
    rename: (p, to) => ({
      ...p,
      base: p.base === null ? null : to(p.base),
      indices: to(p.indices),
      updates: to(p.updates),
    }),
  },
  topK: fields(['input'], ['values', 'indices']),
  random: {
    reads: (p) => p.bounds ?? [],
    writes: (p) => [p.output],
    rename: (p, to) => ({ ...p, bounds: p.bounds && [to(p.bounds[0]), to(p.bounds[1])] }),
  },
  host: {
    reads: (p) => p.inputs,
    writes: (p) => p.outputs,
    rename: (p, to) => ({ ...p, inputs: p.inputs.map(to) }),
  },
};

const accessOf = (p: Primitive) => access[p.kind] as Access<PrimitiveKind>;

/** The values a primitive reads, with repeats. */
export function readsOf(p: Primitive): readonly ValueId[] {
  return accessOf(p).reads(p);
}
/** The values a primitive makes. */
export function writesOf(p: Primitive): readonly ValueId[] {
  return accessOf(p).writes(p);
}
/** The primitive with every value it reads replaced. */
export function renameReads(p: Primitive, to: (value: ValueId) => ValueId): Primitive {
  return accessOf(p).rename(p, to) as Primitive;
}

/** Adds a value of the same kind as those of the program. */
export function addValue(program: Program, like: Pick<Value, 'dtype' | 'shape'>): Value {
  const value = { id: program.values.length, dtype: like.dtype, shape: like.shape };
  program.values.push(value);
  return value;
}

/** Runs for its effect, whoever reads its outputs. */
export function hasEffect(p: Primitive): boolean {
  return p.kind === 'assign' || p.kind === 'random' || (p.kind === 'host' && effectfulCalls.has(p.call.name));
}
const effectfulCalls: ReadonlySet<string> = new Set([
  'Print',
  'Assert',
  'CheckNumerics',
  'Multinomial',
  'RandomGamma',
  'RandomPoisson',
  'CandidateSampler',
]);

/** Per value, how often primitives and results read it. */
export function countUses(program: Program): Uint32Array {
  const uses = new Uint32Array(program.values.length);
  for (const p of program.primitives) for (const value of readsOf(p)) uses[value]++;
  for (const value of program.results) uses[value]++;
  return uses;
}
