/** `tf.Variable`. */

import { Variable } from '../../../api/index.ts';
import { getDefaultGraph, Tensor } from '../../../graph/index.ts';
import type { Value } from '../../values/index.ts';
import { callEngine, type EngineCall } from '../call/call-engine.ts';
import { callable } from '../call/callable.ts';
import { StandIn } from '../convert/stand-in.ts';
import { evaluate, loadVariable } from '../session/evaluate.ts';
import type { World } from '../world.ts';
import { type ClassSpec, engineMethod, getter, method, native, withheld } from './class-spec.ts';
import { tensorFunctions } from './tensor-functions.ts';

const construction = callable(
  'Variable(initialValue: any, {trainable = true, name, dtype, collections: any, validateShape = true, expectedShape: shape})',
  () => undefined,
);

function construct(call: EngineCall, world: World): Value {
  return callEngine(world, { ...construction, run: (_self, args) => makeVariable(world, args) }, call);
}

export function makeVariable(world: World, [initialValue, options]: readonly unknown[]): Variable {
  const made = isOpen(world, initialValue)
    ? openVariable(initialValue, options)
    : closedVariable(world, initialValue, options);
  const { initialValue: initial, op } = made;
  // A variable reads nothing: what is not exactly known of its value must be said of itself.
  if (world.isDoubtful([initial], 'type')) world.doubt(op, 'type');
  else if (world.isDoubtful([initial], 'shape')) world.doubt(op, 'shape');
  return made;
}

/** The engine refuses an initial value whose shape it does not know; here it may only not be known yet. */
function isOpen(world: World, value: unknown): boolean {
  if (value instanceof StandIn) return !value.shape.isFullyDefined;
  return value instanceof Tensor && !value.shape.isFullyDefined && world.isDoubtful([value], 'shape');
}

/** Without the engine's check, and with what is known of the shape. */
function openVariable(initialValue: unknown, options: unknown): Variable {
  const variable = new Variable(initialValue as never, { ...(options as object), validateShape: false });
  variable.setShape(variable.initialValue.shape);
  return variable;
}

function closedVariable(world: World, initialValue: unknown, options: unknown): Variable {
  if (typeof initialValue !== 'function') return new Variable(initialValue as never, options as never);
  const graph = getDefaultGraph();
  const mark = graph.mark();
  let made: unknown;
  const make = () => {
    made = (initialValue as () => unknown)();
    return made as never;
  };
  try {
    return new Variable(make, options as never);
  } catch (error) {
    if (!isOpen(world, made)) throw error;
    graph.rollback(mark);
    return openVariable(initialValue, options);
  } finally {
    graph.release(mark);
  }
}

export const variableClass: ClassSpec = {
  name: 'Variable',
  engineClass: Variable,
  construct,
  members: {
    ...tensorFunctions,
    trainable: getter(Variable, (variable) => variable.trainable),
    initialValue: getter(Variable, (variable) => variable.initialValue),
    initializer: getter(Variable, (variable) => variable.initializer),
    name: getter(Variable, (variable) => variable.name),
    op: getter(Variable, (variable) => variable.op),
    graph: getter(Variable, (variable) => variable.graph),
    device: getter(Variable, (variable) => variable.device),
    dtype: getter(Variable, (variable) => variable.dtype),
    shape: getter(Variable, (variable, world) => world.shapeOf(variable.asGraphElement())),
    getShape: method(Variable, (variable, _call, world) => world.shapeOf(variable.asGraphElement())),
    setShape: engineMethod(Variable, '(shape: shape)'),
    asGraphElement: method(Variable, (variable) => variable.asGraphElement()),
    value: method(Variable, (variable) => variable.value()),
    readValue: engineMethod(Variable, '()'),
    initializedValue: engineMethod(Variable, '()'),
    assign: engineMethod(Variable, '(value: tensor, {useLocking = false, name})'),
    assignAdd: engineMethod(Variable, '(value: tensor, {useLocking = false, name})'),
    assignSub: engineMethod(Variable, '(value: tensor, {useLocking = false, name})'),
    toString: method(Variable, String),
    eval: native(evaluate),
    load: native(loadVariable),
  },
  statics: { fromNodes: withheld },
};
