/** Public functions whose call is not simply the engine's: they would hold data, or change what the analysis stands on. */

import {
  constant,
  constantInitializer,
  eye,
  image,
  initializers,
  layers,
  nn,
  regularizers,
} from '../../../api/index.ts';
import { parseDType, readOptions } from '../../../api/machinery.ts';
import {
  type ArrayLike,
  type Dim,
  type DType,
  getDefaultGraph,
  type NdArray,
  sizeOf,
  Tensor,
  TensorShape,
  toNdArray,
} from '../../../graph/index.ts';
import { UnknownResult } from '../convert/callback.ts';
import { Carried } from '../convert/host-only.ts';
import { addStandIn, StandIn } from '../convert/stand-in.ts';
import type { World } from '../world.ts';
import type { EngineCall } from './call-engine.ts';
import type { Callable } from './callable.ts';
import { getVariableIn, layerIn } from './get-variable.ts';
import { initializerValue, regularizerValue } from './made-functions.ts';
import { publicCallable } from './public-functions.ts';

type SpecialRun = (world: World, call: EngineCall) => Callable['run'];

/** Constants with more elements are made without them. */
const mostElements = 10_000;

interface ConstantOptions {
  readonly dtype?: unknown;
  readonly shape?: TensorShape | readonly (number | null)[];
  readonly name?: string;
}

const makeConstant: SpecialRun = (world) => (_self, args) => {
  const [value, ...rest] = args;
  const given = readOptions<ConstantOptions>(['dtype'], rest);
  const dtype = given.dtype === undefined ? undefined : parseDType(given.dtype);
  const shape = given.shape instanceof TensorShape ? given.shape : undefined;
  const sizes = shape ? shape.known : (given.shape as readonly number[] | undefined);
  if (value instanceof StandIn) {
    const wanted = shape ?? (sizes ? new TensorShape(sizes) : value.shape);
    const elements = given.shape === undefined ? value.spec.value : undefined;
    return standIn(world, dtype ?? value.naturalType, wanted, given.name, elements);
  }
  const isOpen = shape && !shape.isFullyDefined;
  const isLarge = sizes?.every((size) => size >= 0) && sizeOf(sizes) > mostElements;
  const array = isOpen || isLarge ? toNdArray(value as ArrayLike, dtype ? { dtype } : {}) : undefined;
  if (!array || array.size === 0) return constant(...(args as Parameters<typeof constant>));
  return standIn(world, array.dtype, shape ?? new TensorShape(sizes!), given.name);
};

function standIn(
  world: World,
  dtype: NdArray['dtype'],
  shape: TensorShape,
  name = 'Const',
  value?: readonly (Dim | null)[],
): Tensor {
  const isSizes = dtype === 'int32' || dtype === 'int64';
  const doubt = isSizes || !shape.isFullyDefined ? 'shape' : undefined;
  return addStandIn(world, getDefaultGraph(), { dtype, shape, value, doubt }, name);
}

interface EyeOptions {
  readonly numColumns?: unknown;
  readonly batchShape?: readonly number[];
  readonly dtype?: DType;
  readonly name?: string;
}

const makeEye: SpecialRun = (world) => (_self, args) => {
  const [numRows, ...rest] = args;
  const given = readOptions<EyeOptions>(['numColumns'], rest);
  const { numColumns = numRows, batchShape = [], dtype = 'float32', name = 'eye' } = given;
  const sizes = [numRows, numColumns].map((size) => (size instanceof StandIn ? (size.spec.value?.[0] ?? null) : size));
  if (!(numRows instanceof StandIn || numColumns instanceof StandIn)) return eye(...(args as Parameters<typeof eye>));
  const rows = sizes[0] ?? world.freshSize();
  const columns = numColumns === numRows ? rows : (sizes[1] ?? world.freshSize());
  return standIn(world, parseDType(dtype), new TensorShape([...batchShape, rows as Dim, columns as Dim]), name);
};

const reset: SpecialRun =
  (world, { machine, site }) =>
  () =>
    world.resetDefaultGraph(machine.originOf(site));

/** A constant of which not all is known makes a value of which nothing is but shape and type. */
const makeConstantInitializer: SpecialRun = (world) => (_self, args) => {
  const { value } = readOptions<{ value: unknown; dtype: unknown; verifyShape: unknown }>(
    ['value', 'dtype', 'verifyShape'],
    args,
  );
  const isOpen = value instanceof StandIn;
  const made = isOpen
    ? (shape: readonly number[] | TensorShape, type?: DType | { readonly dtype?: DType }) => {
        const { dtype = 'float32' } = readOptions<{ dtype: DType }>(['dtype'], [type]);
        return standIn(world, dtype, shape instanceof TensorShape ? shape : new TensorShape(shape), undefined);
      }
    : constantInitializer(...(args as Parameters<typeof constantInitializer>));
  return new Carried(initializerValue(world, made));
};

/** What makes functions, which the program may call, or hand back to the engine. */
function makersOf(room: object, wrap: typeof initializerValue): Record<string, SpecialRun> {
  const makers = Object.values(room).flatMap((value) => publicCallable(value) ?? []);
  return Object.fromEntries(
    makers.map(({ name, run }): [string, SpecialRun] => [
      name,
      (world) => (self, args) => {
        const made = run(self, args);
        return typeof made === 'function' ? new Carried(wrap(world, made)) : made;
      },
    ]),
  );
}

/** What makes variables. */
function layersOf(functions: readonly unknown[]): Record<string, SpecialRun> {
  const layers = functions.flatMap((value) => publicCallable(value) ?? []);
  return Object.fromEntries(
    layers.map(({ name, run }): [string, SpecialRun] => [name, (world, call) => layerIn(world, call, run)]),
  );
}

/** What takes a tensor of unknown rank for one image: here it may be several. */
function ofKnownRank(functions: readonly unknown[]): Record<string, SpecialRun> {
  const known = functions.flatMap((value) => publicCallable(value) ?? []);
  return Object.fromEntries(
    known.map(({ name, run }): [string, SpecialRun] => [
      name,
      () => (self, args) => {
        if (args[0] instanceof Tensor && args[0].shape.rank === null) throw new UnknownResult();
        return run(self, args);
      },
    ]),
  );
}

/** How these are run, by name. */
export const specialRuns: Readonly<Record<string, SpecialRun>> = {
  ...makersOf(initializers, initializerValue),
  ...makersOf(regularizers, regularizerValue),
  ...ofKnownRank([image.rot90, image.transposeImage]),
  ...layersOf([
    ...Object.values(layers),
    nn.bidirectionalDynamicRnn,
    nn.dynamicRnn,
    nn.staticBidirectionalRnn,
    nn.staticRnn,
  ]),
  constant: makeConstant,
  constantInitializer: makeConstantInitializer,
  eye: makeEye,
  getVariable: getVariableIn,
  resetDefaultGraph: reset,
};
