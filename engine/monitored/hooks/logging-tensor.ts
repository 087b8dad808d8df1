/** `tf.train.LoggingTensorHook`: prints the values of tensors every so often. */

import { isGraphElement, Operation, Tensor } from '../../graph/index.ts';
import type { FetchLeaf, Session } from '../../session/index.ts';
import { log } from '../log.ts';
import { SessionRunArgs, type SessionRunContext, SessionRunHook, type SessionRunValues } from '../session-run-hook.ts';
import { SecondOrStepTimer } from './second-or-step-timer.ts';

export interface LoggingTensorOptions {
  /** Runs between two lines. */
  readonly everyNIter?: number | null;
  /** Seconds between two lines. */
  readonly everyNSecs?: number | null;
  /** One more line at the end, or the only one where neither of the two is given. Default false. */
  readonly atEnd?: boolean;
  /** Makes the line of the values by their tags. Default: `tag = value, …`, and the seconds since the line before. */
  readonly formatter?: ((values: Record<string, unknown>) => string) | null;
}

/** Tensors, named by themselves, or tensors by their tags. */
export type LoggedTensors = readonly FetchLeaf[] | Readonly<Record<string, FetchLeaf>> | ReadonlyMap<string, FetchLeaf>;

export class LoggingTensorHook extends SessionRunHook {
  readonly #tags: readonly string[];
  readonly #tensors: readonly FetchLeaf[];
  readonly #options: LoggingTensorOptions;
  /** None where there is a line at the end only. */
  readonly #timer: SecondOrStepTimer | undefined;
  #iteration = 0;
  #isDue = false;

  /** @throws RangeError unless exactly one of `everyNIter` and `everyNSecs` is given, or none with `atEnd`. */
  constructor(tensors: LoggedTensors, options: LoggingTensorOptions) {
    super();
    const { everyNIter = null, everyNSecs = null, atEnd = false } = options;
    const onlyAtEnd = atEnd && everyNIter === null && everyNSecs === null;
    if (!onlyAtEnd && (everyNIter === null) === (everyNSecs === null)) {
      throw new RangeError('Either atEnd and/or exactly one of everyNIter and everyNSecs must be provided.');
    }
    if (everyNIter !== null && !(everyNIter > 0)) throw new RangeError(`invalid everyNIter=${everyNIter}.`);
    const entries = entriesOf(tensors);
    this.#tags = entries.map(([tag]) => tag);
    this.#tensors = entries.map(([, tensor]) => tensor);
    this.#options = options;
    if (!onlyAtEnd) this.#timer = new SecondOrStepTimer({ everySecs: everyNSecs, everySteps: everyNIter });
  }

  override begin(): void {
    this.#timer?.reset();
    this.#iteration = 0;
  }

  override beforeRun(): SessionRunArgs | null {
    this.#isDue = this.#timer?.shouldTriggerForStep(this.#iteration) ?? false;
    return this.#isDue ? new SessionRunArgs(this.#tensors) : null;
  }

  override afterRun(_context: SessionRunContext, { results }: SessionRunValues<readonly unknown[] | null>): void {
    if (this.#isDue) this.#log(results!);
    this.#iteration++;
  }

  override async end(session: Session): Promise<void> {
    if (this.#options.atEnd) this.#log((await session.run(this.#tensors)) as unknown[]);
  }

  #log(values: readonly unknown[]): void {
    const [seconds] = this.#timer?.updateLastTriggeredStep(this.#iteration) ?? [null];
    const { formatter } = this.#options;
    if (formatter) {
      log(formatter(Object.fromEntries(this.#tags.map((tag, i) => [tag, values[i]]))));
      return;
    }
    const stats = this.#tags.map((tag, i) => `${tag} = ${String(values[i])}`).join(', ');
    log(seconds === null ? stats : `${stats} (${seconds.toFixed(3)} sec)`);
  }
}

function entriesOf(tensors: LoggedTensors): (readonly [string, FetchLeaf])[] {
  if (Array.isArray(tensors)) return (tensors as readonly FetchLeaf[]).map((tensor) => [nameOf(tensor), tensor]);
  return tensors instanceof Map ? [...tensors] : Object.entries(tensors as Record<string, FetchLeaf>);
}

function nameOf(tensor: FetchLeaf): string {
  const element: unknown = isGraphElement(tensor) ? tensor.asGraphElement() : tensor;
  return element instanceof Tensor || element instanceof Operation ? element.name : String(element);
}
