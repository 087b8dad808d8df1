/** Runs fetches: finds or compiles each stage, executes it, and goes on with what it made known. */

import type { Backend, KernelTrace, Store } from '../backends/index.ts';
import {
  type CompiledStage,
  type CompilerOptions,
  compileStage,
  type KnownElements,
  type LoweredStage,
  prune,
  type StageRequest,
} from '../compiler/index.ts';
import {
  type Graph,
  InvalidArgumentError,
  NdArray,
  OpError,
  type Operation,
  type Tensor,
  type TensorData,
  uninitializedVariable,
} from '../graph/index.ts';
import type { PlanCache, PreparedStage, StageNode } from './plan-cache.ts';

export interface Engine {
  readonly graph: Graph;
  readonly backend: Backend;
  readonly store: Store;
  readonly cache: PlanCache;
  readonly compiler: CompilerOptions;
}

/** Told of every stage before it runs; gives the trace to fill, or undefined. */
export type Tracer = (prepared: PreparedStage) => KernelTrace | undefined;

/** The values of `fetches`. Effects of the plan (assignments, printing) have happened when it resolves. */
export async function execute(
  engine: Engine,
  fetches: readonly Tensor[],
  targets: readonly Operation[],
  feeds: ReadonlyMap<Tensor, NdArray>,
  tracer?: Tracer,
): Promise<ReadonlyMap<Tensor, NdArray>> {
  const run = new StagedRun(engine, fetches, targets, feeds);
  while (true) {
    const prepared = run.known() ?? (await run.compile());
    const inputs = run.inputsOf(prepared);
    try {
      const outcome = prepared.executable.run(inputs, tracer?.(prepared));
      // A CPU answers at once; waiting for a plain value would cost small runs a turn.
      const { fetches: data, dynamicShapes } = outcome instanceof Promise ? await outcome : outcome;
      if (run.finish(prepared, data, dynamicShapes)) return run.values;
    } catch (error) {
      throw located(error, engine.graph);
    }
  }
}

/** A backend knows operations by name only; the graph knows their type and the line that made them. */
function located(error: unknown, graph: Graph): unknown {
  if (!(error instanceof OpError) || !error.operation || error.operation.source) return error;
  const op = graph.findOperation(error.operation.name);
  if (!op) return error;
  const ErrorClass = error.constructor as new (message: string, operation: object, options: ErrorOptions) => OpError;
  return new ErrorClass(error.message, op.describe(), { cause: error });
}

/** What the stages so far have left, beside values. */
interface Progress {
  /** Elements of awaited tensors and of constants. */
  readonly known: KnownElements;
  readonly done: ReadonlySet<Operation>;
  readonly dead: ReadonlySet<Tensor | Operation>;
}
const noStage: Progress = { known: new Map(), done: new Set(), dead: new Set() };

class StagedRun {
  readonly #engine: Engine;
  readonly #fetches: readonly Tensor[];
  readonly #targets: readonly Operation[];
  readonly values: Map<Tensor, NdArray>;
  /** Those of them that are others' arrays. */
  readonly #fed: Tensor[];
  #operations: readonly Operation[] | undefined;
  #earlier = noStage;
  #node: StageNode;

  constructor(
    engine: Engine,
    fetches: readonly Tensor[],
    targets: readonly Operation[],
    feeds: ReadonlyMap<Tensor, NdArray>,
  ) {
    this.#engine = engine;
    this.#fetches = fetches;
    this.#targets = targets;
    this.values = new Map(feeds);
    this.#fed = [...feeds.keys()];
    this.#node = engine.cache.root(rootKey(fetches, targets, feeds));
  }

  /** The stage to run next, if it is in the cache. */
  known(): PreparedStage | undefined {
    const known = this.#node.variants.get(this.#guardKey(this.#node.guards));
    if (known) this.#checkReads(known.stage);
    return known;
  }

  /** The stage to run next, compiled now; others may run meanwhile. */
  async compile(): Promise<PreparedStage> {
    const node = this.#node;
    const { backend, store, compiler } = this.#engine;
    const stage = compileStage(this.#request(), compiler);
    this.#checkReads(stage);
    // Whoever fed the arrays may fill them anew before they are read.
    for (const tensor of this.#fed.splice(0)) this.values.set(tensor, this.values.get(tensor)!.copy());
    const prepared = { stage, executable: await backend.prepareInTurns(stage.plan, store) };
    node.guards = [...new Set([...node.guards, ...stage.guards])];
    node.variants.set(this.#guardKey(node.guards), prepared);
    return prepared;
  }

  inputsOf({ stage }: PreparedStage): TensorData[] {
    return stage.feeds.map(({ tensor }) => this.values.get(tensor)!.data);
  }

  /** Takes in what a stage computed; true if it was the last. */
  finish(
    { stage }: PreparedStage,
    data: readonly TensorData[],
    dynamicShapes: ReadonlyMap<number, readonly number[]> | undefined,
  ): boolean {
    const { plan, results, awaits, dead, executed } = stage;
    results.forEach((tensor, index) => {
      const shape = dynamicShapes?.get(index) ?? plan.values[plan.fetches[index].value].shape;
      this.values.set(tensor, new NdArray(tensor.dtype, shape, data[index]));
    });
    if (awaits === null) {
      this.#checkAlive(dead);
      return true;
    }
    const key = this.#continuationKey(results, awaits);
    const known = new Map([...this.#earlier.known, ...stage.known]);
    for (const tensor of awaits) known.set(tensor, elementsOf(this.values.get(tensor)!));
    // A reference stays one: later stages know its elements, and read its variable anew.
    for (const tensor of results) if (tensor.isRef) this.values.delete(tensor);
    this.#earlier = { known, done: this.#earlier.done.union(executed), dead };
    this.#node = this.#engine.cache.continuation(this.#node, key);
    return false;
  }

  #request(): StageRequest {
    const { graph, store } = this.#engine;
    this.#operations ??= prune(this.#fetches, this.#targets, (tensor) => this.values.has(tensor));
    return {
      graph,
      operations: this.#operations,
      available: this.values,
      ...this.#earlier,
      fetches: this.#fetches.filter((fetch) => !this.values.has(fetch)),
      variables: {
        isInitialized: (variable) => store.isInitialized(variable),
        shapeOf: (variable) => store.describe(variable)?.shape,
      },
    };
  }

  #guardKey(guards: readonly string[]): string {
    const { store } = this.#engine;
    return guards.map((v) => `${v}=${store.isInitialized(v) ? store.describe(v)?.shape : 'none'}`).join(';');
  }

  #continuationKey(results: readonly Tensor[], awaits: readonly Tensor[]): string {
    const shapes = results.map((tensor) => this.values.get(tensor)!.shape.join(',')).join(';');
    const elements = awaits.map((tensor) => (this.values.get(tensor)!.data as Int32Array).join(',')).join(';');
    return `${shapes}|${elements}`;
  }

  #checkReads({ plan }: CompiledStage): void {
    for (const { variable } of plan.reads) {
      if (this.#engine.store.isInitialized(variable)) continue;
      throw uninitializedVariable(variable, this.#engine.graph.findOperation(variable)?.describe());
    }
  }

  #checkAlive(dead: LoweredStage['dead']): void {
    if (dead.size === 0) return;
    for (const fetch of this.#fetches) {
      if (!dead.has(fetch) || this.values.has(fetch)) continue;
      throw new InvalidArgumentError(
        `Retval for '${fetch.name}' does not have value: it lies on a branch that this run did not take.`,
        fetch.op.describe(),
      );
    }
  }
}

function elementsOf({ data }: NdArray): number[] {
  return Array.from(data as ArrayLike<number | bigint>, Number);
}

function rootKey(
  fetches: readonly Tensor[],
  targets: readonly Operation[],
  feeds: ReadonlyMap<Tensor, NdArray>,
): string {
  let key = '';
  for (const { op, valueIndex } of fetches) key += `${op.id}:${valueIndex},`;
  key += '|';
  for (const op of targets) key += `${op.id},`;
  key += '|';
  for (const [{ op, valueIndex }, { shape }] of feeds) key += `${op.id}:${valueIndex}[${shape}]`;
  return key;
}
