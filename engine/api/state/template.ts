/** `tf.makeTemplate`: a function whose variables are made by its first call and used by all. */

import { DTypeError, type Graph, GraphError, GraphKeys } from '../../graph/index.ts';
import { publicFunction } from '../signature.ts';
import type { Variable } from './variable.ts';
import { variableScope } from './variable-scope.ts';
import type { CustomGetter, VariableScope } from './variable-scope-class.ts';

export interface TemplateOptions {
  /** Opens the variable scope now, where the template is made; default false: where it is first called. */
  readonly createScopeNow?: boolean;
  /** The name of the variable scope as it is, in the place of `name`, which is made unique. */
  readonly uniqueName?: string | null;
  /** Of the variable scope. */
  readonly customGetter?: CustomGetter | null;
}

/** What `tf.makeTemplate` gives: the function, and what it has made. */
export interface Template<A extends readonly unknown[] = readonly unknown[], R = unknown> {
  (...args: A): R;
  /** As it was given: the variable scope's, which is made unique, is `variableScopeName`. */
  readonly name: string;
  readonly func: (...args: A) => R;
  /** null before it is opened. */
  readonly variableScope: VariableScope | null;
  /** With a "/" at its end; undefined before it is opened. */
  readonly variableScopeName: string | undefined;
  /** All variables of its scope; none before the first call. */
  readonly variables: Variable[];
  readonly trainableVariables: Variable[];
  readonly nonTrainableVariables: Variable[];
  readonly globalVariables: Variable[];
  readonly localVariables: Variable[];
}

/**
 * The function `func` with variables of its own: what it asks of `tf.getVariable` is made by the first call, in a variable
 * scope called `name` (`name_1` where that was opened before), and found again by every further one. Operations of further
 * calls are under a name scope of that name with a number. What all calls have in common (sizes, say) is best used in `func`
 * as it is.
 *
 * @returns A function of `func`'s arguments that gives what `func` gives, with `variableScope` and the `variables` of it.
 * @throws GraphError without a name; when called, where a call after the first makes a trainable variable, as
 *   `new tf.Variable` does.
 */
export const makeTemplate = publicFunction(
  'makeTemplate(name: string, func: branch, {createScopeNow = false, uniqueName: string, customGetter: any})',
  <A extends readonly unknown[], R>(
    name: string,
    func: (...args: A) => R,
    options: TemplateOptions = {},
  ): Template<A, R> => {
    if (name === undefined || name === null) throw new GraphError('name cannot be None.');
    if (typeof func !== 'function') throw new DTypeError("'func' must be callable.");
    const state = new TemplateState(name, options);
    const call = (...args: A): R => state.call(() => func(...args));
    return Object.defineProperties(call, {
      name: { value: name },
      func: { value: func },
      variableScope: { get: () => state.scope },
      variableScopeName: { get: () => state.scopeName },
      variables: { get: () => [...globals(state), ...state.collected(GraphKeys.LOCAL_VARIABLES)] },
      trainableVariables: { get: () => state.collected(GraphKeys.TRAINABLE_VARIABLES) },
      nonTrainableVariables: {
        get: () => {
          const trainable = new Set(state.collected(GraphKeys.TRAINABLE_VARIABLES));
          return globals(state).filter((variable) => !trainable.has(variable));
        },
      },
      globalVariables: { get: () => globals(state) },
      localVariables: { get: () => state.collected(GraphKeys.LOCAL_VARIABLES) },
    }) as Template<A, R>;
  },
);

const globals = (state: TemplateState): Variable[] => state.collected(GraphKeys.GLOBAL_VARIABLES);

class TemplateState {
  scope: VariableScope | null = null;
  readonly #name: string;
  readonly #options: TemplateOptions;
  /** A call has come to its end, or is on the way. */
  #called: 'never' | 'now' | 'once' = 'never';

  constructor(name: string, options: TemplateOptions) {
    this.#name = name;
    this.#options = options;
    // No name scope: every call opens its own.
    if (options.createScopeNow) this.#open({ auxiliaryNameScope: false }, () => undefined);
  }

  get scopeName(): string | undefined {
    return this.scope?.prefix;
  }

  collected(key: string): Variable[] {
    return this.#called === 'once' ? this.scope!.graph.collections.get<Variable>(key, this.scopeName) : [];
  }

  call<R>(body: () => R): R {
    const { scope } = this;
    if (scope) return variableScope(scope, { reuse: this.#called !== 'never' }, () => this.#run(body));
    return this.#open({}, () => this.#run(body));
  }

  #open<R>(more: { readonly auxiliaryNameScope?: boolean }, body: () => R): R {
    const { uniqueName = null, customGetter = null } = this.#options;
    return variableScope(uniqueName, { defaultName: this.#name, customGetter, ...more }, (scope) => {
      this.scope = scope;
      scope.graph.recordUndo(() => {
        this.scope = null;
      });
      return body();
    });
  }

  #run<R>(body: () => R): R {
    if (this.#called !== 'once') return this.#runFirst(body);
    const { graph } = this.scope!;
    const before = trainable(graph).length;
    const result = body();
    const made = trainable(graph).slice(before);
    if (made.length === 0) return result;
    throw new GraphError(
      'Trainable variable created when calling a template after the first time, perhaps you used tf.Variable when you ' +
        `meant tf.getVariable: ${made.map(String).join(', ')}`,
      made[0].op.describe(),
    );
  }

  #runFirst<R>(body: () => R): R {
    const before = this.#called;
    this.#called = 'now';
    let result: R;
    try {
      result = body();
    } catch (error) {
      this.#called = before;
      throw error;
    }
    this.#called = 'once';
    this.scope!.graph.recordUndo(() => {
      this.#called = before;
    });
    return result;
  }
}

const trainable = (graph: Graph): readonly Variable[] => graph.collections.get<Variable>(GraphKeys.TRAINABLE_VARIABLES);
