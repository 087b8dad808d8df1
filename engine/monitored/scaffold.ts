/** `tf.train.Scaffold`: the operations of a graph that a training session needs, made where nobody gave them. */

import {
  concat,
  globalVariables,
  globalVariablesInitializer,
  group,
  localVariablesInitializer,
  reportUninitializedVariables,
  summary,
} from '../api/index.ts';
import { GraphKeys, getDefaultGraph, type Operation, type SummaryTensor, type Tensor } from '../graph/index.ts';
import type { Feeds, Session } from '../session/index.ts';
import { Saver } from '../train/index.ts';
import { MonitoredSessionError } from './run-error.ts';

export interface ScaffoldOptions {
  /** Initialises the model where there is no checkpoint. Default: all global variables. */
  readonly initOp?: Operation | Tensor | null;
  /** Fed to `initOp`. */
  readonly initFeedDict?: Feeds | null;
  /** Called after `initOp`, to initialise what no operation can. */
  readonly initFn?: ((scaffold: Scaffold, session: Session) => void | Promise<void>) | null;
  /** The names of what is not initialised, a string vector. Default: of all global and local variables. */
  readonly readyOp?: Tensor | null;
  /** As `readyOp`, asked before `localInitOp`. Default: of all global variables. */
  readonly readyForLocalInitOp?: Tensor | null;
  /** Always run, after a restore too. Default: initialises all local variables and tables. */
  readonly localInitOp?: Operation | Tensor | null;
  /** Fed to `localInitOp`. */
  readonly localInitFeedDict?: Feeds | null;
  /** Default: all summaries merged, or null where there are none. */
  readonly summaryOp?: SummaryTensor | Tensor | null;
  /** Default: one for all global variables. */
  readonly saver?: Saver | null;
}

export class Scaffold {
  readonly #options: ScaffoldOptions;
  #initOp: Operation | Tensor | null = null;
  #readyOp: Tensor | null = null;
  #readyForLocalInitOp: Tensor | null = null;
  #localInitOp: Operation | Tensor | null = null;
  #summaryOp: SummaryTensor | Tensor | null = null;
  #saver: Saver | null = null;
  #finalized = false;

  /** @param options - What is left out is looked for in the graph's collections, and else made by `finalize()`. */
  constructor(options: ScaffoldOptions = {}) {
    this.#options = options;
    this.#initOp = options.initOp ?? null;
    this.#readyOp = options.readyOp ?? null;
    this.#readyForLocalInitOp = options.readyForLocalInitOp ?? null;
    this.#localInitOp = options.localInitOp ?? null;
    this.#summaryOp = options.summaryOp ?? null;
    this.#saver = options.saver ?? null;
  }

  /**
   * Adds what is missing to the default graph, which can no longer be changed then. A second call does nothing.
   * @throws MonitoredSessionError where a collection offers two of one kind.
   */
  finalize(): this {
    if (this.#finalized) return this;
    this.#initOp ??= getOrDefault('initOp', GraphKeys.INIT_OP, () => group([globalVariablesInitializer()]));
    this.#readyOp ??= getOrDefault('readyOp', GraphKeys.READY_OP, () => uninitialized());
    this.#readyForLocalInitOp ??= getOrDefault('readyForLocalInitOp', 'ready_for_local_init_op', () =>
      uninitialized(globalVariables()),
    );
    this.#localInitOp ??= getOrDefault('localInitOp', GraphKeys.LOCAL_INIT_OP, Scaffold.defaultLocalInitOp);
    this.#summaryOp ??= getOrDefault('summaryOp', GraphKeys.SUMMARY_OP, () => summary.mergeAll());
    this.#saver ??= getOrDefault('saver', GraphKeys.SAVERS, () => new Saver({ sharded: true, allowEmpty: true }));
    this.#saver.build();
    getDefaultGraph().finalize();
    this.#finalized = true;
    return this;
  }

  get initOp(): Operation | Tensor | null {
    return this.#initOp;
  }
  get initFeedDict(): Feeds | null {
    return this.#options.initFeedDict ?? null;
  }
  /** Takes the session. */
  get initFn(): ((session: Session) => void | Promise<void>) | null {
    const { initFn } = this.#options;
    return initFn ? (session) => initFn(this, session) : null;
  }
  get readyOp(): Tensor | null {
    return this.#readyOp;
  }
  get readyForLocalInitOp(): Tensor | null {
    return this.#readyForLocalInitOp;
  }
  get localInitOp(): Operation | Tensor | null {
    return this.#localInitOp;
  }
  get localInitFeedDict(): Feeds | null {
    return this.#options.localInitFeedDict ?? null;
  }
  get summaryOp(): SummaryTensor | Tensor | null {
    return this.#summaryOp;
  }
  get saver(): Saver | null {
    return this.#saver;
  }

  /** One operation that initialises all local variables and tables. */
  static defaultLocalInitOp(): Operation {
    const tables = getDefaultGraph().collections.get<Operation>(GraphKeys.TABLE_INITIALIZERS);
    return group([localVariablesInitializer(), group(tables, { name: 'init_all_tables' })]);
  }
}

/** TensorFlow joins these names with those of resources, of which there are none here. */
function uninitialized(variables?: ReturnType<typeof globalVariables>): Tensor {
  return concat([reportUninitializedVariables(variables)], 0);
}

/** What the collection holds; else what `make` gives, which is put into it. */
function getOrDefault<T>(option: string, collection: string, make: () => T): T {
  const { collections } = getDefaultGraph();
  const [found, second] = collections.get<T>(collection);
  if (second !== undefined) {
    throw new MonitoredSessionError(
      `More than one item in the collection "${collection}". Please indicate which one to use by passing it to the ` +
        `tf.train.Scaffold constructor by: new tf.train.Scaffold({ ${option}: item to use }).`,
    );
  }
  if (found !== undefined) return found;
  const made = make();
  if (made !== null) collections.add(collection, made);
  return made;
}
