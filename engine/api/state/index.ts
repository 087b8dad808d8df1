/** Variables: making, initialising and changing them. */

export * from './assign.ts';
export { type GetVariableOptions, getVariable } from './get-variable.ts';
export * from './initializers.ts';
export { makeTemplate, type Template, type TemplateOptions } from './template.ts';
export * from './variable.ts';
export { getVariableScope, type VariableScopeOptions, variableScope } from './variable-scope.ts';
export {
  AUTO_REUSE,
  type CustomGetter,
  type ReuseMode,
  VariableScope,
  type VariableScopeSettings,
} from './variable-scope-class.ts';
