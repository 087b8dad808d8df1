/** The corpus of mistakes against the truth: what is marked an error fails when it is run, what is fixed runs. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diagnosticCodes } from '../engine/analysis/diagnostic-codes.ts';
import { cases, type Mark } from './shape-bugs/corpus.ts';
import { type Failure, type Outcomes, runPrograms } from './shape-bugs/run-programs.ts';

const scratch = mkdtempSync(join(tmpdir(), 'tensorloom-shape-bugs-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

it('has at least two cases of every code', () => {
  const counts = Object.fromEntries(Object.keys(diagnosticCodes).map((code) => [code, 0]));
  for (const { code } of cases.flatMap(({ marks }) => marks)) counts[code] = (counts[code] ?? Number.NaN) + 1;
  expect(Object.entries(counts).filter(([, count]) => !(count >= 2))).toEqual([]);
});

describe('the corpus is true', () => {
  let outcomes: Outcomes;
  beforeAll(async () => {
    outcomes = await runPrograms(
      cases.flatMap(({ buggy, fixed }) => [buggy, fixed]),
      scratch,
    );
  }, 120_000);

  it.each(cases)('$name', ({ buggy, fixed, marks }) => {
    expect(outcomes.get(fixed), 'the fixed program fails').toBeUndefined();
    const failure = outcomes.get(buggy);
    const errors = marks.filter(({ severity }) => severity === 'error');
    if (errors.length === 0) expect(failure, 'what is only suspicious fails').toBeUndefined();
    else {
      expect(failure, 'what is an error runs').toBeDefined();
      if (failure)
        expect(
          errors.some((mark) => isOf(mark, failure)),
          `${JSON.stringify(failure, null, 2)} `,
        ).toBe(true);
    }
  });
});

/** Marked where the value is written down; the run that takes it fails, or whoever reads the promise. */
const failsElsewhere = new Set(['feed-mismatch', 'missing-await']);

function isOf({ file, line, code }: Mark, failure: Failure): boolean {
  return failsElsewhere.has(code) || failure.places.some((place) => place.file === file && place.line === line);
}
