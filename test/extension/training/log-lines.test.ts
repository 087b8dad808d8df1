import { describe, expect, it } from 'vitest';
import { LogLines } from '../../../extension/training/log-lines.ts';

const texts = (lines: readonly { text: string }[]) => lines.map(({ text }) => text);

describe('what a run prints, as lines of a log', () => {
  it('is whole lines, however it came, and the last one without an end', () => {
    const log = new LogLines();
    expect(log.push('stdout', 'ab', 0)).toEqual([]);
    expect(log.push('stderr', 'x\n', 0)).toEqual([{ stream: 'stderr', text: 'x' }]);
    expect(log.push('stdout', 'c\nd\n\ne', 0)).toEqual([
      { stream: 'stdout', text: 'abc' },
      { stream: 'stdout', text: 'd' },
      { stream: 'stdout', text: '' },
    ]);
    expect(texts(log.end())).toEqual(['e']);
    expect(log.end()).toEqual([]);
  });

  it('has no colours, and of what is drawn over itself the last', () => {
    const log = new LogLines();
    expect(texts(log.push('stdout', '\u001b[31mred\u001b[0m\r\n10 %\r20 %\r\n', 0))).toEqual(['red', '20 %']);
  });

  it('cuts lines without end, and holds little of one that never ends', () => {
    const log = new LogLines();
    for (let i = 0; i < 100; i++) log.push('stdout', 'x'.repeat(100_000), 0);
    expect(log.end()[0]!.text.length).toBeLessThan(2100);
    expect(log.push('stdout', `${'y'.repeat(50_000)}\n`, 0)[0]!.text).toMatch(/^y{2000}…$/);
  });

  it('lets a burst through, then some lines a second, and counts the rest', () => {
    const log = new LogLines();
    const burst = log.push('stdout', 'line\n'.repeat(10_000), 0);
    expect(burst).toHaveLength(2000);
    expect(log.push('stdout', 'line\n', 0)).toEqual([]);
    const later = texts(log.push('stdout', 'line\n'.repeat(500), 1000));
    expect(later[0]).toBe('… 8001 lines were left out');
    expect(later).toHaveLength(101);
    expect(texts(log.end())).toEqual(['… 400 lines were left out']);
  });

  it('tells what the run itself left out', () => {
    expect(texts(new LogLines().leftOut('stdout', 12))).toEqual(['… 12 characters were left out']);
    expect(new LogLines().leftOut('stdout', 0)).toEqual([]);
  });
});
