/** Drops what nobody reads. */

import type { Primitive } from '../../ops/index.ts';
import { hasEffect, type Program, readsOf, writesOf } from '../program.ts';

export function eliminate(program: Program): Program {
  const wanted = new Set(program.results);
  const kept: Primitive[] = [];
  for (let i = program.primitives.length - 1; i >= 0; i--) {
    const p = program.primitives[i];
    if (!hasEffect(p) && !writesOf(p).some((value) => wanted.has(value))) continue;
    for (const value of readsOf(p)) wanted.add(value);
    kept.push(p);
  }
  return { ...program, primitives: kept.reverse() };
}
