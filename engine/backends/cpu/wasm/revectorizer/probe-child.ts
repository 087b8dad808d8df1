/**
 * A process of its own, which may end by what it tries. Arguments: two modules in base64, then flags of V8, with which the
 * first one is compiled. Prints how many times faster that one is; 0 if it computes something else.
 */

import { setFlagsFromString } from 'node:v8';
import { webAssembly } from '../web-assembly.ts';

const [first, second, ...names] = process.argv.slice(2);
const memory = new webAssembly!.Memory({ initial: 1, maximum: 65536, shared: true, address: 'i32' });
const numbers = new Float32Array(memory.buffer);

type Probe = (address: number) => void;

function made(encoded: string): Probe {
  const module = new webAssembly!.Module(new Uint8Array(Buffer.from(encoded, 'base64')));
  return Object.values(new webAssembly!.Instance(module, { env: { memory } }).exports)[0];
}

/** Nanoseconds. */
function best(probe: Probe): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 12; i++) {
    numbers.fill(0, 0, 256);
    numbers.fill(0.5, 256);
    const start = process.hrtime.bigint();
    probe(0);
    const time = Number(process.hrtime.bigint() - start);
    // The first calls of ordinary code may run before it is optimised.
    if (i > 3) least = Math.min(least, time);
  }
  return least;
}

for (const name of names) setFlagsFromString(`--${name}`);
const merged = made(first);
for (const name of names) setFlagsFromString(name.startsWith('no-') ? `--${name.slice(3)}` : `--no-${name}`);
const ordinary = made(second);

const results = [merged, ordinary].map((probe) => {
  const time = best(probe);
  return { time, sums: numbers.slice(0, 64).join() };
});
process.stdout.write(results[0].sums === results[1].sums ? String(results[1].time / results[0].time) : '0');
