/** A training that is killed and started again ends with the numbers of one that ran through. */

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../train/temporary-folder.ts';

const program = fileURLToPath(new URL('./resume-loop.ts', import.meta.url));

/** What the program printed, and how it ended. It is killed once it says that it is ready to be. */
function run(...args: string[]): Promise<{ output: string; signal: string | null }> {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'ignore'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk;
    if (output === 'ready\n') child.kill('SIGKILL');
  });
  return new Promise((resolve) => child.once('close', (_code, signal) => resolve({ output, signal })));
}

it('is the same to the last bit, in the order of its data too', async () => {
  await using folder = await temporaryFolder();
  const [through, killed] = await Promise.all([run(folder.of('through'), '24'), run(folder.of('killed'), '24', '13')]);
  expect(killed).toEqual({ output: 'ready\n', signal: 'SIGKILL' });
  const whole = JSON.parse(through.output);
  const rest = JSON.parse((await run(folder.of('killed'), '24')).output);
  expect([whole.start, whole.losses.length]).toEqual([0, 24]);
  // Steps 11 to 13 were done, but not saved.
  expect([rest.start, rest.losses.length]).toEqual([10, 14]);
  expect(rest.losses).toEqual(whole.losses.slice(10));
  expect(rest.values).toEqual(whole.values);
  expect(new Set(whole.losses).size).toBe(24);
}, 60_000);
