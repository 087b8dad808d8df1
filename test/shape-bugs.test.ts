/** The analysis against the corpus of mistakes: it finds what is marked and nothing else, and its quick fixes cure it. */

import { afterAll, describe, expect, it } from 'vitest';
import { diagnosticCodes } from '../engine/analysis/index.ts';
import { cases } from './shape-bugs/corpus.ts';
import { findProblems, isLoud, summaryOf } from './shape-bugs/find-problems.ts';
import { casesWithFixes, isMarked } from './shape-bugs/offered-fixes.ts';
import { Report } from './shape-bugs/report.ts';

const report = new Report();
afterAll(() => {
  if (process.env.SHAPE_BUGS_REPORT) console.log(`\n${report}\n`);
});

it('the corpus has at least two cases of every code', () => {
  const counts = Object.fromEntries(Object.keys(diagnosticCodes).map((code) => [code, 0]));
  for (const { code } of cases.flatMap(({ marks }) => marks)) counts[code] = (counts[code] ?? Number.NaN) + 1;
  expect(Object.entries(counts).filter(([, count]) => !(count >= 2))).toEqual([]);
});

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
  it.each(casesWithFixes())('of $name leave nothing to say', ({ each, fixes }) => {
    for (const { problem, fix, program } of fixes) {
      const left = findProblems(each.buggy, program.edited).filter(isLoud);
      report.count(problem.code, 'fixes');
      if (left.length === 0) report.count(problem.code, 'silence');
      expect(
        left.map(({ message }) => message),
        `after “${fix.title}”`,
      ).toEqual([]);
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
