import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { liveLine } from '../../engine/cli/train/live-line.ts';
import { progressLine } from '../../engine/cli/train/progress-text.ts';

/** A control sequence, or one character. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it reads what a terminal reads
const tokens = /\x1B\[[?\d;]*[A-Za-z]|\x1B.|[\s\S]/gu;

/** What a terminal of one endless page shows after these bytes: enough of one for what the line does. */
function screen(bytes: string): string[] {
  const lines = [''];
  let column = 0;
  for (const [token] of bytes.matchAll(tokens)) {
    const last = lines.length - 1;
    if (token === '\n') {
      lines.push('');
      column = 0;
    } else if (token === '\r' || token === '\x1B[1G') column = 0;
    else if (token === '\x1B[2K') lines[last] = '';
    else if (token === '\x1B[0K') lines[last] = [...lines[last]!].slice(0, column).join('');
    else if (token.startsWith('\x1B[?')) continue;
    else if (token.startsWith('\x1B'))
      throw new Error(`The screen of this test does not know ${JSON.stringify(token)}.`);
    else {
      const cells = [...lines[last]!];
      cells[column++] = token;
      lines[last] = cells.join('');
    }
  }
  return lines;
}

function terminal() {
  const stream = Object.assign(new PassThrough(), { isTTY: true, columns: 60 }) as unknown as NodeJS.WriteStream &
    PassThrough;
  return { stream, shown: () => screen(String(stream.read() ?? '')) };
}

const progress = (step: number, ended = false) => ({
  type: 'progress' as const,
  step,
  total: 100,
  stepsPerSecond: 50,
  etaSeconds: (100 - step) / 50,
  ended,
});

it('stays one line at the bottom, under everything that the model prints', () => {
  const { stream, shown } = terminal();
  const line = liveLine(stream);
  line.show(progress(0), new Map());
  line.above(stream, 'first\nsec');
  line.above(stream, 'ond\n');
  line.show(progress(50), new Map([['Loss', 0.25]]));
  line.above(stream, 'third\n');
  line.show(progress(100, true), new Map([['Loss', 0.125]]));
  line.finish();
  line.above(stream, 'after\n');
  line.release(stream);
  expect(shown()).toEqual(
    ['first', 'second', 'third', '███████████████ 100%  100/100  50.0 steps/s  ETA 0s', 'after', ''].map((text) =>
      text.startsWith('█') ? progressLine(progress(100, true), new Map([['Loss', 0.125]]), 59) : text,
    ),
  );
});

it('gives a last line without an end its own line', () => {
  const { stream, shown } = terminal();
  const line = liveLine(stream);
  line.show(progress(10), new Map());
  line.above(stream, 'no end');
  line.release(stream);
  line.finish();
  expect(shown()[0]).toBe('no end');
});

it('leaves out what does not fit, the least wanted first', () => {
  const scalars = new Map<string, number | 'NaN'>([
    ['Loss', 0.123456789],
    ['Accuracy', 'NaN'],
  ]);
  expect(progressLine(progress(50), scalars, 200)).toBe(
    '███████████████░░░░░░░░░░░░░░░  50%  50/100  50.0 steps/s  ETA 1s  Loss 0.12346  Accuracy NaN',
  );
  expect(progressLine(progress(50), scalars, 50)).toBe('██████░░░░░░  50%  50/100  50.0 steps/s  ETA 1s');
  for (let width = 1; width < 100; width++) {
    expect(progressLine(progress(50), scalars, width).length).toBeLessThanOrEqual(width);
  }
  expect(progressLine({ ...progress(7), total: null, etaSeconds: null }, scalars, 40)).toBe(
    'step 7  50.0 steps/s  Loss 0.12346',
  );
});
