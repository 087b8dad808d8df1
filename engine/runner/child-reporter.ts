/** What the library reports during a run, sent to the parent: bounded, cheap, and without keeping graphs alive twice. */

import type { Graph, PlanDescription, PlanSource, RunReporter, StepLoop } from '../graph/index.ts';
import { type ControlState, word } from './control-state.ts';
import { ProgressMeter } from './progress-meter.ts';
import { type ChildMessage, scalarValue } from './protocol.ts';

const scalarIntervalMs = 100;
/** Tags kept between two messages; a model with more of them shows the rest in its event file. */
const mostTags = 200;

export interface LoopWatcher {
  /** A loop is about to give out its first step. */
  loopStarted(): void;
  /** A step is complete. */
  stepDone(): void;
}

export class ChildReporter implements RunReporter {
  readonly #state: ControlState;
  readonly #send: (message: ChildMessage) => void;
  readonly #watcher: LoopWatcher | undefined;
  /** The loops that are running, innermost last. */
  readonly #meters: ProgressMeter[] = [];
  readonly #scalars = new Map<string, { step: number; value: number }>();
  #scalarsSent = Number.NEGATIVE_INFINITY;
  #scalarTimer: NodeJS.Timeout | undefined;
  /** The graph reported last. */
  lastGraph: Graph | undefined;
  /** Open sessions, and the plans of closed ones. */
  readonly #sessions = new Set<PlanSource>();
  readonly #closedPlans: PlanDescription[] = [];

  constructor(state: ControlState, send: (message: ChildMessage) => void, watcher?: LoopWatcher) {
    this.#state = state;
    this.#send = send;
    this.#watcher = watcher;
  }

  /** A run that is watched for its plans ends soon. */
  get timesKernels(): boolean {
    return this.#watcher !== undefined;
  }
  get stopRequested(): boolean {
    return Atomics.load(this.#state, word.stop) !== 0;
  }

  loopStarted(loop: StepLoop): void {
    this.#watcher?.loopStarted();
    Atomics.add(this.#state, word.loops, 1);
    const meter = new ProgressMeter(loop, performance.now());
    this.#meters.push(meter);
    this.#send(meter.first());
  }

  stepsDone(done: number): void {
    this.#watcher?.stepDone();
    const progress = this.#meters.at(-1)?.stepsDone(done, performance.now());
    if (progress) this.#send(progress);
  }

  loopEnded(): void {
    Atomics.sub(this.#state, word.loops, 1);
    const meter = this.#meters.pop();
    this.sendScalars();
    if (meter) this.#send(meter.ended(performance.now()));
  }

  scalar(tag: string, step: number, value: number): void {
    if (this.#scalars.size < mostTags || this.#scalars.has(tag)) this.#scalars.set(tag, { step, value });
    // A main thread that never yields runs no timer: whoever reports sends too.
    if (performance.now() - this.#scalarsSent >= scalarIntervalMs) this.sendScalars();
    else this.#scalarTimer ??= setTimeout(() => this.sendScalars(), scalarIntervalMs).unref();
  }

  /** Sends what has not been sent. */
  sendScalars(): void {
    clearTimeout(this.#scalarTimer);
    this.#scalarTimer = undefined;
    if (this.#scalars.size === 0) return;
    const points = Array.from(this.#scalars, ([tag, { step, value }]) => ({ tag, step, value: scalarValue(value) }));
    this.#scalars.clear();
    this.#scalarsSent = performance.now();
    this.#send({ type: 'scalars', points });
  }

  eventFile(path: string): void {
    this.#send({ type: 'eventFile', path });
  }

  checkpoint(prefix: string): void {
    this.#send({ type: 'checkpoint', prefix });
  }

  graph(graph: Graph): void {
    if (graph === this.lastGraph) return;
    this.lastGraph = graph;
    this.#send({ type: 'graph', operations: graph.getOperations().length });
  }

  session(session: PlanSource): void {
    // Only a run that shows plans asks for them; it ends after some steps, so few sessions are ever held.
    if (this.#watcher) this.#sessions.add(session);
  }

  sessionClosing(session: PlanSource): void {
    if (this.#sessions.delete(session)) this.#closedPlans.push(...session.describePlans());
  }

  /** What all sessions so far have compiled. */
  plans(): PlanDescription[] {
    return [...this.#closedPlans, ...[...this.#sessions].flatMap((session) => session.describePlans())];
  }
}
