/** Computes equal things once: primitives without effect that read the same values the same way. */

import type { Primitive, ValueId } from '../../ops/index.ts';
import { hasEffect, type Program, renameReads, writesOf } from '../program.ts';

export function share(program: Program): Program {
  const renamed = new Map<ValueId, ValueId>();
  const to = (value: ValueId) => renamed.get(value) ?? value;
  const first = new Map<string, number>();
  const dataIds = new Map<unknown, number>();
  const primitives: Primitive[] = [];
  /** Names that a primitive covers beside its own, by position. */
  const more = new Map<number, Set<string>>();
  for (const original of program.primitives) {
    const p = renameReads(original, to);
    const key = keyOf(p);
    const earlier = key === undefined ? undefined : first.get(key);
    if (earlier === undefined) {
      if (key !== undefined) first.set(key, primitives.length);
      primitives.push(p);
      continue;
    }
    const kept = primitives[earlier];
    const names = more.get(earlier) ?? new Set(kept.covers);
    for (const name of p.covers) names.add(name);
    more.set(earlier, names);
    writesOf(p).forEach((value, i) => {
      renamed.set(value, writesOf(kept)[i]);
    });
  }
  for (const [index, covers] of more) primitives[index] = { ...primitives[index], covers: [...covers] };
  return { ...program, primitives, results: program.results.map(to) };

  /** Equal keys compute equal values; undefined: never shared. */
  function keyOf(p: Primitive): string | undefined {
    // A read depends on where in the program it stands, a feed on its name alone (there is one each).
    if (hasEffect(p) || p.kind === 'read' || p.kind === 'feed') return undefined;
    const { covers: _, ...rest } = p;
    const body: Record<string, unknown> = { ...rest };
    for (const field of ['output', 'outputs', 'values', 'columnSums']) delete body[field];
    if (p.kind === 'topK') delete body.indices;
    if (p.kind === 'constant') body.data = constantKey(p.data, program.values[p.output].shape);
    // Outputs of equal inputs can still differ in type and shape (reshape, argReduce).
    body.types = writesOf(p).map((id) => [program.values[id].dtype, program.values[id].shape]);
    return textOf(body);
  }

  function constantKey(data: Extract<Primitive, { kind: 'constant' }>['data'], shape: readonly number[]): string {
    if (data.length <= 16 && !Array.isArray(data)) {
      return `${data.constructor.name}:${shape}:${Array.from(data as ArrayLike<unknown>, (x) => (Object.is(x, -0) ? '-0' : String(x)))}`;
    }
    if (!dataIds.has(data)) dataIds.set(data, dataIds.size);
    return `#${dataIds.get(data)}`;
  }
}

/** Plain data as text, equal only for equal data. JSON would lose -0, NaN, infinities and bigints. */
function textOf(value: unknown): string {
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  if (Array.isArray(value)) return `[${value.map(textOf).join()}]`;
  let text = '{';
  for (const [key, item] of Object.entries(value)) text += `${key}:${textOf(item)},`;
  return `${text}}`;
}
