import { describe, expect, it } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver-types';
import { DiagnosticsBoard } from '../../language-server/diagnostics-board.ts';

const problem = (message: string, line = 0): Diagnostic => ({
  range: { start: { line, character: 0 }, end: { line, character: 1 } },
  message,
});

function board() {
  const told: string[] = [];
  const made = new DiagnosticsBoard((uri, diagnostics) => {
    told.push(`${uri}: ${diagnostics.map(({ message }) => message).join(', ')}`);
  });
  return { board: made, told };
}

describe('the board of diagnostics', () => {
  it('tells of each file that something was found in, once', () => {
    const { board: made, told } = board();
    made.set('one', [
      ['one', [problem('a')]],
      ['part', []],
      ['other', [problem('b')]],
    ]);
    made.set('one', [
      ['one', [problem('a')]],
      ['part', []],
      ['other', [problem('b')]],
    ]);
    expect(told).toEqual(['one: a', 'other: b']);
  });

  it('shows what several models find in a file, each thing once, for as long as one of them does', () => {
    const { board: made, told } = board();
    made.set('one', [['part', [problem('both'), problem('first')]]]);
    made.set('two', [['part', [problem('both'), problem('both', 7)]]]);
    made.remove('one');
    made.remove('two');
    expect(told).toEqual(['part: both, first', 'part: both, first, both', 'part: both, both', 'part: ']);
  });

  it('clears a file that a model does not import any more', () => {
    const { board: made, told } = board();
    made.set('one', [
      ['one', []],
      ['part', [problem('a')]],
    ]);
    made.set('one', [['one', []]]);
    expect(told).toEqual(['part: a', 'part: ']);
  });
});
