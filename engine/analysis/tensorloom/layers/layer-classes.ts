/** `tf.layers.Dense` and its likes: the engine's own layers, which build the real nodes. */

import { layers } from '../../../api/index.ts';
import { NativeFunction, unknown } from '../../values/index.ts';
import { callEngine } from '../call/call-engine.ts';
import { callable } from '../call/callable.ts';
import { layerIn } from '../call/get-variable.ts';
import { publicCallable } from '../call/public-functions.ts';
import {
  type ClassSpec,
  callMethod,
  getter,
  type Member,
  type Members,
  type Native,
  withheldAll,
} from '../classes/class-spec.ts';

const { Layer } = layers;

const apply = callable('Layer.apply(inputs: tensor, {training: tensor})', (self, args) =>
  callMethod(self, 'apply', args),
);

const applies: Member = (world, _owner, key) =>
  new NativeFunction(world.prototypes.function, key, (call) => {
    if (!(call.self instanceof Layer)) return unknown;
    return callEngine(world, { ...apply, run: layerIn(world, call, apply.run) }, call, { receiver: call.self });
  });

const read = (...names: (keyof layers.Layer)[]): Members =>
  Object.fromEntries(names.map((name) => [name, getter(Layer as never, (layer: layers.Layer) => layer[name])]));

export const layerClass: ClassSpec = {
  name: 'layers.Layer',
  engineClass: Layer,
  members: {
    apply: applies,
    ...read('name', 'scopeName', 'dtype', 'built', 'losses', 'updates', 'trainable'),
    ...read('variables', 'trainableVariables', 'nonTrainableVariables'),
    ...read('weights', 'trainableWeights', 'nonTrainableWeights'),
    ...withheldAll('addWeight addUpdate needFloats needRank build call'),
  },
};

type LayerClass = new (...args: never[]) => layers.Layer;

/** A class that takes what the function takes that makes such a layer and applies it, but for the inputs. */
function layer(engineClass: LayerClass, made: unknown, variables = ''): ClassSpec {
  const name = `layers.${engineClass.name}`;
  const construct: Native = (call, world) => {
    const { signature } = publicCallable(made)!;
    const parameters = signature.parameters.slice(1);
    const construction = callable(
      { ...signature, name, parameters },
      (_self, args) => new engineClass(...(args as never[])),
    );
    return callEngine(world, construction, call);
  };
  const own = variables.split(' ').filter(Boolean) as (keyof layers.Layer)[];
  return {
    name,
    base: layerClass,
    engineClass,
    construct,
    members: { ...read(...own), ...withheldAll('buildKernel convolve') },
  };
}

export const layerClasses: readonly ClassSpec[] = [
  layer(layers.AveragePooling1D, layers.averagePooling1d),
  layer(layers.AveragePooling2D, layers.averagePooling2d),
  layer(layers.BatchNormalization, layers.batchNormalization, 'gamma beta movingMean movingVariance'),
  layer(layers.Conv1D, layers.conv1d, 'kernel bias'),
  layer(layers.Conv2D, layers.conv2d, 'kernel bias'),
  layer(layers.Conv2DTranspose, layers.conv2dTranspose, 'kernel bias'),
  layer(layers.Dense, layers.dense, 'kernel bias'),
  layer(layers.Dropout, layers.dropout),
  layer(layers.Flatten, layers.flatten),
  layer(layers.MaxPooling1D, layers.maxPooling1d),
  layer(layers.MaxPooling2D, layers.maxPooling2d),
  layer(layers.SeparableConv2D, layers.separableConv2d, 'depthwiseKernel pointwiseKernel bias'),
];
