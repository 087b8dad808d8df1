/**
 * The process of a run: takes one order over the line, loads the model file, reports, and ends with a last word. It is
 * started by startRun, never by hand, and runs one file.
 */

import { pathToFileURL } from 'node:url';
import { Graph, setRunDefaults, setRunReporter } from '../graph/index.ts';
import { captureOutput } from './capture-output.ts';
import { ChildReporter } from './child-reporter.ts';
import { word } from './control-state.ts';
import { describeFault, framesOf, userPlace } from './fault.ts';
import { Line } from './line.ts';
import { installModelHooks } from './load-model/hooks.ts';
import { mapped } from './load-model/source-places.ts';
import type { EndReason, Place, StartMessage } from './protocol.ts';
import { enoughAt, results, stepsOfPlan } from './tasks.ts';
import { waitForDebugger } from './wait-for-debugger.ts';

/** What sessions run on where nothing else is asked for: all that this version has. */
const defaultDevice = 'CPU';
/** Enough to get out of the engine and back to the user's line. */
const stackFrames = 40;

const line = new Line();
// Ctrl-C in a terminal reaches this process too. The default would end it before it could save.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => line.signal());
// The engine loads while the order is on its way. What fails here fails again, and is reported, in the model's import.
const engine = import(new URL('../index.ts', import.meta.url).href).then(locateInSources, () => {});

const order = await line.start();
const exitProcess = process.exit.bind(process);
let loaded = false;
let failed = false;
let handedOver = false;
let exitPlace: Place | undefined;
let exitCalled = false;

const enough = enoughAt[order.task];
let steps = 0;
const reporter = new ChildReporter(
  line.state,
  (message) => line.send(message),
  enough === 'end'
    ? undefined
    : {
        loopStarted: () => (enough === 'first loop' ? exitProcess(0) : undefined),
        stepDone: () => {
          if (++steps >= stepsOfPlan) exitProcess(0);
        },
      },
);

Error.stackTraceLimit = stackFrames;
process.argv = [process.execPath, order.file, ...order.args];
const flushOutput = order.output === 'messages' ? captureOutput((message) => line.send(message)) : () => {};

// Whoever read the output may be gone before the file has saved.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
process.on('uncaughtException', (error) => fail(error));
process.on('unhandledRejection', (reason) => fail(reason));
process.on('exit', sayLastWord);
process.exit = ((code) => {
  if (!exitCalled) exitPlace = userPlace(framesOf(new Error('process.exit')));
  exitCalled = true;
  return exitProcess(code);
}) as typeof process.exit;

// Not awaited: a model that waits for ever is reported here, not by Node in terms of this file.
void runModel(order);

async function runModel({ file, seed, device, logdir, stepsCap }: StartMessage): Promise<void> {
  setRunDefaults({ seed, device, logdir, stepsCap });
  setRunReporter(reporter);
  installModelHooks();
  line.send({ type: 'started', pid: process.pid, node: process.versions.node, file, device: device ?? defaultDevice });
  try {
    if (order.inspect === true) await waitForDebugger((port) => line.send({ type: 'inspector', port }));
    await engine;
    await import(pathToFileURL(file).href);
    loaded = true;
  } catch (error) {
    fail(error);
  }
}

/** Operations remember lines of the file as it was written, also where Node runs a transformed one. */
function locateInSources(): void {
  const locate = Graph.defaultLocate;
  Graph.defaultLocate = () => {
    const place = locate();
    return place && mapped(pathToFileURL(place.file).href, place);
  };
}

function fail(thrown: unknown): void {
  if (!failed) line.send(describeFault(thrown));
  failed = true;
  exitProcess(1);
}

function sayLastWord(code: number): void {
  flushOutput();
  reporter.sendScalars();
  handOver();
  const reason = endReason();
  if (reason === 'stuck') {
    line.send({
      type: 'fault',
      name: 'Error',
      message: 'The file awaits something that can never happen: nothing is left to wait for.',
      place: undefined,
      stack: '',
      operation: undefined,
      hint: 'Look for a promise that nobody settles.',
    });
  }
  const exitCode = reason === 'stuck' ? 1 : code;
  process.exitCode = exitCode;
  line.send({ type: 'done', exitCode, reason, place: exitPlace });
  line.flush();
}

function handOver(): void {
  if (failed || handedOver) return;
  handedOver = true;
  try {
    for (const message of results[order.task](reporter)) line.send(message);
  } catch (error) {
    failed = true;
    process.exitCode = 1;
    line.send(describeFault(error));
  }
}

function endReason(): EndReason {
  if (failed) return 'failed';
  if (exitCalled) return 'exited';
  if (Atomics.load(line.state, word.stop) !== 0) return 'stopped';
  // A task that has enough leaves in the middle of the file.
  if (!loaded && enough === 'end') return 'stuck';
  return 'completed';
}
