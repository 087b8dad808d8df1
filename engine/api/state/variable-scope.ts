/** `tf.variableScope` and `tf.getVariableScope`. */

import { type DType, GraphError, getDefaultGraph, refusePromise } from '../../graph/index.ts';
import { parseDType } from '../convert.ts';
import { isOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import { refusePartitioner } from './get-variable.ts';
import {
  nestedGetter,
  parseReuse,
  type ReuseMode,
  type VariableDefaults,
  VariableScope,
} from './variable-scope-class.ts';
import { type VariableStore, variableStore } from './variable-store.ts';

export interface VariableScopeOptions extends VariableDefaults {
  /** The name where `nameOrScope` is null; made unique among the scopes opened in the current one. */
  readonly defaultName?: string;
  /** Default, as null and false: that of the scope around it. */
  readonly reuse?: ReuseMode | null;
  /** false opens no name scope: operations stay in the current one. */
  readonly auxiliaryNameScope?: boolean;
  /** Variables are kept whole: anything but null is refused. */
  readonly partitioner?: null;
}

interface VariableScopeFunction {
  <const T>(
    nameOrScope: string | VariableScope | null,
    options: VariableScopeOptions,
    body: (scope: VariableScope) => T,
  ): T;
  <const T>(nameOrScope: string | VariableScope, body: (scope: VariableScope) => T): T;
}

/**
 * Runs `body` with variables of `tf.getVariable` named under `nameOrScope`, and gives back what it returns; the callback
 * gets the scope. Operations are named under a name scope of that name, made unique (`a_1/`); names of variables are not,
 * so that entering a scope again finds its variables. A scope object is entered wherever it was opened.
 * @throws GraphError without a name, or for a callback that returns a promise.
 */
export const variableScope = publicFunction(
  'variableScope(nameOrScope: any, {defaultName: string, reuse: any, initializer: any, regularizer: any, dtype, customGetter: any, partitioner: any, auxiliaryNameScope = true}, body: callback)',
  ((
    nameOrScope: string | VariableScope | null,
    first: VariableScopeOptions | ((scope: VariableScope) => unknown),
    second?: VariableScopeOptions | ((scope: VariableScope) => unknown),
  ): unknown => {
    const body = [first, second].find((argument) => typeof argument === 'function');
    const options = [first, second].find((argument): argument is VariableScopeOptions => isOptions(argument)) ?? {};
    if (!body) throw new GraphError('variableScope needs a callback, which builds what is in the scope.');
    return enter(nameOrScope, options, body);
  }) as VariableScopeFunction,
);

/** The variable scope that functions build in. Its `reuseVariables()` is how a model is built a second time. */
export const getVariableScope = publicFunction(
  'getVariableScope()',
  (): VariableScope => variableStore(getDefaultGraph()).current,
);

function enter<T>(
  nameOrScope: string | VariableScope | null | undefined,
  options: VariableScopeOptions,
  body: (scope: VariableScope) => T,
): T {
  refusePartitioner('variableScope', options.partitioner);
  const graph = getDefaultGraph();
  const store = variableStore(graph);
  const { defaultName, auxiliaryNameScope = true } = options;
  const reuse = parseReuse(options.reuse) || undefined;
  if (options.dtype) parseDType(options.dtype);
  const isDefault = nameOrScope === null || nameOrScope === undefined;
  if (isDefault && !defaultName) throw new GraphError('If defaultName is not given then nameOrScope is required');
  if (isDefault && reuse) throw new GraphError('reuse=True cannot be used without a nameOrScope');
  if (!isDefault && typeof nameOrScope !== 'string' && !(nameOrScope instanceof VariableScope)) {
    throw new GraphError(`variableScope: nameOrScope must be a string or a VariableScope, not ${String(nameOrScope)}.`);
  }
  const run = (nameScope: string): T => {
    // Only here are the name scope and what it takes of names settled.
    const name = isDefault ? store.uniqueScopeName(defaultName!) : nameOrScope;
    const scope = scopeFor(store, name, reuse, options, nameScope);
    const shown = typeof name === 'string' ? name : name.name;
    return store.within(scope, name instanceof VariableScope, () => refusePromise(body(scope), 'variableScope', shown));
  };
  const nameScope = isDefault ? defaultName! : lastPart(nameOrScope);
  if (!auxiliaryNameScope) return graph.withNameScope(graph.currentNameScope, run);
  return nameScope === '' ? run(graph.currentNameScope) : graph.withNameScope(nameScope, run);
}

function lastPart(nameOrScope: string | VariableScope): string {
  return typeof nameOrScope === 'string' ? nameOrScope : nameOrScope.name.slice(nameOrScope.name.lastIndexOf('/') + 1);
}

/** The scope object that is current inside: one inside the current scope, or one like that which was given. */
function scopeFor(
  store: VariableStore,
  nameOrScope: string | VariableScope,
  reuse: ReuseMode | undefined,
  { initializer, regularizer, dtype, customGetter }: VariableDefaults,
  nameScope: string,
): VariableScope {
  const from = typeof nameOrScope === 'string' ? store.current : nameOrScope;
  const isJump = from === nameOrScope;
  return new VariableScope(reuse ?? from.reuse, {
    name: isJump ? from.name : from.prefix + nameOrScope,
    nameScope: isJump ? from.originalNameScope : nameScope,
    initializer: initializer ?? from.initializer,
    regularizer: regularizer ?? from.regularizer,
    dtype: (dtype ?? from.dtype) as DType,
    customGetter: nestedGetter(customGetter, from.customGetter),
  });
}
