/** One run of steps in stages: each is found or compiled, executed, and makes known what the next is compiled with. */

import type { Backend, Store } from '../backends/index.ts';
import {
  type CompiledStage,
  type CompilerOptions,
  compileStage,
  type KnownElements,
  Loop,
  type RunInputs,
  type StageRequest,
  type Step,
} from '../compiler/index.ts';
import {
  type Graph,
  InvalidArgumentError,
  NdArray,
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

export interface StagedRunRequest {
  /** Where its first stage is, or will be, in the cache. */
  readonly root: StageNode;
  /** Asked for only if something must be compiled. */
  readonly steps: () => readonly Step[];
  readonly inputsOf: RunInputs;
  readonly fetches: readonly Tensor[];
  readonly feeds: ReadonlyMap<Tensor, NdArray>;
}

/** What the stages so far have left, beside values. */
interface Progress {
  /** Elements of awaited tensors and of constants. */
  readonly known: KnownElements;
  readonly done: ReadonlySet<Operation>;
  readonly dead: ReadonlySet<Tensor | Operation>;
}
const noStage: Progress = { known: new Map(), done: new Set(), dead: new Set() };

export class StagedRun {
  /** Holds the plans of this run, and those of the loops in it. */
  readonly root: StageNode;
  readonly values: Map<Tensor, NdArray>;
  readonly #engine: Engine;
  readonly #request: StagedRunRequest;
  /** Those of the values that are others' arrays. */
  readonly #fed: Tensor[];
  #steps: readonly Step[] | undefined;
  #earlier = noStage;
  #node: StageNode;

  constructor(engine: Engine, request: StagedRunRequest) {
    this.#engine = engine;
    this.#request = request;
    this.root = request.root;
    this.values = new Map(request.feeds);
    this.#fed = [...request.feeds.keys()];
    this.#node = request.root;
  }

  /** On a branch that the run so far has not taken. */
  isDead(tensor: Tensor): boolean {
    return this.#earlier.dead.has(tensor);
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
    const stage = compileStage(this.#stageRequest(), compiler);
    this.#checkReads(stage);
    // Whoever fed the arrays may fill them anew before they are read.
    for (const tensor of this.#fed.splice(0)) this.values.set(tensor, this.values.get(tensor)!.copy());
    const prepared = { stage, executable: await backend.prepareInTurns(stage.plan, store) };
    node.guards = [...new Set([...node.guards, ...stage.guards])];
    node.variants.set(this.#guardKey(node.guards), prepared);
    return prepared;
  }

  /** What operations read, here and in loops. */
  get inputsOf(): RunInputs {
    return this.#request.inputsOf;
  }

  feedsOf({ stage }: PreparedStage): TensorData[] {
    return stage.feeds.map(({ tensor }) => this.values.get(tensor)!.data);
  }

  /** Takes in what a stage computed. */
  take(
    { stage }: PreparedStage,
    data: readonly TensorData[],
    dynamicShapes: ReadonlyMap<number, readonly number[]> | undefined,
  ): void {
    const { plan, results } = stage;
    results.forEach((tensor, index) => {
      const shape = dynamicShapes?.get(index) ?? plan.values[plan.fetches[index].value].shape;
      this.values.set(tensor, new NdArray(tensor.dtype, shape, data[index]));
    });
  }

  /** Goes on to the next stage, once what was to be done after this one is done; true if there is none. */
  advance({ stage }: PreparedStage): boolean {
    const { results, awaits, dead, executed, calls } = stage;
    if (awaits === null) {
      this.#earlier = { ...this.#earlier, dead };
      return true;
    }
    const called = calls.flatMap((call) => (call instanceof Loop ? call.exits : [call]));
    const made = called.flatMap((op) => op.outputs);
    const key = this.#continuationKey(made.length > 0 ? [...results, ...made] : results, awaits);
    const known = new Map([...this.#earlier.known, ...stage.known]);
    for (const tensor of awaits) known.set(tensor, elementsOf(this.values.get(tensor)!));
    // A reference stays one: later stages know its elements, and read its variable anew.
    for (const tensor of results) if (tensor.isRef) this.values.delete(tensor);
    this.#earlier = { known, done: this.#earlier.done.union(executed).union(new Set(called)), dead };
    this.#node = this.#engine.cache.continuation(this.#node, key);
    return false;
  }

  #stageRequest(): StageRequest {
    const { graph, store } = this.#engine;
    this.#steps ??= this.#request.steps();
    return {
      graph,
      steps: this.#steps,
      inputsOf: this.#request.inputsOf,
      available: this.values,
      ...this.#earlier,
      fetches: this.#request.fetches.filter((fetch) => !this.values.has(fetch)),
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

  /** @throws InvalidArgumentError for a fetch that no branch taken gave */
  checkAlive(): void {
    const { dead } = this.#earlier;
    if (dead.size === 0) return;
    for (const fetch of this.#request.fetches) {
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
