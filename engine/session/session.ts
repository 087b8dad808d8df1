/** Sessions: where a graph is run, and where its variables live. */

import type { Backend, DeviceAttributes, KernelChoice, Store } from '../backends/index.ts';
import type { CompilerOptions } from '../compiler/index.ts';
import {
  type ArrayLike,
  type Graph,
  getDefaultGraph,
  NdArray,
  NotFoundError,
  type PlanDescription,
  pushDefaultSession,
  runReporter,
  type TensorData,
  TensorloomError,
} from '../graph/index.ts';
import { createBackend } from './backend-choice.ts';
import { fullName, type PlacementOptions, Placer } from './devices.ts';
import { turnIfDue } from './event-loop.ts';
import { type Engine, execute } from './execute.ts';
import { FeedError, type FeedKey, type Feeds, parseFeeds } from './feeds.ts';
import type { Fetches, FetchResult } from './fetch-types.ts';
import { type ParsedFetches, parseFetches } from './fetches.ts';
import { KernelTimes } from './kernel-times.ts';
import { PlanCache } from './plan-cache.ts';
import { type RunMetadata, RunOptions, traceInto } from './run-metadata.ts';

export interface SessionConfig extends PlacementOptions {
  /** Bytes of tensor memory the session may take; default: what the device has. */
  readonly memoryLimit?: number;
  /**
   * Threads that may share the work of one kernel; 0 (the default): as many as the machine runs at once. Results do not
   * depend on it.
   */
  readonly intraOpParallelismThreads?: number;
  /**
   * `fastest` (the default) picks JavaScript or WebAssembly for each kernel; the others are for comparisons: their results
   * may differ in the last bits.
   */
  readonly kernels?: KernelChoice;
  /** Compiler passes, each on by default. */
  readonly compiler?: CompilerOptions;
}

export interface SessionOptions {
  /** Default: the default graph of the moment. */
  readonly graph?: Graph;
  readonly config?: SessionConfig;
}

export interface RunArguments {
  readonly options?: Pick<RunOptions, 'traceLevel'>;
  /** Takes the trace. Given without options, it gets one too. */
  readonly runMetadata?: RunMetadata;
}

/**
 * Runs a graph: `run` gives what fetches come to, and the variables keep their values from one run to the next until the
 * session is closed. `using sess = new tf.Session()` closes it at the end of the block.
 */
export class Session {
  readonly graph: Graph;
  /** The address of the master: '' is this process. */
  readonly target: string;
  readonly #backend: Backend;
  readonly #store: Store;
  readonly #engine: Engine;
  readonly #placer: Placer;
  readonly #times = new KernelTimes();
  #closed = false;
  #last: Promise<unknown> = Promise.resolve();
  #running = false;

  /**
   * As in TensorFlow, `new Session(target, options)`; the target may be left out.
   * @throws UnimplementedError for a target on another machine.
   */
  constructor(target: string | SessionOptions = '', options: SessionOptions = {}) {
    const given = typeof target === 'string' ? options : target;
    this.target = typeof target === 'string' ? target : '';
    this.graph = given.graph ?? getDefaultGraph();
    const config = given.config ?? {};
    this.#backend = createBackend(this.target);
    this.#store = this.#backend.openStore({
      ...(config.memoryLimit === undefined ? {} : { memoryLimit: config.memoryLimit }),
      threads: config.intraOpParallelismThreads ?? 0,
      kernels: config.kernels ?? 'fastest',
    });
    this.#engine = {
      graph: this.graph,
      backend: this.#backend,
      store: this.#store,
      cache: new PlanCache(),
      compiler: config.compiler ?? {},
    };
    this.#placer = new Placer(this.#backend, config, (line) => process.stderr.write(`${line}\n`));
    runReporter().session(this);
  }

  /**
   * Runs what `fetches` need and gives their values in the same structure.
   *
   * Each operation runs at most once, and nothing is kept from one run to the next but variables. Runs of one session
   * follow each other in the order they were asked for.
   *
   * @throws FetchError, FeedError for arguments that do not fit; subclasses of `tf.errors.OpError` for what happens while
   *   running.
   */
  async run<const F>(fetches: F & Fetches, feeds?: Feeds | null, args: RunArguments = {}): Promise<FetchResult<F>> {
    this.#checkOpen();
    if (this.graph.getOperations().length === 0) {
      throw new TensorloomError('The Session graph is empty.  Add operations to the graph before calling run().');
    }
    // Awaited here, so that the stack of a fault leads to the caller.
    return (await this.#runParsed(parseFetches(this.graph, fetches), feeds, args)) as FetchResult<F>;
  }

  async #runParsed(
    parsed: ParsedFetches,
    feeds: Feeds | null | undefined,
    { options, runMetadata }: RunArguments,
  ): Promise<unknown> {
    const given = parseFeeds(this.graph, feeds);
    // A run that waits its turn takes the values of now, whatever the caller does with the arrays meanwhile.
    const fed = this.#running ? new Map([...given].map(([tensor, array]) => [tensor, array.copy()])) : given;
    this.#placer.place(this.graph.getOperations());
    const trace = runMetadata && (options?.traceLevel ?? RunOptions.FULL_TRACE) !== RunOptions.NO_TRACE;
    const tracer = trace
      ? traceInto(runMetadata, fullName(this.#backend.device.name))
      : runReporter().timesKernels
        ? this.#times.tracer
        : undefined;
    const values = await this.#exclusively(() => execute(this.#engine, parsed.tensors, parsed.targets, fed, tracer));
    await turnIfDue();
    return parsed.build((tensor) => {
      const array = values.get(tensor)!;
      if (array.rank === 0) return array.at(0);
      return fed.has(tensor) ? array.copy() : array;
    });
  }

  /** One run after the other: they share the arena and the variables. */
  async #exclusively<T>(body: () => Promise<T>): Promise<T> {
    while (this.#running) await this.#last.catch(() => undefined);
    this.#checkOpen();
    this.#running = true;
    const run = body();
    this.#last = run;
    try {
      return await run;
    } finally {
      this.#running = false;
    }
  }

  /**
   * A function that runs `fetches` with the values of `feedList` as its arguments: fetches are parsed once.
   * @throws FetchError; the function, FeedError for another number of values.
   */
  makeCallable<const F>(
    fetches: F & Fetches,
    feedList: readonly FeedKey[] = [],
  ): (...values: Parameters<typeof feedPair>[1][]) => Promise<FetchResult<F>> {
    this.#checkOpen();
    const parsed = parseFetches(this.graph, fetches);
    return async (...values) => {
      this.#checkOpen();
      if (values.length !== feedList.length) {
        throw new FeedError(
          `This callable takes ${feedList.length} values, one a feed, but ${values.length} were given.`,
        );
      }
      const feeds = feedList.map((key, i) => feedPair(key, values[i]));
      return (await this.#runParsed(parsed, feeds, {})) as FetchResult<F>;
    };
  }

  listDevices(): DeviceAttributes[] {
    return [{ ...this.#backend.device, name: fullName(this.#backend.device.name) }];
  }

  /** What the compiler made of everything run so far, one entry a plan. */
  describePlans(): PlanDescription[] {
    return [...this.#engine.cache.stages()].map(({ stage, executable }) => ({
      fetches: stage.results.map((tensor) => tensor.name),
      arenaBytes: stage.plan.arenaBytes,
      kernels: executable.describeKernels().map((kernel, index) => {
        const microseconds = this.#times.of(executable, index);
        return microseconds === undefined ? kernel : { ...kernel, microseconds };
      }),
    }));
  }

  /** Whether the variable of that operation name holds a value here. */
  isInitialized(variable: string): boolean {
    this.#checkOpen();
    return this.#store.isInitialized(variable);
  }
  /** A copy of a variable's contents. @throws NotFoundError if it holds none. */
  async readVariable(variable: string): Promise<NdArray> {
    this.#checkOpen();
    const facts = this.#store.describe(variable);
    if (!facts || !this.#store.isInitialized(variable)) {
      throw new NotFoundError(`Variable '${variable}' holds no value in this session: initialise or restore it first.`);
    }
    return new NdArray(facts.dtype, facts.shape, await this.#store.read(variable));
  }
  /** Sets a variable's contents, as its initialiser would. */
  async writeVariable(variable: string, { dtype, shape, data }: NdArray): Promise<void> {
    this.#checkOpen();
    await this.#exclusively(async () => this.#store.write(variable, dtype, shape, data as TensorData));
  }
  /** Bytes of tensor memory held: variables and arena. */
  get bytes(): number {
    return this.#store.bytes;
  }

  /** Makes this the session that `tensor.eval()` and `op.run()` use, for as long as `body` runs. */
  async asDefault<T>(body: () => T | Promise<T>): Promise<T> {
    const restore = pushDefaultSession(this);
    try {
      return await body();
    } finally {
      restore();
    }
  }

  /** Frees the session's variables and memory, once a run that has begun is done. Closing twice is fine. */
  close(): void {
    if (this.#closed) return;
    runReporter().sessionClosing(this);
    this.#closed = true;
    if (this.#running) this.#last.then(this.#free, this.#free);
    else this.#free();
  }
  readonly #free = (): void => {
    this.#engine.cache.clear();
    this.#store.dispose();
  };
  [Symbol.dispose](): void {
    this.close();
  }

  #checkOpen(): void {
    if (this.#closed) throw new TensorloomError('Attempted to use a closed Session.');
  }
}

/** A session that is the default as soon as it is made, until it is closed. */
export class InteractiveSession extends Session {
  readonly #restore: () => void;

  constructor(target: string | SessionOptions = '', options: SessionOptions = {}) {
    super(target, options);
    this.#restore = pushDefaultSession(this);
  }
  override close(): void {
    this.#restore();
    super.close();
  }
}

function feedPair(key: FeedKey, value: ArrayLike) {
  return [key, value] as const;
}
