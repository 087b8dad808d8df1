/** `tf.TensorShape`. Sizes that a run's graph would know, but this one does not, are unknown numbers rather than null. */

import { type Dim, isKnown, TensorShape } from '../../../graph/index.ts';
import { ArrayValue, unknown, type Value } from '../../values/index.ts';
import { callEngine, type EngineCall } from '../call/call-engine.ts';
import { callable } from '../call/callable.ts';
import { cannot } from '../convert/host-only.ts';
import { staticShape } from '../convert/shape-argument.ts';
import { Conversion } from '../convert/to-host.ts';
import type { World } from '../world.ts';
import { type ClassSpec, constant, getter, type Member, method, native } from './class-spec.ts';

const construction = callable('TensorShape(dims: shape)', (_self, [dims]) => dims);
const other = callable('TensorShape.other(shape: shape)', (_self, [shape]) => shape);

/** A shape as it was handed to the constructor: sizes, and what is not known of them. */
function construct(call: EngineCall, world: World): Value {
  const [dims] = call.args;
  if (dims === null) return TensorShape.unknown;
  if (!(dims instanceof ArrayValue)) return unknown;
  return shapeOf(call, world, dims) ?? unknown;
}

function shapeOf({ machine, site }: EngineCall, world: World, value: Value): TensorShape | undefined {
  const conversion = new Conversion(world, machine, site, construction, undefined, [value]);
  const shape = staticShape(conversion, value);
  if (shape === cannot || shape === null || conversion.hasFault) return undefined;
  if (shape instanceof TensorShape) return world.noteOpenShape(shape);
  if (!Array.isArray(shape) || !shape.every((dim) => typeof dim === 'number')) return undefined;
  return new TensorShape(shape);
}

/** A size as the program sees it; `symbolic` is what a run gives for one that its graph does not know. */
function sizeOf(dim: Dim, isOpen: boolean, symbolic: Value): Value {
  if (isKnown(dim)) return dim;
  return isOpen ? unknown : symbolic;
}

const whereKnown =
  (read: (shape: TensorShape) => unknown) =>
  (shape: TensorShape, world: World): unknown =>
    world.isOpenShape(shape) ? unknown : read(shape);

function compared(compare: (shape: TensorShape, other: TensorShape) => unknown): Member {
  return method(TensorShape, (self, call, world) => {
    const [given] = call.args;
    if (!(given instanceof TensorShape) || world.isOpenShape(self) || world.isOpenShape(given)) return unknown;
    return callEngine(world, { ...other, run: () => compare(self, given) }, call);
  });
}

export const tensorShapeClass: ClassSpec = {
  name: 'TensorShape',
  engineClass: TensorShape,
  construct,
  members: {
    dims: getter(TensorShape, (shape, world, { machine }) =>
      shape.dims
        ? machine.array(shape.dims.map((dim) => sizeOf(dim, world.isOpenShape(shape), unknown)))
        : openOr(world, shape, null),
    ),
    rank: getter(TensorShape, (shape, world) => shape.rank ?? openOr(world, shape, null)),
    isFullyDefined: getter(
      TensorShape,
      whereKnown((shape) => shape.isFullyDefined),
    ),
    known: getter(
      TensorShape,
      whereKnown((shape) => shape.known),
    ),
    size: getter(TensorShape, (shape, world) => {
      const { size } = shape;
      return size === null ? openOr(world, shape, null) : sizeOf(size, false, unknown);
    }),
    asList: method(TensorShape, (shape, call, world) => {
      const isOpen = world.isOpenShape(shape);
      if (shape.dims) return call.machine.array(shape.dims.map((dim) => sizeOf(dim, isOpen, null)));
      // The engine says what is wrong with asking.
      const asked = { ...other, name: 'TensorShape.asList', run: () => shape.asList() };
      return isOpen ? unknown : callEngine(world, asked, { ...call, args: [] });
    }),
    isCompatibleWith: compared((shape, given) => shape.isCompatibleWith(given)),
    equals: compared((shape, given) => shape.equals(given)),
    mergeWith: compared((shape, given) => shape.mergeWith(given)),
    toString: method(TensorShape, String),
    toBrackets: method(TensorShape, (shape) => shape.toBrackets()),
    toSymbolic: method(TensorShape, (shape) => shape.toSymbolic()),
  },
  statics: {
    unknown: constant(TensorShape.unknown),
    scalar: constant(TensorShape.scalar),
    of: native((call, world) => {
      const { machine, args, hasMore } = call;
      return hasMore ? unknown : (shapeOf(call, world, machine.array(args)) ?? unknown);
    }),
  },
};

function openOr(world: World, shape: TensorShape, otherwise: Value): Value {
  return world.isOpenShape(shape) ? unknown : otherwise;
}
