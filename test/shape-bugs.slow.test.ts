/**
 * The corpus of mistakes against the truth: what is marked an error fails when it is run, what is fixed runs, and so does
 * what a quick fix has made of a mistake.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cases, type Mark } from './shape-bugs/corpus.ts';
import { casesWithFixes } from './shape-bugs/offered-fixes.ts';
import { type Failure, type Outcomes, type ProgramToRun, runPrograms } from './shape-bugs/run-programs.ts';

const scratch = mkdtempSync(join(tmpdir(), 'tensorloom-shape-bugs-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('the corpus', () => {
  const programs = new Map(cases.map((each) => [each, { buggy: { file: each.buggy }, fixed: { file: each.fixed } }]));
  let outcomes: Outcomes;
  beforeAll(async () => {
    outcomes = await runPrograms(
      [...programs.values()].flatMap(({ buggy, fixed }) => [buggy, fixed]),
      scratch,
    );
  });

  it.each(cases)('is true of $name', (each) => {
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

describe('the quick fixes', () => {
  const fixed = casesWithFixes();
  let outcomes: Outcomes;
  beforeAll(async () => {
    outcomes = await runPrograms(
      fixed.flatMap(({ fixes }) => fixes.map(({ program }) => program)),
      scratch,
    );
  });

  it.each(fixed)('of $name make it run', ({ fixes }) => {
    for (const { fix, program } of fixes) expect(outcomes.get(program), `after “${fix.title}”`).toBeUndefined();
  });
});
