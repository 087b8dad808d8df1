/** Programs of nothing but JavaScript, run and analysed: what is said of the result is what it is. */

import { describe, expect, it } from 'vitest';
import { admits, isPrecise } from './admits.ts';
import { openPrograms, programs } from './programs.ts';
import { resultOf } from './test-machine.ts';

/** The program's result, from running it. */
function run(setup: string, expression: string): Promise<unknown> {
  const AsyncFunction = (async () => undefined).constructor as new (body: string) => () => Promise<unknown>;
  return new AsyncFunction(`'use strict';\n${setup};\nreturn ${expression};`)();
}

function analysed(setup: string, expression: string) {
  return resultOf(`${setup};\nexport const result = ${expression};`);
}

const partsOf = (program: readonly string[]): readonly [string, string] =>
  program.length === 2 ? [program[0], program[1]] : ['', program[0]];

describe.each(Object.entries(programs))('%s', (_, group) => {
  it.each(group.map(partsOf))('%s %s', async (setup, expression) => {
    const result = analysed(setup, expression);
    const real = await run(setup, expression);
    expect(admits(result, real), `says ${JSON.stringify(result)} of ${JSON.stringify(real)}`).toBe(true);
    expect(isPrecise(result), `is not sure: ${JSON.stringify(result)}`).toBe(true);
  });
});

describe('programs of which something is not known', () => {
  it.each(openPrograms.map(partsOf))('%s %s', async (setup, expression) => {
    const result = analysed(setup, expression);
    const real = await run(setup, expression);
    expect(admits(result, real), `says ${JSON.stringify(result)} of ${JSON.stringify(real)}`).toBe(true);
  });
});
