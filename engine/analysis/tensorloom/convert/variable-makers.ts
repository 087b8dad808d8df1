/** Functions, the engine's and the program's, that variables and layers are made with. */

import { AUTO_REUSE } from '../../../api/index.ts';
import { type DType, isGraphElement, Tensor, TensorShape } from '../../../graph/index.ts';
import { ts } from '../../syntax.ts';
import { FunctionLike, FunctionValue, Unknown, unknown, type Value } from '../../values/index.ts';
import { UnknownResult } from './callback.ts';
import { fromHost } from './from-host.ts';
import { cannot, HostFunction } from './host-only.ts';
import { addStandIn } from './stand-in.ts';
import type { Conversion } from './to-host.ts';

type Initializer = (shape: readonly number[], options: { readonly dtype: DType }) => unknown;

/** @param convert - what the program's function gives */
export function initializerArgument(conversion: Conversion, value: Value, convert: (made: Value) => unknown): unknown {
  if (value instanceof HostFunction) return value.host;
  const { world, machine, site } = conversion;
  const unknownValue: Initializer = (shape, { dtype }) => {
    world.names.mayMiss(conversion.graph);
    return addStandIn(world, conversion.graph, { dtype, shape: new TensorShape(shape), doubt: undefined }, 'Const');
  };
  if (value instanceof Unknown && !value.isFault) {
    conversion.isExact = false;
    return unknownValue;
  }
  if (!(value instanceof FunctionLike)) return convert(value);
  const initializer = (...args: Parameters<Initializer> | []): unknown => {
    const given = args.map((arg) => fromHost(arg, machine));
    const made = convert(machine.call(value, undefined, given, site));
    if (made !== cannot) return made;
    // The variable has the shape that was asked for, whatever is in it.
    if (args.length === 0 || conversion.hasFault) throw new UnknownResult();
    return unknownValue(...args);
  };
  return Object.defineProperty(initializer, 'length', { value: parametersOf(value) });
}

/** How many arguments the function asks for, where that is known. */
function parametersOf(value: FunctionLike): number {
  if (!(value instanceof FunctionValue)) return 2;
  const { parameters } = value.node;
  const optional = parameters.findIndex((parameter) => parameter.initializer || parameter.dotDotDotToken);
  const asked = optional < 0 ? parameters : parameters.slice(0, optional);
  return asked.filter(({ name }) => !(ts.isIdentifier(name) && name.text === 'this')).length;
}

export function regularizerArgument(conversion: Conversion, value: Value): unknown {
  if (value instanceof HostFunction) return value.host;
  const { world, machine, site } = conversion;
  const noteUnknown = () => {
    world.doubtCollections(conversion.graph);
    world.names.mayMiss(conversion.graph);
    return null;
  };
  if (value instanceof FunctionLike) {
    return (weights: Value) => {
      const loss = machine.call(value, undefined, [weights], site);
      if (loss === null || loss instanceof Tensor || isElement(loss)) return loss;
      return noteUnknown();
    };
  }
  const converted = conversion.plain(value);
  return converted === cannot && !conversion.hasFault ? noteUnknown() : converted;
}

/** A function of the program that makes one tensor of another; one that is not known makes something that is not. */
export function activationArgument(conversion: Conversion, value: Value, convert: (made: Value) => unknown): unknown {
  if (value instanceof HostFunction) return value.host;
  if (!(value instanceof FunctionLike)) return conversion.plain(value);
  const { machine, site } = conversion;
  return (x: Value) => {
    const made = convert(machine.call(value, undefined, [x], site));
    if (made === cannot) throw new UnknownResult();
    return made;
  };
}

function isElement(value: Value): boolean {
  return typeof value === 'object' && value !== null && value !== unknown && isGraphElement(value);
}

/** Of what a getter of the program gives, and makes, nothing is known. */
export function customGetterArgument(conversion: Conversion, value: Value): unknown {
  if (value === null || value === undefined) return value;
  const { world, graph } = conversion;
  conversion.isExact = false;
  world.names.mayMiss(graph);
  world.doubtCollections(graph);
  return () => {
    throw new UnknownResult();
  };
}

/** A mode that is not known refuses nothing. */
export function reuseArgument(conversion: Conversion, value: Value): unknown {
  const converted = conversion.plain(value);
  return converted === cannot && !conversion.hasFault ? AUTO_REUSE : converted;
}

/** Of one that is not known, it is not known what is made in the scope: the scope keeps the type that it has. */
export function scopeTypeArgument(conversion: Conversion, value: Value): unknown {
  const converted = conversion.plain(value);
  if (converted !== cannot || conversion.hasFault) return converted;
  conversion.world.hasScopesOfUnknownType = true;
  return 'float32';
}
