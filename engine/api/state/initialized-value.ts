/**
 * Initial values that read other variables. Initialisers run in no order, so wherever an initial value reads a variable,
 * the read is replaced by "its value if it is initialised, else its initial value", as TensorFlow 1 rewrites it.
 */

import { type AttrValue, GraphKeys, type Operation, type Tensor } from '../../graph/index.ts';
import { addOp, findOp, inputsOf, op, type RegisteredOp } from '../../ops/index.ts';

/** As much of a variable as this needs. */
export interface InitializableVariable {
  readonly op: Operation;
  readonly initializer: Operation;
}

/** The value of a variable, or its initial value while it has none. */
export function initializedValue(ref: Tensor, initialValue: Tensor): Tensor {
  const { graph } = ref;
  return graph.withControlDependencies(null, () => {
    const ready = op('IsVariableInitialized', [ref]);
    return graph.withNameScope('cond', () => {
      const [switchFalse, switchTrue] = addOp('Switch', [ready, ready]).outputs;
      op('Identity', [switchTrue], {}, 'switch_t');
      op('Identity', [switchFalse], {}, 'switch_f');
      const predicate = op('Identity', [ready], {}, 'pred_id');
      const read = graph.withNameScope('read', (scope) => {
        const [, held] = addOp('RefSwitch', [ref, predicate], {}, { name: 'Switch' }).outputs;
        return op('Identity', [held], {}, scope);
      });
      const [initial] = addOp('Switch', [initialValue, predicate], {}, { colocateWith: initialValue.op }).outputs;
      return op('Merge', [[initial, read]]);
    });
  });
}

/**
 * `initialValue` computed without reading a variable that may not be initialised yet. What has to change is built again
 * under names that end in the new variable's.
 */
export function guardInitialValue(initialValue: Tensor, variableName: string): Tensor {
  const replaced = new Map<Operation, Operation>();
  return guardTensor(initialValue);

  function guardTensor(tensor: Tensor): Tensor {
    const known = replaced.get(tensor.op) ?? guardOperation(tensor.op);
    replaced.set(tensor.op, known);
    return known.outputs[tensor.valueIndex];
  }

  function guardOperation(operation: Operation): Operation {
    // What a loop gives is taken as it is: a loop cannot be made again from its end.
    if (operation.type === 'IsVariableInitialized' || operation.type === 'Exit') return operation;
    if (operation.type === 'VariableV2' || operation.type === 'Variable') {
      const variable = variableOf(operation);
      // What its initializer assigns is guarded, too: it may read a third variable.
      return variable ? initializedValue(operation.outputs[0], variable.initializer.inputs[1]).op : operation;
    }
    const inputs = operation.inputs.map(guardTensor);
    if (inputs.every((input, index) => input === operation.inputs[index])) return operation;
    return rebuilt(operation, inputs, variableName);
  }
}

/** The variable whose operation this is, if it is in a collection. */
function variableOf(operation: Operation): InitializableVariable | undefined {
  const { collections } = operation.graph;
  const variables = [GraphKeys.GLOBAL_VARIABLES, GraphKeys.LOCAL_VARIABLES].flatMap((key) =>
    collections.get<InitializableVariable>(key),
  );
  return variables.find((variable) => variable.op === operation);
}

function rebuilt(operation: Operation, inputs: readonly Tensor[], variableName: string): Operation {
  // What a RefSwitch gets here is a value, no longer a variable.
  const type = operation.type === 'RefSwitch' ? 'Switch' : operation.type;
  const def = findOp(type) as RegisteredOp;
  const attributes: Record<string, AttrValue['value']> = {};
  for (const key of Object.keys(def.attributes)) attributes[key] = operation.attributes[key].value;
  const grouped = def.inputArgs.map((argument) => {
    const range = inputsOf(def, operation, argument.name);
    return argument.isList ? inputs.slice(...range) : inputs[range[0]];
  });
  return addOp(type, grouped, attributes, {
    name: `${operation.name}_${variableName}/`,
    device: operation.device,
    ...(operation.attributes._class && { colocateWith: operation }),
  });
}
