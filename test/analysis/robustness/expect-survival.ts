/** Analyses the programs of a table in a process of limited memory. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import type { Survival } from './survive.ts';

const script = fileURLToPath(new URL('./survive.ts', import.meta.url));

/** Megabytes of objects. Files of 5 MB have trees of some hundreds. */
const memory = { strange: 400, endless: 400, large: 1600 };
/** CPU time for one program: a guard against what hangs, not a measure of speed. */
const mostMilliseconds = 20_000;

async function survivalsOf(table: keyof typeof memory): Promise<Survival[]> {
  const child = spawn(process.execPath, [`--max-old-space-size=${memory[table]}`, script, table], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [printed, complaints] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  const [code] = await once(child, 'close');
  const lines = printed.trimEnd().split('\n');
  if (code !== 0) throw new Error(`It ended with ${code} in: ${lines.at(-1)}\n${complaints.slice(0, 2000)}`);
  return lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
}

/** The analysis of each program returns, in bounded time and memory, and throws nothing. */
export async function expectSurvival(table: keyof typeof memory): Promise<void> {
  const survivals = await survivalsOf(table);
  expect(survivals.length).toBeGreaterThan(30);
  expect(survivals.filter(({ thrown }) => thrown !== undefined)).toEqual([]);
  expect(survivals.filter(({ milliseconds }) => milliseconds > mostMilliseconds)).toEqual([]);
}
