/** Findings as they are printed, without an analysis. */

import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../engine/analysis/index.ts';
import { parse } from '../../engine/analysis/index.ts';
import { countOf, type Finding, findingsOf, sortedFindings } from '../../engine/cli/check/finding.ts';
import { githubText } from '../../engine/cli/check/github-text.ts';
import { jsonText } from '../../engine/cli/check/json-text.ts';
import { plainText } from '../../engine/cli/check/plain-text.ts';

const file = '/models/first.ts';
const text = 'const x = 1;\r\nconst y = matmul(\n  x);\n';
const range = (of: string) => ({ file, start: text.indexOf(of), end: text.indexOf(of) + of.length });

const diagnostic: Diagnostic = {
  code: 'shape-mismatch',
  severity: 'error',
  message: 'Dimensions must be equal.\nThey are 3 and 4.',
  range: range('matmul'),
  related: [{ range: range('x'), message: 'x is float32[2, 3].' }],
  fixes: [
    { title: 'Transpose', isPreferred: true, edits: [{ range: range('x);'), text: 'transpose(x));' }] },
    { title: 'Leave it', edits: [] },
  ],
};
const found = (...diagnostics: Diagnostic[]) =>
  findingsOf(diagnostics, { sources: new Map([[file, parse(file, text)]]) });
const plain = { folder: '/models', color: false };

describe('a finding', () => {
  it('has lines and columns from 1, whatever ends the lines', () => {
    const [finding] = found(diagnostic);
    expect(finding).toMatchObject({ line: 2, column: 11, endLine: 2, endColumn: 17 });
    expect(finding.related).toMatchObject([{ line: 1, column: 7, endLine: 1, endColumn: 8 }]);
    expect(finding.fixes[0].edits).toMatchObject([{ line: 3, column: 3, endLine: 3, endColumn: 6 }]);
  });

  it('is none where a diagnostic is only a hint', () => {
    expect(found({ ...diagnostic, severity: 'hint' })).toEqual([]);
  });

  it('counts once where two programs share the file, and stands by file and place', () => {
    const [first] = found(diagnostic);
    const [earlier] = found({ ...diagnostic, range: range('x') });
    const other: Finding = { ...first, file: '/models/a.ts', severity: 'warning' };
    const sorted = sortedFindings([first, other, first, earlier, { ...first }]);
    expect(sorted).toEqual([other, earlier, first]);
    expect([countOf(sorted, 'error'), countOf(sorted, 'warning')]).toEqual([2, 1]);
  });
});

describe('as text', () => {
  const expected = `first.ts:2:11 error shape-mismatch Dimensions must be equal.
    They are 3 and 4.
    first.ts:1:7 x is float32[2, 3].
    fix: Transpose
    fix: Leave it
`;

  it('it has its places and fixes indented beneath', () => {
    expect(plainText(found(diagnostic), plain)).toBe(expected);
  });

  it('it does not steer the terminal, whatever the file has in it', () => {
    const [finding] = found({ ...diagnostic, message: "No '\u001b[2J\r\u0007' here.", related: [], fixes: [] });
    expect(plainText([{ ...finding, file: '/models/\u009b.ts' }], plain)).toBe(
      "\\u009b.ts:2:11 error shape-mismatch No '\\u001b[2J\\u000d\\u0007' here.\n",
    );
  });

  it('it differs in colours alone on a screen', () => {
    const colored = plainText(found(diagnostic), { ...plain, color: true });
    expect(colored).toContain('\x1B[31merror\x1B[39m');
    expect(stripVTControlCharacters(colored)).toBe(expected);
  });

  it('it names a file elsewhere by its whole path', () => {
    expect(plainText(found(diagnostic), { ...plain, folder: '/other' })).toMatch(/^\/models\/first\.ts:2:11 error /);
  });

  it('nothing is no line', () => {
    expect(plainText([], plain)).toBe('');
  });
});

describe('as JSON', () => {
  it('it is an array, also of nothing', () => {
    const findings = found(diagnostic);
    expect(JSON.parse(jsonText(findings))).toEqual(findings);
    expect(JSON.parse(jsonText([]))).toEqual([]);
  });
});

describe('as an annotation', () => {
  it('it keeps to one line, and counts the last column in', () => {
    expect(githubText(found(diagnostic), '/models')).toBe(
      '::error file=first.ts,line=2,endLine=2,col=11,endColumn=16,title=shape-mismatch::' +
        'Dimensions must be equal.%0AThey are 3 and 4.%0Afirst.ts:1:7 x is float32[2, 3].%0A' +
        'fix: Transpose%0Afix: Leave it\n',
    );
  });

  it('it escapes what would end a property or the message', () => {
    const [finding] = found({ ...diagnostic, related: [], fixes: [], message: '100% of\r\n::a, b' });
    const line = githubText([{ ...finding, file: '/models/50%,a:b.ts' }], '/models');
    expect(line).toMatch(/^::error file=50%25%2Ca%3Ab\.ts,line=2,.*::100%25 of%0D%0A::a, b\n$/);
  });

  it('it names no columns where it spans lines', () => {
    const all = { file, start: 0, end: text.length };
    expect(githubText(found({ ...diagnostic, range: all }), '/models')).toMatch(
      /^::error file=first\.ts,line=1,endLine=4,title=/,
    );
  });

  it.each([
    ['error', 'error'],
    ['warning', 'warning'],
    ['information', 'notice'],
  ] as const)('of %s is a %s', (severity, command) => {
    expect(githubText(found({ ...diagnostic, severity }), '/models')).toMatch(new RegExp(`^::${command} file=`));
  });
});
