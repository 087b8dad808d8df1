/** The quick fixes that an editor offers for what is marked in the corpus. */

import type { QuickFix } from '../../engine/analysis/index.ts';
import { type Case, cases, type Mark } from './corpus.ts';
import { applyFix, findProblems, type Problem, summaryOf } from './find-problems.ts';
import type { ProgramToRun } from './run-programs.ts';

export interface OfferedFix {
  readonly problem: Problem;
  readonly fix: QuickFix;
  /** The buggy program after the fix. */
  readonly program: Required<ProgramToRun>;
}

/** The cases for which there is one, or should be. */
export function casesWithFixes(): { readonly name: string; readonly each: Case; readonly fixes: OfferedFix[] }[] {
  const offered = cases.map((each) => ({ name: each.name, each, fixes: fixesOf(each) }));
  return offered.filter(({ each, fixes }) => fixes.length > 0 || each.marks.some(({ fix }) => fix !== undefined));
}

function fixesOf({ buggy, marks }: Case): OfferedFix[] {
  const problems = findProblems(buggy).filter((problem) => marks.some((mark) => isMarked(problem, mark)));
  return problems.flatMap((problem) =>
    problem.confirmed().map((fix) => ({ problem, fix, program: { file: buggy, edited: applyFix(fix) } })),
  );
}

export function isMarked(problem: Problem, mark: Mark): boolean {
  return summaryOf(problem) === summaryOf(mark);
}
