/** Every kind of step by itself in every element type, where that reaches a pair of both which no graph has had. */

import { cellsOf, everyType } from '../../conformity/rows.ts';
import { allSteps } from './all-steps.ts';
import type { Program } from './program.ts';
import { pureProgram } from './pure-program.ts';

/** @param had - The cells of the conformity table (`MatMul float32`) that graphs have had; those of these are added. */
export function* typedPrograms(seed: number, had: Set<string>): Generator<Program> {
  for (const [name, step] of Object.entries(allSteps)) {
    for (const dtype of everyType) {
      const program = pureProgram(seed, { [name]: step }, new Map(), { count: 2, dtype });
      const cells = program.graph.getOperations().flatMap(cellsOf);
      if (cells.every((cell) => had.has(cell))) continue;
      for (const cell of cells) had.add(cell);
      yield program;
    }
  }
}
