import { describe, expect, it } from 'vitest';
import type { FaultMessage } from '../../../engine/runner/protocol.ts';
import { faultReport, lineAfter } from '../../../extension/training/fault-report.ts';

const fault: FaultMessage = {
  type: 'fault',
  name: 'InvalidArgumentError',
  message: "You must feed a value for placeholder tensor 'x'.\n [[x]]",
  place: { file: '/w/mnist.ts', line: 30, column: 7 },
  stack: '',
  operation: { name: 'x', type: 'Placeholder', place: { file: '/w/layers.ts', line: 4, column: 3 } },
  hint: 'Feed it.',
};

describe('a fault', () => {
  it('is one text for a notification: where, what, and what to do', () => {
    expect(faultReport(fault).text).toBe(
      "mnist.ts:30: InvalidArgumentError: You must feed a value for placeholder tensor 'x'. Feed it.",
    );
  });

  it('is a whole problem with the place of its operation', () => {
    const { place, problem } = faultReport(fault);
    expect(place).toEqual(fault.place);
    expect(problem).toEqual({
      message: `${fault.message}\nFeed it.`,
      code: 'InvalidArgumentError',
      related: {
        message: "The operation 'x' (Placeholder) was made here.",
        place: { file: '/w/layers.ts', line: 4, column: 3 },
      },
    });
  });

  it('does not name the operation’s place twice', () => {
    const operation = { ...fault.operation!, place: { ...fault.place!, column: 1 } };
    expect(faultReport({ ...fault, operation }).problem.related).toBeUndefined();
  });

  it('is no shorter than it must be, and no longer than can be read', () => {
    const { text, problem } = faultReport({ ...fault, message: 'm'.repeat(1e6), place: undefined, hint: undefined });
    expect(text.length).toBeLessThan(600);
    expect(problem.message.length).toBeLessThan(5000);
  });
});

describe('a line after an edit', () => {
  it.each([
    ['below it', { start: 11, end: 12, lines: 5 }, 10],
    ['above it that adds lines', { start: 2, end: 2, lines: 3 }, 13],
    ['above it that takes lines', { start: 2, end: 5, lines: 0 }, 7],
    ['on it', { start: 10, end: 10, lines: 0 }, undefined],
    ['over it', { start: 8, end: 12, lines: 20 }, undefined],
  ])('%s', (_, edit, line) => expect(lineAfter(10, edit)).toBe(line));
});
