/** `tf.VariableScope`: the prefix and the defaults that `tf.getVariable` goes by. */

import { type DType, type Graph, GraphError, GraphKeys, getDefaultGraph, type Tensor } from '../../graph/index.ts';
import { parseDType } from '../convert.ts';
import type { Initializer, InitializerFactory } from '../initializers/initializer.ts';
import type { Regularizer } from '../regularizers/regularizer.ts';
import type { GetVariableOptions } from './get-variable.ts';
import type { Variable } from './variable.ts';

/** Makes variables that are not there yet, and gives those that are. */
export const AUTO_REUSE = 'AUTO_REUSE';

/** false: variables are made, true: they must be there, AUTO_REUSE: either. */
export type ReuseMode = boolean | typeof AUTO_REUSE;

/** What the variables of a scope have unless they say otherwise; scopes inside inherit it. */
export interface VariableDefaults {
  readonly initializer?: Initializer | InitializerFactory | null;
  readonly regularizer?: Regularizer | null;
  /** Default float32. */
  readonly dtype?: DType | null;
  /** Called in the place of what finds or makes variables, which it is handed. */
  readonly customGetter?: CustomGetter | null;
}

/**
 * A function that gives the variable of a full name, or a tensor in its place: by `getter`, which finds or makes it, with
 * the options as asked for unless it is told others.
 */
export type CustomGetter = (
  getter: (name: string, options?: Partial<GetVariableOptions>) => Variable,
  name: string,
  options: GetVariableOptions,
) => Variable | Tensor;

/** The getter of a scope inside another: it is handed that of the other. */
export function nestedGetter(inner: CustomGetter | null | undefined, outer: CustomGetter | null): CustomGetter | null {
  if (!inner || !outer) return inner ?? outer;
  return (getter, name, options) => inner((n, o) => outer(getter, n, { ...options, ...o }) as Variable, name, options);
}

export interface VariableScopeSettings extends VariableDefaults {
  /** Default '', the root. */
  readonly name?: string;
  /** The name scope that it was first opened with. */
  readonly nameScope?: string;
  /** Default: the default graph. */
  readonly graph?: Graph;
}

/** What `tf.variableScope` hands to its callback and `tf.getVariableScope()` gives. */
export class VariableScope {
  /** Without a "/" at its end. */
  readonly name: string;
  /** The name scope of the operations made when it was first opened, with its "/" (`a_1/`). */
  readonly originalNameScope: string;
  /** That whose variables it is about. */
  readonly graph: Graph;
  #reuse: ReuseMode;
  #defaults: VariableDefaults;

  constructor(reuse: ReuseMode, settings: VariableScopeSettings = {}) {
    const {
      name = '',
      nameScope = '',
      graph = getDefaultGraph(),
      initializer,
      regularizer,
      dtype,
      customGetter,
    } = settings;
    this.name = name;
    this.originalNameScope = nameScope;
    this.graph = graph;
    this.#reuse = parseReuse(reuse) ?? false;
    this.#defaults = {
      initializer: initializer ?? null,
      regularizer: regularizer ?? null,
      dtype: parseDType(dtype ?? 'float32'),
      customGetter: customGetter ?? null,
    };
  }

  /** What names of variables in it begin with: the name with a "/", or '' at the root. */
  get prefix(): string {
    return this.name && `${this.name}/`;
  }
  get reuse(): ReuseMode {
    return this.#reuse;
  }
  get initializer(): Initializer | InitializerFactory | null {
    return this.#defaults.initializer ?? null;
  }
  get regularizer(): Regularizer | null {
    return this.#defaults.regularizer ?? null;
  }
  get dtype(): DType {
    return this.#defaults.dtype ?? 'float32';
  }

  get customGetter(): CustomGetter | null {
    return this.#defaults.customGetter ?? null;
  }

  /** From here on variables of this scope must be there already. */
  reuseVariables(): void {
    this.setReuse(true);
  }
  setReuse(reuse: ReuseMode): void {
    const before = this.#reuse;
    this.#reuse = parseReuse(reuse) ?? false;
    this.graph.recordUndo(() => {
      this.#reuse = before;
    });
  }
  setInitializer(initializer: Initializer | InitializerFactory | null): void {
    this.#set({ initializer });
  }
  setRegularizer(regularizer: Regularizer | null): void {
    this.#set({ regularizer });
  }
  setDtype(dtype: DType): void {
    this.#set({ dtype: parseDType(dtype) });
  }
  setCustomGetter(customGetter: CustomGetter | null): void {
    this.#set({ customGetter });
  }
  #set(changed: VariableDefaults): void {
    const before = this.#defaults;
    this.#defaults = { ...before, ...changed };
    this.graph.recordUndo(() => {
      this.#defaults = before;
    });
  }

  /** Items of the graph's collection whose names begin with this scope's. */
  getCollection<T = unknown>(name: string): T[] {
    return this.graph.collections.get<T>(name, this.prefix || undefined);
  }
  globalVariables(): Variable[] {
    return this.getCollection(GraphKeys.GLOBAL_VARIABLES);
  }
  localVariables(): Variable[] {
    return this.getCollection(GraphKeys.LOCAL_VARIABLES);
  }
  trainableVariables(): Variable[] {
    return this.getCollection(GraphKeys.TRAINABLE_VARIABLES);
  }
}

/** As given; undefined where it is not. @throws GraphError for anything else than the three modes. */
export function parseReuse(reuse: unknown): ReuseMode | undefined {
  if (reuse === undefined || reuse === null) return undefined;
  if (typeof reuse === 'boolean' || reuse === AUTO_REUSE) return reuse;
  throw new GraphError(`The reuse parameter must be true, false, tf.AUTO_REUSE or null, not ${String(reuse)}.`);
}
