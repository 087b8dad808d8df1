// The process of a peer: answers requests until its input ends.

import { createInterface } from 'node:readline';
import { type Answer, answerMark, type Request } from './protocol.ts';
import type { Specification } from './workload.ts';

export interface Prepared {
  /** The numbers to be compared, from the state that it starts in. Asked for at most once, before any other run. */
  values(): Promise<readonly number[]> | readonly number[];
  /** Runs that many times, one after the other; when it ends, the work is done. */
  run(times: number): Promise<void> | void;
}

export interface Library {
  /** Name and version. */
  readonly name: string;
  readonly threads: number;
  prepare(specification: Specification): Promise<Prepared> | Prepared;
}

/** @param load - gets the library ready to use that number of threads, or as near as it can. */
export async function serve(load: (threads: number, variant: string) => Promise<Library>): Promise<void> {
  const [variant, threads] = process.argv.slice(2);
  const library = await load(Number(threads), variant);
  answer({ type: 'hello', library: library.name, threads: library.threads });
  let prepared: Prepared | undefined;
  for await (const line of createInterface({ input: process.stdin })) {
    try {
      const request: Request = JSON.parse(line);
      if (request.type === 'run') {
        answer({ type: 'ran', nanoseconds: await timed(prepared!, request.times) });
      } else {
        prepared = await library.prepare(request.specification);
        if (request.type === 'prepare') answer({ type: 'prepared', values: await prepared.values() });
        else answer({ type: 'ran', nanoseconds: await timed(prepared, 1) });
      }
    } catch (error) {
      answer({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
    }
  }
  process.exit();
}

async function timed(prepared: Prepared, times: number): Promise<number> {
  const start = process.hrtime.bigint();
  await prepared.run(times);
  return Number(process.hrtime.bigint() - start);
}

function answer(message: Answer): void {
  process.stdout.write(`${answerMark}${JSON.stringify(message)}\n`);
}
