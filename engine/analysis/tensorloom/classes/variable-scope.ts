/** `tf.VariableScope`. */

import { AUTO_REUSE, VariableScope } from '../../../api/index.ts';
import { unknown } from '../../values/index.ts';
import { type ClassSpec, engineMethod, getter, method, withheldAll } from './class-spec.ts';

export const variableScopeClass: ClassSpec = {
  name: 'VariableScope',
  engineClass: VariableScope,
  members: {
    name: getter(VariableScope, (scope) => scope.name),
    originalNameScope: getter(VariableScope, (scope, world) =>
      world.names.areAllHere(scope.graph) ? scope.originalNameScope : unknown,
    ),
    prefix: getter(VariableScope, (scope) => scope.prefix),
    // The mode of one of which it is not known, too.
    reuse: getter(VariableScope, ({ reuse }) => (reuse === AUTO_REUSE ? unknown : reuse)),
    dtype: getter(VariableScope, (scope) => scope.dtype),
    reuseVariables: method(VariableScope, (scope, { machine, site }) => {
      // Where it may not come to it, variables may be there or not.
      scope.setReuse(machine.originOf(site).isCertain || AUTO_REUSE);
      return undefined;
    }),
    setReuse: engineMethod(VariableScope, '(reuse: any)'),
    setInitializer: engineMethod(VariableScope, '(initializer: any)'),
    setRegularizer: engineMethod(VariableScope, '(regularizer: any)'),
    setCustomGetter: engineMethod(VariableScope, '(customGetter: any)'),
    setDtype: engineMethod(VariableScope, '(dtype: dtype)'),
    getCollection: engineMethod(VariableScope, '(name: string)'),
    globalVariables: engineMethod(VariableScope, '()'),
    localVariables: engineMethod(VariableScope, '()'),
    trainableVariables: engineMethod(VariableScope, '()'),
    ...withheldAll('graph initializer regularizer customGetter'),
  },
};
