/**
 * The corpus of mistakes against the truth: what is marked an error fails when it is run, what is fixed runs. And the
 * analysis against the corpus: it finds what is marked and nothing else, and its quick fixes put things right.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diagnosticCodes, type QuickFix } from '../engine/analysis/index.ts';
import { type Case, cases, type Mark } from './shape-bugs/corpus.ts';
import { applyFix, findProblems, isLoud, type Problem, summaryOf } from './shape-bugs/find-problems.ts';
import { Report } from './shape-bugs/report.ts';
import { type Failure, type Outcomes, type ProgramToRun, runPrograms } from './shape-bugs/run-programs.ts';

const scratch = mkdtempSync(join(tmpdir(), 'tensorloom-shape-bugs-'));
const report = new Report();
afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
  if (process.env.SHAPE_BUGS_REPORT) console.log(`\n${report}\n`);
});
const minutes = 60_000;

it('has at least two cases of every code', () => {
  const counts = Object.fromEntries(Object.keys(diagnosticCodes).map((code) => [code, 0]));
  for (const { code } of cases.flatMap(({ marks }) => marks)) counts[code] = (counts[code] ?? Number.NaN) + 1;
  expect(Object.entries(counts).filter(([, count]) => !(count >= 2))).toEqual([]);
});

describe('the corpus is true', () => {
  const programs = new Map(cases.map((each) => [each, { buggy: { file: each.buggy }, fixed: { file: each.fixed } }]));
  let outcomes: Outcomes;
  beforeAll(async () => {
    outcomes = await runPrograms(
      [...programs.values()].flatMap(({ buggy, fixed }) => [buggy, fixed]),
      scratch,
    );
  }, 2 * minutes);

  it.each(cases)('$name', (each) => {
    const { buggy, fixed } = programs.get(each) as { buggy: ProgramToRun; fixed: ProgramToRun };
    expect(outcomes.get(fixed), 'the fixed program fails').toBeUndefined();
    const failure = outcomes.get(buggy);
    const errors = each.marks.filter(({ severity }) => severity === 'error');
    if (errors.length === 0) expect(failure, 'what is only suspicious fails').toBeUndefined();
    else {
      expect(failure, 'what is an error runs').toBeDefined();
      if (failure)
        expect(
          errors.some((mark) => isOf(mark, failure)),
          JSON.stringify(failure, null, 2),
        ).toBe(true);
    }
  });
});

/** Marked where the value is written down; the run that takes it fails, or whoever reads the promise. */
const failsElsewhere = new Set(['feed-mismatch', 'missing-await']);

function isOf({ file, line, code }: Mark, failure: Failure): boolean {
  return failsElsewhere.has(code) || failure.places.some((place) => place.file === file && place.line === line);
}

describe('the analysis', () => {
  it.each(cases)('finds $name', ({ buggy, marks }) => {
    const problems = findProblems(buggy);
    const expected = marks.map(summaryOf);
    for (const mark of marks) {
      report.count(mark.code, 'marked');
      if (problems.some((problem) => isMarked(problem, mark))) report.count(mark.code, 'found');
    }
    const told = problems.filter((problem) => isLoud(problem) || expected.includes(summaryOf(problem)));
    expect(told.map(summaryOf), told.map(({ message }) => message).join('\n')).toEqual(expected);
  });

  it.each(cases)('has nothing to say of $name once it is fixed', ({ fixed }) => {
    const problems = findProblems(fixed).filter(isLoud);
    for (const { code } of problems) report.count(code, 'false');
    expect(problems.map(summaryOf), problems.map(({ message }) => message).join('\n')).toEqual([]);
  });
});

describe('the quick fixes', () => {
  const fixed = cases.map((each) => ({ each, name: each.name, fixes: fixesOf(each) })).filter(hasFixes);
  let outcomes: Outcomes;
  beforeAll(async () => {
    outcomes = await runPrograms(
      fixed.flatMap(({ fixes }) => fixes.map(({ program }) => program)),
      scratch,
    );
  }, 2 * minutes);

  it.each(fixed)('of $name put it right', ({ each, fixes }) => {
    for (const { problem, fix, program } of fixes) {
      const left = findProblems(each.buggy, program.edited).filter(isLoud);
      report.count(problem.code, 'fixes');
      if (left.length === 0) report.count(problem.code, 'silence');
      if (!outcomes.get(program)) report.count(problem.code, 'run');
      expect(
        left.map(({ message }) => message),
        `after “${fix.title}”`,
      ).toEqual([]);
      expect(outcomes.get(program), `after “${fix.title}”`).toBeUndefined();
    }
    for (const mark of each.marks.filter(({ fix }) => fix !== undefined)) {
      const titles = fixes.filter(({ problem }) => isMarked(problem, mark)).map(({ fix }) => fix.title);
      expect(
        titles.filter((title) => title.includes(mark.fix ?? '')),
        `in ${JSON.stringify(titles)}`,
      ).not.toEqual([]);
    }
  });
});

interface OfferedFix {
  readonly problem: Problem;
  readonly fix: QuickFix;
  /** The buggy program after the fix. */
  readonly program: ProgramToRun;
}

function fixesOf({ buggy, marks }: Case): OfferedFix[] {
  const problems = findProblems(buggy).filter((problem) => marks.some((mark) => isMarked(problem, mark)));
  return problems.flatMap((problem) =>
    problem.confirmed().map((fix) => ({ problem, fix, program: { file: buggy, edited: applyFix(fix) } })),
  );
}

function hasFixes({ each, fixes }: { readonly each: Case; readonly fixes: readonly OfferedFix[] }): boolean {
  return fixes.length > 0 || each.marks.some(({ fix }) => fix !== undefined);
}

function isMarked(problem: Problem, mark: Mark): boolean {
  return summaryOf(problem) === summaryOf(mark);
}
