/** Takes what Node itself prints about its debugger out of a stream of text, line by line. */

import { Transform } from 'node:stream';

const noise = new Set(['Debugger attached.', 'Waiting for the debugger to disconnect...', 'Debugger ending.']);
const longestNoise = Math.max(...Array.from(noise, (line) => line.length));

/** Lines that are not the debugger's pass unchanged; a line that cannot be one of them is not held back. */
export function withoutInspectorNoise(): Transform {
  let line = '';
  return new Transform({
    encoding: 'utf8',
    decodeStrings: false,
    transform(chunk: string | Buffer, _encoding, done) {
      const lines = (line + chunk.toString()).split('\n');
      line = lines.pop() as string;
      let kept = lines.filter((each) => !isNoise(each)).map((each) => `${each}\n`);
      if (line.length > longestNoise + 1) {
        kept = [...kept, line];
        line = '';
      }
      done(null, kept.join(''));
    },
    flush(done) {
      done(null, isNoise(line) ? '' : line);
    },
  });
}

function isNoise(line: string): boolean {
  return noise.has(line.trimEnd()) || line.startsWith('Debugger ending on ws://');
}
