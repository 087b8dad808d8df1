/** What a worker thread runs: takes units of the job at hand, spins for the next one, and sleeps when none comes. */

import { type MessagePort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import {
  busyWord,
  control,
  controlBytes,
  type FailureMessage,
  type JobMessage,
  unitBegin,
  type WorkerMessage,
  type WorkerStart,
} from './control.ts';
import { type Run, runOfSteps } from './steps.ts';

/** Milliseconds of waiting for a job before a thread sleeps: a step of a small model has gaps of some tenths of one. */
const PATIENCE = 1;
/** Turns of the waiting loop between looks at the clock: some microseconds. */
const TURNS = 1_000;

type Instance = { readonly exports: Record<string, (...parameters: (number | bigint)[]) => void> };

const { memory, controlAddress, rank, port } = workerData as WorkerStart & {
  memory: { buffer: SharedArrayBuffer };
  port: MessagePort;
};
const { WebAssembly } = globalThis as unknown as {
  WebAssembly: { Instance: new (module: object, imports: object) => Instance };
};
const state = new Int32Array(memory.buffer, controlAddress, controlBytes(rank + 1) / 4);
const busy = busyWord(rank);
const jobs = new Map<number, JobMessage & { run?: Run }>();
const instances = new WeakMap<object, Instance>();

function readMessages(): void {
  for (;;) {
    const received = receiveMessageOnPort(port) as { message: WorkerMessage } | undefined;
    if (received === undefined) return;
    const { message } = received;
    if (message.kind === 'job') jobs.set(message.id, message);
    else for (const id of message.ids) jobs.delete(id);
  }
}

function exportsOf(module: object): Instance['exports'] {
  let instance = instances.get(module);
  if (instance === undefined) {
    instance = new WebAssembly.Instance(module, { env: { memory } });
    instances.set(module, instance);
  }
  return instance.exports;
}

function runUnit(unit: number, units: number): void {
  const id = Atomics.load(state, control.job);
  const chunks = Atomics.load(state, control.chunks);
  if (!jobs.has(id)) readMessages();
  const job = jobs.get(id);
  if (job === undefined) throw new Error(`job ${id} was not told`);
  job.run ??= runOfSteps(job.steps, exportsOf);
  job.run(unitBegin(unit, units, chunks), unitBegin(unit + 1, units, chunks));
}

function fail(cause: unknown): void {
  const message: FailureMessage = { reason: cause instanceof Error ? cause.message : String(cause) };
  port.postMessage(message);
  Atomics.store(state, control.failed, 1);
}

/** Takes a unit if one is left. False: none was. */
function work(): boolean {
  const left = Atomics.load(state, control.left);
  if (left <= 0 || Atomics.load(state, control.helpers) < rank) return false;
  if (Atomics.compareExchange(state, control.left, left, left - 1) !== left) return true;
  // From here to the end of the function the job cannot end.
  const units = Atomics.load(state, control.units);
  try {
    runUnit(left - 1, units);
  } catch (cause) {
    fail(cause);
  }
  if (Atomics.add(state, control.done, 1) + 1 === units) Atomics.notify(state, control.done);
  return true;
}

for (let idleSince = performance.now(); ; ) {
  const turn = Atomics.load(state, control.turn);
  // A thread that the jobs pass by tires as if there were none.
  const takesPart = Atomics.load(state, control.helpers) >= rank;
  Atomics.store(state, busy, 1);
  while (work());
  Atomics.store(state, busy, 0);
  if (takesPart) idleSince = performance.now();
  for (let turns = 1; Atomics.load(state, control.turn) === turn; turns++) {
    if (turns % TURNS !== 0 || performance.now() - idleSince < PATIENCE) continue;
    Atomics.add(state, control.asleep, 1);
    Atomics.wait(state, control.turn, turn);
    Atomics.sub(state, control.asleep, 1);
    // What was told meanwhile need not wait for the first job that asks.
    readMessages();
    idleSince = performance.now();
  }
}
