/** From operations to a plan: lower, then the passes in order, then memory. */

import { type LoweredStage, lowerStage, type StageRequest } from './lower/index.ts';
import { placeValues } from './memory/index.ts';
import {
  absorbGathers,
  absorbTransposes,
  chooseLayouts,
  dropCopies,
  eliminate,
  fuse,
  inlineConstants,
  ride,
  share,
  simplify,
  sumColumns,
} from './passes/index.ts';
import type { Plan } from './plan.ts';
import type { Program } from './program.ts';
import { verify } from './verify.ts';

/** Each pass can be switched off; all are on by default. Results do not depend on them. */
export interface CompilerOptions {
  /** Compute equal things once. */
  readonly share?: boolean;
  /** Do arithmetic on constants now, and leave out what changes nothing. */
  readonly simplify?: boolean;
  /** Fuse elementwise work (and let it ride on products and reductions). */
  readonly fuse?: boolean;
  /** Choose the order in which the axes of intermediate values lie, so that few are turned. */
  readonly layout?: boolean;
  /** Reuse memory, work in place, write straight into variables. */
  readonly reuse?: boolean;
  /** Check the program between passes; for tests. */
  readonly verify?: boolean;
}

export interface CompiledStage extends Omit<LoweredStage, 'program'> {
  readonly plan: Plan;
}

/** @throws InvalidArgumentError for missing feeds and for shapes that do not fit. */
export function compileStage(request: StageRequest, options: CompilerOptions = {}): CompiledStage {
  const { program: lowered, ...stage } = lowerStage(request);
  const enabled = passes.filter(([name]) => name === 'always' || options[name] !== false);
  const check = (program: Program) => {
    if (options.verify) verify(program);
    return program;
  };
  const program = enabled.reduce((current, [, pass]) => check(pass(current)), check(lowered));
  const reuse = options.reuse !== false;
  const used = new Set(program.primitives.flatMap((p) => (p.kind === 'feed' ? [p.output] : [])));
  const feeds = stage.feeds.filter(({ value }) => used.has(value));
  const plan = placeValues(
    program,
    feeds.map(({ tensor, value }) => ({ name: tensor.name, value })),
    stage.results.map((tensor) => tensor.name),
    { reuse, foldAssignments: reuse },
  );
  return { ...stage, feeds, plan };
}

type Pass = (program: Program) => Program;
const passes: readonly (readonly ['share' | 'simplify' | 'fuse' | 'layout' | 'always', Pass])[] = [
  ['always', eliminate],
  ['share', share],
  ['fuse', inlineConstants],
  ['simplify', simplify],
  ['fuse', absorbTransposes],
  ['fuse', absorbGathers],
  ['fuse', fuse],
  ['simplify', simplify],
  ['layout', chooseLayouts],
  ['layout', dropCopies],
  ['always', eliminate],
  ['fuse', ride],
  ['fuse', sumColumns],
];
