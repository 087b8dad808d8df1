/**
 * What a worker thread runs. Its text is handed to the worker as source, so that it needs no file beside the bundle: it may
 * use nothing but its own body.
 */

import type { MessagePort } from 'node:worker_threads';
import type { WorkerMessage, WorkerStart } from './control.ts';

/** Turns of waiting for a job before a thread sleeps: about a millisecond. */
export const SPINS = 20_000;

export function workerMain(spins: number): void {
  const { receiveMessageOnPort, workerData } = process.getBuiltinModule('node:worker_threads');
  const { memory, controlAddress, rank, words, port } = workerData as WorkerStart & {
    memory: { buffer: SharedArrayBuffer };
    port: MessagePort;
  };
  // biome-ignore lint/suspicious/noExplicitAny: Node's types have no WebAssembly.
  const { Instance } = (globalThis as any).WebAssembly;
  const state = new Int32Array(memory.buffer, controlAddress, words.helpers + 1);
  type Run = (begin: number, end: number, ...addresses: (number | bigint)[]) => void;
  const jobs = new Map<number, { run: Run; addresses: readonly (number | bigint)[] }>();
  const instances = new WeakMap<object, { exports: Record<string, Run> }>();

  function instanceOf(module: object): { exports: Record<string, Run> } {
    let instance = instances.get(module);
    if (instance === undefined) {
      instance = new Instance(module, { env: { memory } }) as { exports: Record<string, Run> };
      instances.set(module, instance);
    }
    return instance;
  }

  function readMessages(): void {
    for (;;) {
      const received = receiveMessageOnPort(port) as { message: WorkerMessage } | undefined;
      if (received === undefined) return;
      const { message } = received;
      if (message.kind === 'forget') for (const id of message.ids) jobs.delete(id);
      else {
        const run = instanceOf(message.module).exports[message.name];
        jobs.set(message.id, { run, addresses: message.addresses });
      }
    }
  }

  /** Takes a unit if one is left. False: none was. */
  function work(): boolean {
    const left = Atomics.load(state, words.left);
    if (left <= 0 || Atomics.load(state, words.helpers) < rank) return false;
    if (Atomics.compareExchange(state, words.left, left, left - 1) !== left) return true;
    const unit = left - 1;
    const id = Atomics.load(state, words.job);
    const units = Atomics.load(state, words.units);
    const chunks = Atomics.load(state, words.chunks);
    try {
      if (!jobs.has(id)) readMessages();
      const { run, addresses } = jobs.get(id)!;
      run(Math.floor((unit * chunks) / units), Math.floor(((unit + 1) * chunks) / units), ...addresses);
    } catch {
      Atomics.store(state, words.failed, 1);
    }
    if (Atomics.add(state, words.done, 1) + 1 === units) Atomics.notify(state, words.done);
    return true;
  }

  for (;;) {
    const turn = Atomics.load(state, words.turn);
    while (work());
    let waited = 0;
    while (Atomics.load(state, words.turn) === turn) {
      if (++waited < spins) continue;
      Atomics.add(state, words.asleep, 1);
      Atomics.wait(state, words.turn, turn);
      Atomics.sub(state, words.asleep, 1);
      // What was told meanwhile need not wait for the first job that asks.
      readMessages();
      waited = 0;
    }
  }
}
