/** Which variables there are, and what initialises them. */

import { GraphKeys, getDefaultGraph, type Operation, type Tensor } from '../../graph/index.ts';
import { apply } from '../apply-op.ts';
import { booleanMask, constant, stack } from '../array/index.ts';
import { group } from '../control/index.ts';
import { opScope } from '../op-scope.ts';
import { publicFunction } from '../signature.ts';
import type { VariableLike } from './assign.ts';
import type { Variable } from './variable.ts';

/** Variables of the default graph that live as long as a session and are saved; of names that start with `scope`. */
export const globalVariables = publicFunction('globalVariables(scope?: string)', (scope?: string): Variable[] =>
  getDefaultGraph().collections.get(GraphKeys.GLOBAL_VARIABLES, scope),
);

/** Variables of the default graph that are not saved. */
export const localVariables = publicFunction('localVariables(scope?: string)', (scope?: string): Variable[] =>
  getDefaultGraph().collections.get(GraphKeys.LOCAL_VARIABLES, scope),
);

/** Variables of the default graph that optimizers train. */
export const trainableVariables = publicFunction('trainableVariables(scope?: string)', (scope?: string): Variable[] =>
  getDefaultGraph().collections.get(GraphKeys.TRAINABLE_VARIABLES, scope),
);

/** One operation that runs the initializers of `varList`. */
export const variablesInitializer = publicFunction(
  "variablesInitializer(varList: any, {name = 'init'})",
  (varList: readonly Pick<Variable, 'initializer'>[], options: { readonly name?: string } = {}): Operation =>
    group(
      varList.map((variable) => variable.initializer),
      { name: options.name ?? 'init' },
    ),
);

/** One operation that initialises all global variables made so far. */
export const globalVariablesInitializer = publicFunction(
  'globalVariablesInitializer()',
  (): Operation => variablesInitializer(globalVariables()),
);

/** One operation that initialises all local variables made so far. */
export const localVariablesInitializer = publicFunction(
  'localVariablesInitializer()',
  (): Operation => variablesInitializer(localVariables()),
);

/** One operation that runs what fills the graph's lookup tables: nothing, for there are none unless an import brought some. */
export const tablesInitializer = publicFunction(
  "tablesInitializer({name = 'init_all_tables'})",
  (options: { readonly name?: string } = {}): Operation => {
    const tables = getDefaultGraph().collections.get<Operation>(GraphKeys.TABLE_INITIALIZERS);
    return group(tables, { name: options.name ?? 'init_all_tables' });
  },
);

/** Whether a variable has been initialised: a bool of rank 0. */
export const isVariableInitialized = publicFunction(
  'isVariableInitialized(ref: variable, {name})',
  (ref: VariableLike, options: { readonly name?: string } = {}): Tensor<'bool', 'scalar'> =>
    apply('IsVariableInitialized', [ref], {}, { name: options.name }) as Tensor<'bool', 'scalar'>,
);

/** The names of the variables (default: all global and local ones) that are not initialised, a string vector. */
export const reportUninitializedVariables = publicFunction(
  "reportUninitializedVariables(varList?: any, {name = 'report_uninitialized_variables'})",
  (varList?: readonly Variable[] | null, options: { readonly name?: string } = {}): Tensor<'string', 'array'> =>
    opScope(options.name, 'report_uninitialized_variables', varList ? [varList] : [], () => {
      const variables = varList ?? [...globalVariables(), ...localVariables()];
      if (variables.length === 0) return constant([], { dtype: 'string' });
      const initialized = stack(variables.map((variable) => isVariableInitialized(variable)));
      const missing = apply('LogicalNot', [initialized]);
      return booleanMask(constant(variables.map((variable) => variable.op.name)), missing);
    }),
);
